using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>
/// The seats of an assembly in hand, its pools locked: who gets one, who waits, who moves up. Every verb leaves each pool settled: no seat is free
/// while somebody waits who may have it, and never are more given than there are.
/// </summary>
/// <remarks>
/// Made for one command from the pools, the counts of the one counting query, and the lines that may move: all that wait or are offered, those that
/// are online meanwhile, and those of the people the command is about. Whoever has nothing yet frees nothing: for them it is enough to know how many
/// wait. Source: seats.md, Seats and Waiting list. Its verbs lie in two files: this one has what people do, <c>SeatPromotion.cs</c> who moves up and
/// what the host does.
/// </remarks>
public sealed partial class SeatBook
{
    private readonly Dictionary<Id<SeatPool>, PoolInHand> pools;
    private readonly List<SeatLine> added = [];
    private readonly SeatTerms terms;
    private readonly Instant? closes;

    /// <summary>Takes them in hand.</summary>
    /// <param name="terms">How seats are given.</param>
    /// <param name="closes">When offers end at the latest: the deadline of changes; null when no date stands.</param>
    /// <param name="pools">The pools.</param>
    /// <param name="taken">The counts of these pools.</param>
    /// <param name="lines">The lines that may move.</param>
    /// <param name="waiting">
    /// How many wait in each pool, where their lines are not in hand: then seats can be taken, but none can become free. Null when they are.
    /// </param>
    public SeatBook(
        SeatTerms terms,
        Instant? closes,
        IEnumerable<SeatPool> pools,
        IReadOnlyCollection<TakenSeats> taken,
        IReadOnlyCollection<SeatLine> lines,
        Func<Id<SeatPool>, int>? waiting = null
    )
    {
        (this.terms, this.closes) = (terms, closes);
        this.pools = pools.ToDictionary(p => p.Id, p => new PoolInHand(p, taken, lines, waiting?.Invoke(p.Id) ?? 0));
    }

    /// <summary>Lines made since it was taken in hand.</summary>
    public IReadOnlyList<SeatLine> Added => added;

    /// <summary>What happened since it was taken in hand, in order within each line: each is told once.</summary>
    public IEnumerable<(SeatPool Pool, SeatLine Line, SeatChange Change)> News => pools.Values.SelectMany(pool => pool.News);

    /// <summary>How many seats of a pool are taken.</summary>
    public int Taken(Id<SeatPool> pool) => pools[pool].Taken;

    /// <summary>The number in line, from 1; null for whoever does not wait.</summary>
    public int? NumberInLine(SeatLine line) =>
        line.State is SeatState.Waiting && pools[line.Pool] is var pool
            ? pool.Ahead + pool.Queue.TakeWhile(l => l != line).Count() + 1
            : null;

    /// <summary>Somebody's line in a pool; null without one.</summary>
    public SeatLine? LineOf(Id<SeatPool> pool, Id<Registrant> registrant) => pools[pool].LineOf(registrant);

    /// <summary>
    /// Somebody takes part in a meeting on site, online or not. Who has to wait for a place on site, or wants one where there are none any more, is
    /// online meanwhile, where there is a way to be.
    /// The same again changes nothing.
    /// </summary>
    /// <param name="who">Who.</param>
    /// <param name="meeting">In which meeting.</param>
    /// <param name="how">How.</param>
    /// <param name="by">Who brings it about.</param>
    /// <param name="why">Why a seat becomes free by it, as others may read it.</param>
    public void TakePart(Joining who, Id<Meeting> meeting, TakingPart how, SeatActor by, string why)
    {
        var (onSite, online) = (Of(meeting, PoolKind.OnSite), Of(meeting, PoolKind.Online));
        if (how is not TakingPart.OnSite)
        {
            End(onSite, who, by, why);
        }

        // An offer may run out: whoever has not taken it stays online meanwhile.
        var waits = how is TakingPart.OnSite && (onSite is null || Join(onSite, who, by).State is not SeatState.Confirmed);
        if (online is null)
        {
            return;
        }

        if (how is TakingPart.Online || waits)
        {
            Join(online, who with { IsMeanwhile = waits }, by).StayMeanwhile(waits);
        }
        else
        {
            End(online, who, by, why);
        }
    }

    /// <summary>Somebody books something, or does not want it; of several answers to one question they have one.</summary>
    public void Book(Joining who, Id<SeatPool> pool, bool wanted, SeatActor by, string why)
    {
        var booked = pools[pool];
        if (!wanted)
        {
            End(booked, who, by, why);
            return;
        }

        foreach (var other in pools.Values.Where(p => p != booked && IsSameChoice(p.Pool, booked.Pool)))
        {
            End(other, who, by, why);
        }

        Join(booked, who, by);
    }

    /// <summary>Somebody does not come at all: all they had goes to those who wait.</summary>
    public void Leave(Id<Registrant> who, SeatActor by, string why)
    {
        foreach (var pool in pools.Values)
        {
            if (pool.LineOf(who) is { } line)
            {
                End(pool, line, by, why);
            }
        }
    }

    /// <summary>Somebody gives up what they have in one pool.</summary>
    public void GiveUp(Id<SeatPool> pool, Id<Registrant> who, SeatActor by, string why)
    {
        if (pools[pool].LineOf(who) is { } line)
        {
            End(pools[pool], line, by, why);
        }
    }

    /// <summary>The organisation sends somebody else: seats and places in line stay. Whoever comes has nothing in these pools.</summary>
    public void HandOver(Id<Registrant> from, Id<Registrant> to, SeatActor by)
    {
        foreach (var pool in pools.Values)
        {
            if (pool.LineOf(from) is not { } line)
            {
                continue;
            }

            const string why = "The organisation sends somebody else.";
            line.HandTo(to, why);
            line.Change(SeatEvent.HandedOver, line.State, by, why, line.OfferedUntil);
        }
    }

    /// <summary>
    /// A pool is there no more, since its meeting is cancelled or held in another way, or the host does not offer it: all lines of it that are in hand
    /// end, and nobody moves up.
    /// </summary>
    public void CallOff(Id<SeatPool> id, SeatActor by, string why)
    {
        Clear(id, by, why);
        pools[id].Pool.Remove(by.At);
    }

    /// <summary>The days do not stand: all lines of a pool that are in hand end, and nobody moves up. The pool stays for other days.</summary>
    public void Clear(Id<SeatPool> id, SeatActor by, string why)
    {
        var pool = pools[id];
        foreach (var line in pool.Lines.Where(l => l.State is not SeatState.Ended).OrderBy(l => l.Place))
        {
            pool.Change(line, () => line.Change(SeatEvent.Ended, SeatState.Ended, by, why));
        }
    }

    /// <summary>Whether somebody takes a seat is said anew: interpreters and the host's staff do not.</summary>
    public void Count(Id<Registrant> who, bool counts, SeatActor by)
    {
        foreach (var pool in pools.Values)
        {
            if (pool.LineOf(who) is { } line && line.Counts != counts)
            {
                pool.Change(line, () => line.Count(counts));
                if (!counts && line.State is not SeatState.Confirmed)
                {
                    pool.Change(line, () => line.Change(SeatEvent.Promoted, SeatState.Confirmed, by, "Who works here takes no seat."));
                    EndMeanwhile(pool, line, by);
                }

                Settle(pool, by, "Somebody who works here needs no seat any more.");
            }
        }
    }

    /// <summary>Somebody takes the seat that was offered. False when none is offered any more.</summary>
    public bool Accept(SeatLine line, SeatActor by)
    {
        if (line.State is not SeatState.Offered || line.OfferedUntil <= by.At)
        {
            return false;
        }

        pools[line.Pool].Change(line, () => line.Change(SeatEvent.Accepted, SeatState.Confirmed, by, "The seat was taken."));
        EndMeanwhile(pools[line.Pool], line, by);
        return true;
    }

    private SeatLine Join(PoolInHand pool, Joining who, SeatActor by)
    {
        if (pool.LineOf(who.Registrant) is { } there)
        {
            return there;
        }

        var line = new SeatLine(pool.Pool, who, by.At);
        pool.Add(line);
        added.Add(line);
        var fits = !who.Counts || (pool.IsFree && pool.HasQuota(who.Organisation, terms));
        pool.Change(
            line,
            () =>
            {
                _ = fits
                    ? line.Change(SeatEvent.Got, SeatState.Confirmed, by, "There was a free seat.")
                    : line.Change(SeatEvent.Joined, SeatState.Waiting, by, WhyWaiting(pool));
            }
        );
        return line;
    }

    private void End(PoolInHand? pool, Joining who, SeatActor by, string why)
    {
        if (pool?.LineOf(who.Registrant) is { } line)
        {
            End(pool, line, by, why);
        }
    }

    private void End(PoolInHand pool, SeatLine line, SeatActor by, string why)
    {
        pool.Change(line, () => line.Change(SeatEvent.Ended, SeatState.Ended, by, why));
        Settle(pool, by, why);
    }

    private string WhyWaiting(PoolInHand pool) =>
        pool.IsFree ? $"The organisation has its {Words.Count(terms.OnSite, "seat")} on site already."
        : pool.Pool.Capacity - pool.Pool.Reserved <= 0 ? "The host gives these seats one by one."
        : pool.Pool.Reserved > 0 ? "All seats that are not kept back are taken."
        : pool.Pool.Capacity is 1 ? "The one seat is taken."
        : $"All {Words.Number(pool.Pool.Capacity!.Value)} seats are taken.";

    private PoolInHand? Of(Id<Meeting> meeting, PoolKind kind) =>
        pools.Values.FirstOrDefault(p => p.Pool.Meeting == meeting && p.Pool.Kind == kind && p.Pool.RemovedAt is null);

    private static bool IsSameChoice(SeatPool one, SeatPool other) =>
        one.Choice is not null && string.Equals(one.Choice, other.Choice, StringComparison.Ordinal);
}
