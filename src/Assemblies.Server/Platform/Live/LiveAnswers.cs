using System.Collections.Concurrent;
using System.Diagnostics;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Live;

/// <summary>What many pages show alike: read once a version, however many look.</summary>
/// <remarks>
/// Kept until the topic changes or this replica commits anything, and for five seconds at most: some of it changes by commands that announce nothing.
/// What is not there is not kept.
/// </remarks>
public sealed class LiveAnswers(LiveStreams streams, Commits commits)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(LiveTopic Topic, string Of), Kept> answers = new();

    /// <summary>What is kept, else what <paramref name="read"/> brings. Many who ask at once wait for one.</summary>
    /// <param name="topic">With whose changes it gets old.</param>
    /// <param name="of">Which answer, and for which class of readers where that matters.</param>
    /// <param name="asOf">What else it holds for, such as this minute: with another it is read anew.</param>
    /// <param name="read">Reads it; not for whoever comes first, but for all.</param>
    public async Task<T?> Get<T>(LiveTopic topic, string of, string asOf, Func<Task<T?>> read)
        where T : class
    {
        var (version, commit) = ($"{streams.Version(topic)} {asOf}", commits.Number);
        var kept = answers.AddOrUpdate((topic, of), _ => New(), (_, old) => old.Holds(version, commit) ? old : New());
        try
        {
            var answer = (T?)await kept.Answer.Value;
            if (answer is null)
            {
                Forget();
            }

            return answer;
        }
        catch
        {
            Forget();
            throw;
        }

        Kept New() => new(version, commit, Stopwatch.GetTimestamp(), new(async () => await read()));

        void Forget() => answers.TryRemove(KeyValuePair.Create((topic, of), kept));
    }

    private sealed record Kept(string Version, long Commit, long At, Lazy<Task<object?>> Answer)
    {
        public bool Holds(string version, long commit) =>
            string.Equals(Version, version, StringComparison.Ordinal) && Commit == commit && Stopwatch.GetElapsedTime(At) < Trusted;
    }
}
