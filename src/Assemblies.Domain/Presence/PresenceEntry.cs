using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>Which way somebody went.</summary>
public enum Move
{
    /// <summary>In.</summary>
    In,

    /// <summary>Out.</summary>
    Out,
}

/// <summary>Where somebody is in.</summary>
public enum Where
{
    /// <summary>In the room.</summary>
    OnSite,

    /// <summary>By video.</summary>
    Online,
}

/// <summary>By what way a row of the ledger came about.</summary>
public enum Via
{
    /// <summary>The desk at the door.</summary>
    Desk,

    /// <summary>They themselves.</summary>
    Self,

    /// <summary>The chair.</summary>
    Chair,

    /// <summary>A challenge of the quorum that they did not answer.</summary>
    Challenge,
}

/// <summary>Who writes a row of the ledger, when, and by what way.</summary>
/// <param name="At">When, in business time.</param>
/// <param name="By">Who; null for the service itself.</param>
/// <param name="Via">By what way.</param>
public sealed record DoorActor(Instant At, Id<Person>? By, Via Via);

/// <summary>A row of the ledger: somebody went in or out. Only ever added; present is whose last row says in.</summary>
/// <remarks>Source: seats.md, Presence. The order is that of <see cref="Number"/>, given under a lock per meeting.</remarks>
public sealed class PresenceEntry : Aggregate
{
    private PresenceEntry() { }

    internal PresenceEntry(Ledger of, Move move, Where where, DoorActor actor, string? reason, PresenceEntry? corrects)
    {
        (Number, Meeting, Registrant, Move, Where) = (of.Next, of.Meeting, of.Registrant, move, where);
        (At, By, Via, Reason, Corrects) = (actor.At, actor.By, actor.Via, reason, corrects?.Number);
        Happened(new RoomChanged(of.Assembly, RoomPart.Presence));
    }

    /// <summary>Its place in the order; drawn from the database under the meeting's lock.</summary>
    public long Number { get; private set; }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>Who.</summary>
    public Id<Registrant> Registrant { get; private set; }

    /// <summary>In or out.</summary>
    public Move Move { get; private set; }

    /// <summary>On site or online; of a row that says out where they were.</summary>
    public Where Where { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>By what way.</summary>
    public Via Via { get; private set; }

    /// <summary>Why; always there for what the chair or a challenge does to others.</summary>
    public string? Reason { get; private set; }

    /// <summary>The row that it takes back; null for one of its own.</summary>
    public long? Corrects { get; private set; }

    /// <summary>The proxy that became void because this made its principal present; null for none.</summary>
    public Id<Proxy>? EndsProxy { get; private set; }

    /// <summary>It made a principal present: its proxy is void by this.</summary>
    internal void Ends(Proxy proxy) => EndsProxy = proxy.Id;
}

/// <summary>What the ledger of one meeting says of one person, and what may be added to it. Made under the meeting's lock.</summary>
public sealed class Ledger
{
    private readonly List<PresenceEntry> rows;

    /// <summary>What it says.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="meeting">Of which meeting.</param>
    /// <param name="registrant">Of whom.</param>
    /// <param name="rows">Their rows at that meeting, in order.</param>
    /// <param name="next">The number that a row gets that is added now; one is added at a time.</param>
    public Ledger(Id<Assembly> assembly, Id<Meeting> meeting, Id<Registrant> registrant, IEnumerable<PresenceEntry> rows, long next) =>
        (Assembly, Meeting, Registrant, this.rows, Next) = (assembly, meeting, registrant, [.. rows], next);

    /// <summary>The number that a row gets that is added now.</summary>
    public long Next { get; }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting { get; }

    /// <summary>Of whom.</summary>
    public Id<Registrant> Registrant { get; }

    /// <summary>The last row; null as long as there is none.</summary>
    public PresenceEntry? Last => rows.Count is 0 ? null : rows[^1];

    /// <summary>Whether they are in.</summary>
    public bool IsIn => Last is { Move: Move.In };

    /// <summary>
    /// Checks them in. Null when they are in already: nobody counts twice. Who is in online and comes into the room gets a row, the other way round
    /// only by the desk: a phone in the room does not take anybody out of it.
    /// </summary>
    public PresenceEntry? CheckIn(Where where, DoorActor actor) =>
        Last is { Move: Move.In } last && (last.Where == where || (where is Where.Online && actor.Via is Via.Self))
            ? null
            : Add(Move.In, where, actor, null, null);

    /// <summary>Checks them out. Null when they are out already.</summary>
    public PresenceEntry? CheckOut(DoorActor actor, string? reason) =>
        Last is { Move: Move.In } last ? Add(Move.Out, last.Where, actor, reason, null) : null;

    /// <summary>
    /// Takes the last row back: a row that says again what stood before. Null when that was done already. Refused when something came after it, and
    /// for a row that took another one back: then they are checked in or out anew.
    /// </summary>
    /// <param name="row">Which row.</param>
    /// <param name="actor">Who, when.</param>
    /// <param name="reason">Why; null for none.</param>
    public Result<PresenceEntry?> Undo(PresenceEntry row, DoorActor actor, string? reason)
    {
        if (Last is { } last && last != row)
        {
            return last.Corrects == row.Number ? (PresenceEntry?)null : PresenceDomainErrors.LaterRow;
        }

        if (row.Corrects is not null)
        {
            return PresenceDomainErrors.IsCorrection;
        }

        var before = rows.Count > 1 ? rows[^2] : null;
        return Add(before?.Move ?? Move.Out, before?.Where ?? row.Where, actor, reason, row);
    }

    private PresenceEntry Add(Move move, Where where, DoorActor actor, string? reason, PresenceEntry? corrects)
    {
        var row = new PresenceEntry(this, move, where, actor, reason, corrects);
        rows.Add(row);
        return row;
    }
}
