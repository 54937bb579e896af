using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>A motion that something became of, as the register takes it up: nothing of it changes afterwards.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Code">Its code.</param>
/// <param name="Motion">The motion.</param>
/// <param name="MotionNumber">Its number, such as <c>8.2</c>.</param>
/// <param name="Poll">The vote; null for a motion that was withdrawn, deferred, or lapsed without one.</param>
/// <param name="Outcome">What came out.</param>
/// <param name="Vote">The result in a sentence; without a vote why there was none.</param>
/// <param name="Item">The item of the agenda.</param>
/// <param name="Title">The motion's title.</param>
/// <param name="ItemType">The type whose majority counted, such as <c>budget</c>.</param>
/// <param name="IsClosed">Whether the item was closed when it was decided.</param>
/// <param name="Text">What was moved, word for word.</param>
/// <param name="RecordDate">The assembly's record date: who was entitled then reads what is closed; null where there is none.</param>
public sealed record DecidedMotion(
    Id<Assembly> Assembly,
    string Code,
    Id<Motion> Motion,
    string MotionNumber,
    Id<Poll>? Poll,
    Outcome Outcome,
    string Vote,
    Id<AgendaItem> Item,
    string Title,
    string ItemType,
    bool IsClosed,
    string Text,
    LocalDate? RecordDate
);

/// <summary>What follows from a decision, as somebody says it after the vote.</summary>
/// <param name="Organisation">Who is responsible, where it is an organisation.</param>
/// <param name="Responsible">Who is responsible, in words, where it is none of the network's organisations.</param>
/// <param name="Due">By when it is carried out; null where no day is set.</param>
/// <param name="Effective">From when it holds; null for at once.</param>
public sealed record DecisionTerms(Id<Organisation>? Organisation, string? Responsible, LocalDate? Due, LocalDate? Effective);
