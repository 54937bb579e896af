using System.Globalization;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>
/// An entry of the register: what became of a motion. An adopted one is a decision with a number of its own; the others stand under the number of the motion.
/// Its words never change. What is said of it afterwards is a step each: who carries it out, a corrigendum, that something later took its place.
/// </summary>
/// <remarks>
/// What stands now by the last steps (<see cref="IsPublic"/>, <see cref="Due"/> and the like) is kept beside them, so that lists can be narrowed by it.
/// Numbers follow each other within an assembly and are never used again, whatever becomes of a decision (rules.md, Arithmetic).
/// </remarks>
public sealed class Decision : Entity<Decision>
{
    private readonly List<DecisionStep> steps = [];

    private Decision() { }

    /// <summary>Enters what became of a motion.</summary>
    /// <param name="of">The motion.</param>
    /// <param name="next">The next number of its assembly; not used up by what is not adopted.</param>
    /// <param name="readers">What the rules say on who reads decisions.</param>
    /// <param name="at">When the vote closed, or the motion was withdrawn, deferred, or lapsed.</param>
    public Decision(DecidedMotion of, int next, PublicDecisions readers, Instant at)
    {
        (Assembly, Code, Motion, MotionNumber, Poll) = (of.Assembly, of.Code, of.Motion, of.MotionNumber, of.Poll);
        (Outcome, Vote, Item, Title, ItemType, IsClosed) = (of.Outcome, of.Vote, of.Item, of.Title, of.ItemType, of.IsClosed);
        (Text, RecordDate, DecidedAt) = (of.Text, of.RecordDate, at);
        Seq = of.Outcome.IsAdopted() ? next : null;
        Number = Seq is { } seq ? NumberOf(of.Code, seq) : null;
        IsPublicByRule = readers is PublicDecisions.AllButClosed && !of.IsClosed;
        IsPublic = IsPublicByRule;
    }

    /// <summary>Its place in the register; the database gives it when the motion is entered.</summary>
    public long Entry { get; private set; }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>The assembly's code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Its place among the decisions of its assembly, from 1; null for what was not adopted.</summary>
    public int? Seq { get; private set; }

    /// <summary>Its number, such as <c>GA-2027-1/03</c>; null for what was not adopted.</summary>
    public string? Number { get; private set; }

    /// <summary>The motion.</summary>
    public Id<Motion> Motion { get; private set; }

    /// <summary>The motion's number, such as <c>8.2</c>.</summary>
    public string MotionNumber { get; private set; } = "";

    /// <summary>The vote; null where there was none.</summary>
    public Id<Poll>? Poll { get; private set; }

    /// <summary>What came out.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>The result in a sentence; without a vote why there was none.</summary>
    public string Vote { get; private set; } = "";

    /// <summary>The item of the agenda.</summary>
    public Id<AgendaItem> Item { get; private set; }

    /// <summary>The motion's title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The type whose majority counted.</summary>
    public string ItemType { get; private set; } = "";

    /// <summary>Whether the item was closed: then those read it who may read that item.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>What was decided, word for word. A corrigendum stands beside it, never in its place.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The assembly's record date; null where there was none.</summary>
    public LocalDate? RecordDate { get; private set; }

    /// <summary>When the vote closed, or the motion was withdrawn, deferred, or lapsed.</summary>
    public Instant DecidedAt { get; private set; }

    /// <summary>Whether the rules of procedure make it public.</summary>
    public bool IsPublicByRule { get; private set; }

    /// <summary>Whether everybody reads it now: by the rules, else by the last step that says so.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>The organisation that carries it out.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>Who carries it out, in words.</summary>
    public string? Responsible { get; private set; }

    /// <summary>By when it is carried out.</summary>
    public LocalDate? Due { get; private set; }

    /// <summary>From when it holds; null for at once.</summary>
    public LocalDate? Effective { get; private set; }

    /// <summary>The wording of the last corrigendum; null while there is none.</summary>
    public string? CorrectedText { get; private set; }

    /// <summary>The decision that took its place; null while it stands.</summary>
    public Id<Decision>? SupersededBy { get; private set; }

    /// <summary>The later result of its motion that took its place, adopted or not; null while none did.</summary>
    public Id<Decision>? OvertakenBy { get; private set; }

    /// <summary>When its vote was annulled; null while it stands.</summary>
    public Instant? AnnulledAt { get; private set; }

    /// <summary>What was said of it since, in order.</summary>
    public IReadOnlyList<DecisionStep> Steps => steps;

    /// <summary>Whether it was adopted, and so has a number.</summary>
    public bool IsAdopted => Seq is not null;

    /// <summary>How it is addressed within its assembly: <c>03</c>, or the number of the motion.</summary>
    public string Key => Seq is { } seq ? KeyOf(seq) : MotionNumber;

    /// <summary>How it is called: <c>GA-2027-1/03</c>, or "GA-2027-1, motion 8.2".</summary>
    public string Name => Number ?? $"{Code}, motion {MotionNumber}";

    /// <summary>What stands now.</summary>
    public DecisionTerms Terms => new(Organisation, Responsible, Due, Effective);

    /// <summary>The number of a decision, two digits at least: <c>GA-2027-1/03</c>.</summary>
    public static string NumberOf(string code, int seq) => $"{code}/{KeyOf(seq)}";

    /// <summary>
    /// Says who carries it out, by when, and from when it holds. Nothing happens when nothing differs; a day that stood already may be over by now.
    /// </summary>
    /// <param name="terms">Who, by when, from when.</param>
    /// <param name="today">The day it is for the rules.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Error? Assign(DecisionTerms terms, LocalDate today, Instant at, Id<Person>? by)
    {
        var wrong =
            terms is { Organisation: not null, Responsible: not null } ? DecisionErrors.TwoResponsible
            : terms.Due < today && terms.Due != Due ? DecisionErrors.DuePast.At("due")
            : null;
        if ((NotHeld ?? wrong) is { } refusal)
        {
            return refusal;
        }

        if (terms != Terms)
        {
            Add(DecisionStepKind.Assigned, at, by).Terms = terms;
            (Organisation, Responsible, Due, Effective) = (terms.Organisation, terms.Responsible, terms.Due, terms.Effective);
        }

        return null;
    }

    /// <summary>Everybody may read it, or not, whatever the rules say.</summary>
    /// <param name="isPublic">Whether everybody may.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Error? Show(bool isPublic, string reason, Instant at, Id<Person>? by)
    {
        if (isPublic == IsPublic)
        {
            return isPublic ? DecisionErrors.PublicAlready : DecisionErrors.WithheldAlready;
        }

        Add(isPublic ? DecisionStepKind.Opened : DecisionStepKind.Withheld, at, by).Reason = reason;
        IsPublic = isPublic;
        return null;
    }

    /// <summary>Adds a corrigendum: how the words should have read. What was printed stays beside it.</summary>
    public Error? Correct(string text, string reason, Instant at, Id<Person>? by)
    {
        if ((NotHeld ?? (text == (CorrectedText ?? Text) ? DecisionErrors.SameText.At("text") : null)) is { } refusal)
        {
            return refusal;
        }

        var step = Add(DecisionStepKind.Corrected, at, by);
        (step.Text, step.Reason, CorrectedText) = (text, reason, text);
        return null;
    }

    /// <summary>This decision takes the place of an earlier one, which says so from then on.</summary>
    public Error? Supersede(Decision earlier, Instant at, Id<Person>? by)
    {
        var refusal =
            NotHeld
            ?? earlier.NotHeld
            ?? (earlier.SupersededBy is null ? null : DecisionErrors.SupersededAlready)
            ?? (earlier.Id != Id && earlier.DecidedAt <= DecidedAt ? null : DecisionErrors.NotEarlier);
        if (refusal is null)
        {
            earlier.GiveWay(this, at, by);
        }

        return refusal;
    }

    /// <summary>Why nothing more is said of it as of a decision that holds: it was not adopted, annulled or overtaken. Null while it may be.</summary>
    public Error? NotHeld =>
        !IsAdopted ? DecisionErrors.NotAdopted
        : AnnulledAt is not null ? DecisionErrors.Annulled
        : OvertakenBy is not null ? DecisionErrors.Overtaken
        : null;

    /// <summary>Its vote was annulled: it does not hold, and its number stays its own. Nothing happens at a repeat.</summary>
    internal void Annul(string reason, Instant at, Id<Person>? by)
    {
        if (AnnulledAt is null)
        {
            Add(DecisionStepKind.Annulled, at, by).Reason = reason;
            AnnulledAt = at;
        }
    }

    /// <summary>A later result of its motion takes its place, or none does any more. Nothing happens when that stands already.</summary>
    internal void Overtake(Decision? later, Instant at, Id<Person>? by)
    {
        if (later?.Id != OvertakenBy)
        {
            Add(later is null ? DecisionStepKind.Restored : DecisionStepKind.Overtaken, at, by).Other = later?.Id ?? OvertakenBy;
            OvertakenBy = later?.Id;
        }
    }

    /// <summary>A later decision takes its place.</summary>
    internal void GiveWay(Decision later, Instant at, Id<Person>? by)
    {
        Add(DecisionStepKind.Superseded, at, by).Other = later.Id;
        SupersededBy = later.Id;
    }

    /// <summary>The decision that had taken its place does not hold any more.</summary>
    internal void TakeBack(Decision later, Instant at, Id<Person>? by)
    {
        Add(DecisionStepKind.Restored, at, by).Other = later.Id;
        SupersededBy = null;
    }

    private static string KeyOf(int seq) => seq.ToString("00", CultureInfo.InvariantCulture);

    private DecisionStep Add(DecisionStepKind kind, Instant at, Id<Person>? by)
    {
        var step = new DecisionStep(Id, steps.Select(s => s.Seq).DefaultIfEmpty().Max() + 1, kind, at, by);
        steps.Add(step);
        return step;
    }
}
