using Assemblies.Domain.Members;

namespace Assemblies.Domain.Registration;

/// <summary>How many seats of a pool an organisation has: a row of the one counting query.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="Organisation">Which organisation; null for guests.</param>
/// <param name="Count">Lines that are confirmed or offered and count.</param>
public sealed record TakenSeats(Id<SeatPool> Pool, Id<Organisation>? Organisation, int Count);

/// <summary>A pool in hand, locked: how much of it is taken by whom, and the lines that may move.</summary>
internal sealed class PoolInHand
{
    private readonly Dictionary<Guid, int> takenBy;
    private readonly List<SeatLine> lines;
    private readonly Dictionary<SeatLine, int> seen;

    public PoolInHand(SeatPool pool, IEnumerable<TakenSeats> taken, IEnumerable<SeatLine> lines, int ahead)
    {
        (Pool, Ahead) = (pool, ahead);
        takenBy = taken.Where(t => t.Pool == pool.Id).ToDictionary(t => Key(t.Organisation), t => t.Count);
        this.lines = [.. lines.Where(l => l.Pool == pool.Id)];
        seen = this.lines.ToDictionary(l => l, l => l.Seq);
    }

    public SeatPool Pool { get; }

    /// <summary>How many wait whose lines are not in hand: whoever joins now stands behind them.</summary>
    public int Ahead { get; }

    public int Taken => takenBy.Values.Sum();

    /// <summary>Those without a seat, in the order of joining.</summary>
    public IEnumerable<SeatLine> Queue => lines.Where(l => l.State is SeatState.Waiting).OrderBy(l => l.Place);

    public IReadOnlyList<SeatLine> Lines => lines;

    /// <summary>What happened since it was taken in hand, in the order of each line.</summary>
    public IEnumerable<(SeatPool Pool, SeatLine Line, SeatChange Change)> News =>
        from line in lines
        from change in line.Changes
        where change.Seq > seen.GetValueOrDefault(line)
        select (Pool, line, change);

    public SeatLine? LineOf(Id<Registrant> registrant) => lines.Find(l => l.Registrant == registrant && l.State is not SeatState.Ended);

    public bool IsFree => Pool.Free(Taken) is null or > 0;

    /// <summary>Whether an organisation may have one more seat here.</summary>
    public bool HasQuota(Id<Organisation>? organisation, SeatTerms terms) =>
        Pool.Kind is not PoolKind.OnSite || organisation is null || takenBy.GetValueOrDefault(Key(organisation)) < terms.OnSite;

    public void Add(SeatLine line) => lines.Add(line);

    /// <summary>Changes a line and keeps the count with it.</summary>
    public void Change(SeatLine line, Action change)
    {
        var before = line.IsTaken;
        change();
        var (after, key) = (line.IsTaken, Key(line.Organisation));
        if (before != after)
        {
            takenBy[key] = takenBy.GetValueOrDefault(key) + (after ? 1 : -1);
        }
    }

    // A dictionary takes no null for a key.
    private static Guid Key(Id<Organisation>? organisation) => organisation?.Value ?? Guid.Empty;
}
