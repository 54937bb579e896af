using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Assemblies.Server.Platform.Live;

/// <summary>One open page's stream of events. An event names what has changed and the version that holds since; it never says what stands there now.</summary>
/// <remarks>
/// The first event comes at once and names everything: a page that was made at another version then fetches all its parts, so that a reconnect
/// misses nothing. A slow reader gets the changes that came meanwhile as one.
/// </remarks>
internal sealed class LiveStream(LiveTopic topic, Func<string> version, Action<LiveStream> close) : IDisposable
{
    /// <summary>An event that names parts: the version, then the parts, with blanks between.</summary>
    public const string Changed = "changed";

    /// <summary>An event that says nothing but that the line still holds.</summary>
    public const string Beat = "beat";

    /// <summary>How long a line may be silent.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>A stream ends by itself; the browser opens it anew, with the rights of that moment.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private HashSet<string> told = new([LivePart.Everything], StringComparer.Ordinal);
    private string? toldVersion;
    private TaskCompletionSource something = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiveTopic Topic => topic;

    /// <summary>Has it say what changed, and that this is the version since.</summary>
    public void Tell(IReadOnlyList<string> parts, string since)
    {
        lock (gate)
        {
            told.UnionWith(parts);
            toldVersion = since;
            something.TrySetResult();
        }
    }

    /// <summary>The events, until the reader leaves, the service stops, or its time is over.</summary>
    public async IAsyncEnumerable<SseItem<string>> Events([EnumeratorCancellation] CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(Longest);
        while (!end.IsCancellationRequested)
        {
            var (parts, since, next) = Take();
            yield return parts.Count > 0
                ? new SseItem<string>($"{since} {string.Join(' ', parts)}", Changed)
                : new SseItem<string>("", Beat);
            await Task.WhenAny(next, Task.Delay(Silence, end.Token));
        }
    }

    public void Dispose() => close(this);

    private (HashSet<string> Parts, string Version, Task Next) Take()
    {
        lock (gate)
        {
            // The first event comes with the version of its moment, read when the stream is known already: nothing is between the two.
            var (parts, since) = (told, toldVersion ?? version());
            told = new(StringComparer.Ordinal);
            if (parts.Count > 0)
            {
                something = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return (parts, since, something.Task);
        }
    }
}
