using Npgsql;

namespace Assemblies.Server.Platform.Live;

/// <summary>
/// Announces changes to all replicas, at most once a second per topic: the first at once, what comes within that second together after it, and none
/// is lost. On a connection of its own, after the commit: a NOTIFY within a transaction makes all commits wait for each other.
/// </summary>
public sealed class Announcer(NpgsqlDataSource source, LiveStreams streams, TimeProvider time, ILogger<Announcer> logger) : IHostedService
{
    internal const string Channel = "assemblies_live";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<LiveTopic, HashSet<string>> waiting = [];
    private readonly Dictionary<LiveTopic, Task> busy = [];

    /// <summary>Announces it, now or within a second. What this replica has kept of the topic is old at once.</summary>
    internal void Announce(LiveTopic topic, IEnumerable<string> parts)
    {
        streams.Outdate(topic);
        lock (gate)
        {
            if (waiting.TryGetValue(topic, out var known))
            {
                known.UnionWith(parts);
                return;
            }

            waiting[topic] = new(parts, StringComparer.Ordinal);
            if (!busy.ContainsKey(topic))
            {
                busy[topic] = Task.Run(() => SendAll(topic));
            }
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what waits for its second.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var (topic, parts) in TakeAll())
        {
            await TrySend(topic, parts, cancellationToken);
        }
    }

    private async Task SendAll(LiveTopic topic)
    {
        while (Take(topic) is { } parts)
        {
            if (!await TrySend(topic, parts, CancellationToken.None))
            {
                GiveBack(topic, parts);
            }

            await Task.Delay(Pause, time);
        }
    }

    private async Task<bool> TrySend(LiveTopic topic, HashSet<string> parts, CancellationToken ct)
    {
        try
        {
            await using var notify = source.CreateCommand("select pg_notify($1, $2)");
            notify.Parameters.Add(new() { Value = Channel });
            notify.Parameters.Add(new() { Value = $"{topic} {string.Join(' ', parts)}" });
            await notify.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or ObjectDisposedException)
        {
            logger.LogWarning(e, "A change of {Topic} could not be announced; it is tried again in {Seconds} s", topic, Pause.TotalSeconds);
            return false;
        }
    }

    /// <summary>What waits; with nothing, its turn is over.</summary>
    private HashSet<string>? Take(LiveTopic topic)
    {
        lock (gate)
        {
            if (waiting.Remove(topic, out var parts))
            {
                return parts;
            }

            busy.Remove(topic);
            return null;
        }
    }

    private Dictionary<LiveTopic, HashSet<string>> TakeAll()
    {
        lock (gate)
        {
            var all = new Dictionary<LiveTopic, HashSet<string>>(waiting);
            waiting.Clear();
            return all;
        }
    }

    private void GiveBack(LiveTopic topic, HashSet<string> parts)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(topic, out var known))
            {
                known.UnionWith(parts);
            }
            else
            {
                waiting[topic] = parts;
            }
        }
    }
}
