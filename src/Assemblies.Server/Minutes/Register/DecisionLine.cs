using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>An entry of the register, in lists.</summary>
/// <param name="Assembly">The assembly's code.</param>
/// <param name="Key">How it is addressed within it: <c>03</c>, or the number of a motion that was not adopted.</param>
/// <param name="Number">Its number, such as <c>GA-2027-1/03</c>; null for what was not adopted.</param>
/// <param name="Motion">The motion's number.</param>
/// <param name="Title">The motion's title.</param>
/// <param name="Type">The type whose majority counted.</param>
/// <param name="Text">What was decided, word for word.</param>
/// <param name="CorrectedText">How it should have read, by the last corrigendum; null while there is none.</param>
/// <param name="Outcome">What came out.</param>
/// <param name="Vote">The result in a sentence; without a vote why there was none.</param>
/// <param name="DecidedAt">When the vote closed, or the motion was withdrawn, deferred, or lapsed.</param>
/// <param name="Effective">From when it holds; null for at once.</param>
/// <param name="Responsible">Who carries it out: an organisation's name, or words.</param>
/// <param name="ResponsibleCode">That organisation's code; null for words.</param>
/// <param name="Due">By when.</param>
/// <param name="IsPublic">Whether everybody reads it.</param>
/// <param name="IsClosed">Whether its item was closed.</param>
/// <param name="AnnulledAt">When its vote was annulled; null while it stands.</param>
/// <param name="SupersededBy">The number of the decision that took its place; null while none did.</param>
/// <param name="OvertakenBy">The later result of its motion that took its place; null while none did.</param>
public sealed record DecisionLine(
    string Assembly,
    string Key,
    string? Number,
    string Motion,
    string Title,
    string Type,
    string Text,
    string? CorrectedText,
    Outcome Outcome,
    string Vote,
    Instant DecidedAt,
    LocalDate? Effective,
    string? Responsible,
    string? ResponsibleCode,
    LocalDate? Due,
    bool IsPublic,
    bool IsClosed,
    Instant? AnnulledAt,
    string? SupersededBy,
    DecisionLine.Later? OvertakenBy
)
{
    /// <summary>A later result of the same motion.</summary>
    /// <param name="Number">Its number; null for what was not adopted, or is not the reader's to read.</param>
    /// <param name="Outcome">What came out then; null where it is not the reader's to read.</param>
    /// <param name="DecidedAt">When.</param>
    public sealed record Later(string? Number, Outcome? Outcome, Instant DecidedAt);

    /// <summary>Whether it holds: adopted, and neither annulled nor overtaken nor superseded.</summary>
    internal bool Holds => this is { Number: not null, AnnulledAt: null, OvertakenBy: null, SupersededBy: null };

    /// <summary>How it is called.</summary>
    internal string Name => Number ?? $"{Assembly}, motion {Motion}";

    /// <summary>Its page.</summary>
    internal string Address => $"/decisions/{Assembly}/{Key}";
}

/// <summary>An entry with what its line needs of other tables.</summary>
internal sealed record DecisionRead(
    Decision Entry,
    bool InTitle,
    string? Organisation,
    string? OrganisationCode,
    string? Successor,
    string? LaterNumber,
    Outcome? LaterOutcome,
    Instant? LaterAt
)
{
    /// <summary>Its line.</summary>
    public DecisionLine Line =>
        new(
            Entry.Code,
            Entry.Key,
            Entry.Number,
            Entry.MotionNumber,
            Entry.Title,
            Entry.ItemType,
            Entry.Text,
            Entry.CorrectedText,
            Entry.Outcome,
            Entry.Vote,
            Entry.DecidedAt,
            Entry.Effective,
            Organisation ?? Entry.Responsible,
            OrganisationCode,
            Entry.Due,
            Entry.IsPublic,
            Entry.IsClosed,
            Entry.AnnulledAt,
            Successor,
            LaterAt is { } at ? new(LaterNumber, LaterOutcome, at) : null
        );

    /// <summary>Entries in their order, with what their lines need.</summary>
    /// <param name="placed">The entries.</param>
    /// <param name="readable">All that the reader may read: what else an entry was overtaken by is not told.</param>
    /// <param name="db">Where.</param>
    public static IQueryable<DecisionRead> Of(IQueryable<Placed> placed, IQueryable<Decision> readable, AssembliesDb db) =>
        placed.Select(it => new DecisionRead(
            it.Entry,
            it.InTitle,
            db.Organisations.Where(o => o.Id == it.Entry.Organisation).Select(o => o.Name).FirstOrDefault(),
            db.Organisations.Where(o => o.Id == it.Entry.Organisation).Select(o => o.Code).FirstOrDefault(),
            db.Decisions.Where(d => d.Id == it.Entry.SupersededBy).Select(d => d.Number).FirstOrDefault(),
            readable.Where(d => d.Id == it.Entry.OvertakenBy).Select(d => d.Number).FirstOrDefault(),
            readable.Where(d => d.Id == it.Entry.OvertakenBy).Select(d => (Outcome?)d.Outcome).FirstOrDefault(),
            db.Decisions.Where(d => d.Id == it.Entry.OvertakenBy).Select(d => (Instant?)d.DecidedAt).FirstOrDefault()
        ));
}
