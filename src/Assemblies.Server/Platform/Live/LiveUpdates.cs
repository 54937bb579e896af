using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Live;

/// <summary>Tells open pages, once the command has been committed, which of their parts have changed. Never what they say now.</summary>
public sealed class LiveUpdates(AfterCommit after, Announcer announcer)
{
    private readonly Dictionary<LiveTopic, HashSet<string>> changes = [];

    /// <summary>Says that parts have changed. A command that is refused says nothing; one that is tried again says it once.</summary>
    /// <param name="topic">Of what.</param>
    /// <param name="parts">Names of parts, as pages carry them in <c>data-live</c>; without blanks.</param>
    public void Say(LiveTopic topic, params ReadOnlySpan<string> parts)
    {
        if (!changes.TryGetValue(topic, out var known))
        {
            changes[topic] = known = new(StringComparer.Ordinal);
        }

        foreach (var part in parts)
        {
            known.Add(part);
        }

        after.Do(Announce);
    }

    private Task Announce(CancellationToken ct)
    {
        foreach (var (topic, parts) in changes)
        {
            announcer.Announce(topic, parts);
        }

        changes.Clear();
        return Task.CompletedTask;
    }
}
