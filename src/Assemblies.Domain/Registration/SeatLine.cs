using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>Where a line stands.</summary>
public enum SeatState
{
    /// <summary>In line, without a seat.</summary>
    Waiting,

    /// <summary>A seat is held until they answer.</summary>
    Offered,

    /// <summary>It is theirs.</summary>
    Confirmed,

    /// <summary>Given back, cancelled, or not needed any more.</summary>
    Ended,
}

/// <summary>What happened to a line.</summary>
public enum SeatEvent
{
    /// <summary>Joined and got a seat at once.</summary>
    Got,

    /// <summary>Joined the waiting list.</summary>
    Joined,

    /// <summary>A seat became theirs.</summary>
    Promoted,

    /// <summary>A seat is held for them until they answer.</summary>
    Offered,

    /// <summary>They took the seat that was offered.</summary>
    Accepted,

    /// <summary>They did not answer in time, and stand at the end now.</summary>
    Expired,

    /// <summary>Somebody behind them got a seat.</summary>
    Skipped,

    /// <summary>The organisation sends somebody else; seat and place stay.</summary>
    HandedOver,

    /// <summary>It ended.</summary>
    Ended,
}

/// <summary>One person's seat in one pool, or their place in its waiting list.</summary>
/// <remarks>
/// State and place are what the last of its changes says (<see cref="SeatChange"/>), kept here so that the one counting rule is one query: taken
/// are the lines of a pool that are confirmed or offered and count.
/// </remarks>
public sealed class SeatLine : Entity<SeatLine>
{
    private readonly List<SeatChange> changes = [];

    private SeatLine() { }

    internal SeatLine(SeatPool pool, Joining who, Instant at)
    {
        (Pool, Registrant, Organisation, Counts) = (pool.Id, who.Registrant, who.Organisation, who.Counts);
        (Place, JoinedAt, IsMeanwhile) = (pool.NextPlace(), at, who.IsMeanwhile);
    }

    /// <summary>In which pool.</summary>
    public Id<SeatPool> Pool { get; private set; }

    /// <summary>Whose.</summary>
    public Id<Registrant> Registrant { get; private set; }

    /// <summary>The organisation the seat belongs to; null for guests.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>Whether it takes a seat; interpreters and the host's staff do not.</summary>
    public bool Counts { get; private set; }

    /// <summary>Its place in the order of joining; unique in the pool.</summary>
    public long Place { get; private set; }

    /// <summary>When they joined.</summary>
    public Instant JoinedAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public SeatState State { get; private set; }

    /// <summary>By when they have to answer; null unless a seat is offered.</summary>
    public Instant? OfferedUntil { get; private set; }

    /// <summary>Online only until a seat on site is theirs, so that no vote is lost.</summary>
    public bool IsMeanwhile { get; private set; }

    /// <summary>How many changes there were.</summary>
    public int Seq { get; private set; }

    /// <summary>Those made since it was read; each is a row, never changed.</summary>
    public IReadOnlyList<SeatChange> Changes => changes;

    /// <summary>Whether it takes one of the pool's seats.</summary>
    public bool IsTaken => Counts && State is SeatState.Confirmed or SeatState.Offered;

    internal SeatChange Change(SeatEvent what, SeatState state, SeatActor by, string why, Instant? until = null)
    {
        var change = new SeatChange(Id, ++Seq, what, by.At, by.By, why);
        var before = State;
        (State, OfferedUntil) = (state, until);
        changes.Add(change);
        if (before != state && state is SeatState.Confirmed)
        {
            Happened(new SeatConfirmed(Id, Pool, Registrant));
        }
        else if (before != state && before is SeatState.Confirmed)
        {
            Happened(new SeatLost(Id, Pool, Registrant, why));
        }

        return change;
    }

    internal void ToTheEnd(SeatPool pool) => Place = pool.NextPlace();

    internal void Count(bool counts) => Counts = counts;

    internal void StayMeanwhile(bool meanwhile) => IsMeanwhile = meanwhile;

    internal void HandTo(Id<Registrant> registrant, string why)
    {
        if (State is SeatState.Confirmed)
        {
            Happened(new SeatLost(Id, Pool, Registrant, why));
            Happened(new SeatConfirmed(Id, Pool, registrant));
        }

        Registrant = registrant;
    }
}

/// <summary>Something happened to a line: when, by whom, why. Only ever added; whoever waits reads it.</summary>
public sealed class SeatChange
{
    private SeatChange() { }

    internal SeatChange(Id<SeatLine> line, int seq, SeatEvent what, Instant at, Id<Person>? by, string why) =>
        (Line, Seq, What, At, By, Why) = (line, seq, what, at, by, why);

    /// <summary>To which line.</summary>
    public Id<SeatLine> Line { get; private set; }

    /// <summary>Its place in the order of the line's changes, from 1.</summary>
    public int Seq { get; private set; }

    /// <summary>What happened.</summary>
    public SeatEvent What { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>Why, as a sentence that whoever waits may read: names organisations, not people.</summary>
    public string Why { get; private set; } = "";
}

/// <summary>A seat is somebody's now: what is their own gets its calendar entry.</summary>
public sealed record SeatConfirmed(Id<SeatLine> Line, Id<SeatPool> Pool, Id<Registrant> Registrant) : DomainEvent;

/// <summary>A seat is theirs no more: what was their own is taken off their calendar.</summary>
public sealed record SeatLost(Id<SeatLine> Line, Id<SeatPool> Pool, Id<Registrant> Registrant, string Why) : DomainEvent;

/// <summary>Who brings something about, and when.</summary>
/// <param name="At">When, in business time.</param>
/// <param name="By">Who; null for the service itself and for guests.</param>
public sealed record SeatActor(Instant At, Id<Person>? By);

/// <summary>Who joins a pool.</summary>
/// <param name="Registrant">Whose seat it is.</param>
/// <param name="Organisation">The organisation it belongs to; null for guests.</param>
/// <param name="Counts">Whether it takes a seat.</param>
public sealed record Joining(Id<Registrant> Registrant, Id<Organisation>? Organisation, bool Counts)
{
    /// <summary>Online only until a seat on site is theirs.</summary>
    public bool IsMeanwhile { get; init; }
}
