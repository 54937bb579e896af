using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Assemblies.Server.Platform.Live;

/// <summary>The open streams of this replica, and how often each topic has changed as far as it knows.</summary>
public sealed class LiveStreams
{
    /// <summary>The most streams that one sign-in, or one link, may have open at a time.</summary>
    public const int MostPerOwner = 20;

    // Versions of two replicas, or of one before and after a restart, are never equal.
    private readonly string replica = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    private readonly ConcurrentDictionary<LiveTopic, Known> topics = new();
    private readonly ConcurrentDictionary<LiveStream, bool> open = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> owners = new(StringComparer.Ordinal);
    private long everything;

    /// <summary>Changes with each change. Read it before what it stands for: what happens meanwhile makes that old, not new.</summary>
    public string Version(LiveTopic topic) => $"{replica}.{Volatile.Read(ref everything)}.{topics.GetOrAdd(topic, _ => new()).Number}";

    /// <summary>Opens a stream; null when its owner has as many as one may have.</summary>
    /// <param name="topic">Of what.</param>
    /// <param name="owner">Whose: a sign-in, a link.</param>
    internal LiveStream? Open(LiveTopic topic, string owner)
    {
        lock (gate)
        {
            var has = owners.GetValueOrDefault(owner);
            if (has >= MostPerOwner)
            {
                return null;
            }

            owners[owner] = has + 1;
        }

        var stream = new LiveStream(topic, () => Version(topic), closed => Close(closed, owner));
        open[stream] = true;
        return stream;
    }

    /// <summary>What was kept of it is old; nobody is told yet.</summary>
    internal void Outdate(LiveTopic topic) => topics.GetOrAdd(topic, _ => new()).Rise();

    internal void Change(LiveTopic topic, IReadOnlyList<string> parts)
    {
        Outdate(topic);
        var version = Version(topic);
        foreach (var stream in open.Keys.Where(stream => stream.Topic == topic))
        {
            stream.Tell(parts, version);
        }
    }

    internal void ChangeAll()
    {
        Interlocked.Increment(ref everything);
        foreach (var stream in open.Keys)
        {
            stream.Tell([LivePart.Everything], Version(stream.Topic));
        }
    }

    private void Close(LiveStream stream, string owner)
    {
        if (!open.TryRemove(stream, out _))
        {
            return;
        }

        lock (gate)
        {
            if (owners[owner] is 1)
            {
                owners.Remove(owner);
            }
            else
            {
                owners[owner]--;
            }
        }
    }

    private sealed class Known
    {
        private long number;

        public long Number => Volatile.Read(ref number);

        public void Rise() => Interlocked.Increment(ref number);
    }
}
