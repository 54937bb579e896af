using System.Collections.Concurrent;
using System.Diagnostics;
using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Live;

/// <summary>Answers that are the same for all readers of a class: asked for once a version, however many look.</summary>
/// <remarks>
/// Kept until the topic changes or this replica commits anything, and for five seconds at most: some of it moves with the clock, some by commands that
/// announce nothing. Refusals are not kept.
/// </remarks>
public sealed class LiveAnswers(LiveStreams streams, Commits commits)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(LiveTopic Topic, string Of), Kept> answers = new();

    /// <summary>The answer that is kept, else what <paramref name="ask"/> brings. Many who ask at once wait for one.</summary>
    /// <param name="topic">With whose changes it gets old.</param>
    /// <param name="of">Which answer, and for which class of readers.</param>
    /// <param name="ask">Asks for it, with the rights of whoever comes first.</param>
    public async Task<Result<T>> Get<T>(LiveTopic topic, string of, Func<Task<Result<T>>> ask)
    {
        var (version, commit) = (streams.Version(topic), commits.Number);
        var kept = answers.AddOrUpdate((topic, of), _ => New(), (_, old) => old.Holds(version, commit) ? old : New());
        try
        {
            var answer = (Result<T>)await kept.Answer.Value;
            if (answer.Error is not null)
            {
                answers.TryRemove(KeyValuePair.Create((topic, of), kept));
            }

            return answer;
        }
        catch
        {
            answers.TryRemove(KeyValuePair.Create((topic, of), kept));
            throw;
        }

        Kept New() => new(version, commit, Stopwatch.GetTimestamp(), new(async () => await ask()));
    }

    private sealed record Kept(string Version, long Commit, long At, Lazy<Task<object>> Answer)
    {
        public bool Holds(string version, long commit) =>
            string.Equals(Version, version, StringComparison.Ordinal) && Commit == commit && Stopwatch.GetElapsedTime(At) < Trusted;
    }
}
