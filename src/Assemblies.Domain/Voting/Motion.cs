using System.Globalization;
using System.Text.RegularExpressions;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Voting;

/// <summary>What a motion says.</summary>
/// <param name="Title">Its title, for lists: "Budget 2028".</param>
/// <param name="Text">What is to be decided, as it is voted on.</param>
/// <param name="Proposer">Who proposes it: a member, the steering committee.</param>
/// <param name="Seconder">Who seconds it; null where nobody does.</param>
/// <param name="RuleType">The type whose majority the rules name.</param>
/// <param name="Documents">The documents of its item that it speaks of, by their first revisions.</param>
/// <param name="MinutesOf">The assembly whose minutes it approves; null for every other motion.</param>
public sealed record MotionTerms(
    string Title,
    string Text,
    string Proposer,
    string? Seconder,
    string RuleType,
    IReadOnlyList<Id<AgendaDocument>> Documents,
    Id<Assembly>? MinutesOf
);

/// <summary>
/// A motion on an item of the agenda, with a rule of its own: one item can hold the budget and the fees. Its text is changed until a vote on it is
/// opened, and never after.
/// </summary>
/// <remarks>Where it stands is read from its steps and its polls, never stored.</remarks>
public sealed partial class Motion : Entity<Motion>
{
    private static readonly HashSet<string> Filling = new(
        ["a", "an", "and", "for", "in", "motion", "of", "on", "the", "to"],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly List<MotionStep> steps = [];

    private Motion() { }

    private Motion(AgendaItem item, int seq, MotionTerms terms, Instant at, Id<Person>? by)
    {
        (Assembly, Item, Seq, At, By) = (item.Assembly, item.Id, seq, at, by);
        Number = string.Create(CultureInfo.InvariantCulture, $"{item.Number}.{seq}");
        Take(terms);
        Happened(new RoomChanged(Assembly, RoomPart.Vote));
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>On which item.</summary>
    public Id<AgendaItem> Item { get; private set; }

    /// <summary>Its place among the motions of the item, from 1; unique there and never given again.</summary>
    public int Seq { get; private set; }

    /// <summary>Its number, of the item's printed one and its place: "8.2".</summary>
    public string Number { get; private set; } = "";

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is to be decided, as it is voted on.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who proposes it.</summary>
    public string Proposer { get; private set; } = "";

    /// <summary>Who seconds it; null where nobody does.</summary>
    public string? Seconder { get; private set; }

    /// <summary>The type whose majority the rules name.</summary>
    public string RuleType { get; private set; } = "";

    /// <summary>The documents of its item that it speaks of, by their first revisions.</summary>
    public IReadOnlyList<Id<AgendaDocument>> Documents { get; private set; } = [];

    /// <summary>The assembly whose minutes it approves; null for every other motion.</summary>
    public Id<Assembly>? MinutesOf { get; private set; }

    /// <summary>Raised by each change; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>When it was entered, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>What became of it without a vote, in order. Always read with it.</summary>
    public IReadOnlyList<MotionStep> Steps => steps;

    /// <summary>
    /// Whether the words of an instruction on its item mean this motion: "the membership fees" that of this type or title, "8.2" that of this number. Nothing
    /// said means all motions of the item.
    /// </summary>
    public bool IsMeantBy(string? about)
    {
        if (string.IsNullOrWhiteSpace(about) || string.Equals(about.Trim(), Number, StringComparison.Ordinal))
        {
            return true;
        }

        var (said, title) = (Telling(about), Telling(Title));
        return said.Contains(RuleType) || (said.Count > 0 && said.IsSubsetOf(title)) || (title.Count > 0 && title.IsSubsetOf(said));
    }

    /// <summary>All of it that may change.</summary>
    public MotionTerms Terms => new(Title, Text, Proposer, Seconder, RuleType, Documents, MinutesOf);

    /// <summary>Its type; null for one that the rules knew once and do not know any more.</summary>
    public MotionType? Type => MotionType.Of(RuleType);

    /// <summary>What became of it without a vote and stands; null where nothing did.</summary>
    public MotionStep? Shelved => steps.MaxBy(s => s.Seq) is { Kind: not MotionStepKind.Reopened } last ? last : null;

    /// <summary>Enters a motion on a printed item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="before">How many motions it had before.</param>
    /// <param name="terms">What it says.</param>
    /// <param name="rules">The rules: whether they know the type, and whether it can be voted on.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public static Result<Motion> Put(AgendaItem item, int before, MotionTerms terms, RulesOfProcedure rules, Instant at, Id<Person>? by) =>
        item.PrintedIn is null || item.Number is null ? MotionErrors.NotPublished
        : Refusal(item, terms, rules) is { } refusal ? refusal
        : new Motion(item, before + 1, terms, at, by);

    /// <summary>Changes it, until a vote on it is opened.</summary>
    public Error? Change(AgendaItem item, MotionTerms terms, bool wasVotedOn, RulesOfProcedure rules)
    {
        var refusal =
            wasVotedOn ? MotionErrors.VotedOn
            : Shelved is { } step ? MotionErrors.Over(step.Kind)
            : Refusal(item, terms, rules);
        if (refusal is null)
        {
            Take(terms);
            Version++;
            Happened(new RoomChanged(Assembly, RoomPart.Vote));
        }

        return refusal;
    }

    /// <summary>Withdraws, defers or lapses it, before it is decided.</summary>
    /// <param name="kind">What becomes of it.</param>
    /// <param name="stands">Where its polls stand.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Error? Shelve(MotionStepKind kind, PollsOfMotion stands, string reason, Instant at, Id<Person>? by)
    {
        var refusal =
            stands.IsOpen ? MotionErrors.PollIsOpen
            : stands.IsDecided(this) ? MotionErrors.Decided
            : Shelved is { } step ? MotionErrors.Over(step.Kind)
            : stands.Standing?.Outcome.IsAdopted() is true ? MotionErrors.Adopted
            : null;
        if (refusal is null)
        {
            Step(kind, stands, reason, at, by);
            Happened(new MotionShelved(Assembly, Id, Came(kind), reason, at));
        }

        return refusal;
    }

    /// <summary>Takes it up again after it was decided or shelved: the next vote is a new row, and what was before stays.</summary>
    public Error? Reopen(PollsOfMotion stands, string reason, Instant at, Id<Person>? by)
    {
        var refusal =
            stands.IsOpen ? MotionErrors.PollIsOpen
            : Shelved is null && !stands.IsDecided(this) ? MotionErrors.NotOver
            : null;
        if (refusal is null)
        {
            Step(MotionStepKind.Reopened, stands, reason, at, by);
        }

        return refusal;
    }

    /// <summary>How many votes there had been on it when it was reopened last; 0 when it never was. What they decided is not in the way of another one.</summary>
    public int ReopenedAfter => steps.Where(s => s.Kind is MotionStepKind.Reopened).MaxBy(s => s.Seq)?.Polls ?? 0;

    private static Error? Refusal(AgendaItem item, MotionTerms terms, RulesOfProcedure rules)
    {
        if (MotionType.Of(terms.RuleType) is not { } type)
        {
            return MotionErrors.UnknownType;
        }

        // The vote on taking it up is on the item itself, whatever it is about: that it may not come late was said when it was entered.
        var isNeverLate = item.Late && (item.Plan with { RuleType = type.Key }).IsNeverLate && type.Key is not MotionType.LateItem;
        var rule = rules.RuleOf(type);
        return isNeverLate ? AgendaDomainErrors.NeverLate
            : type.Key is MotionType.LateItem && !item.Late ? MotionErrors.NotLate
            : rule.BothMajorities ? MotionErrors.BothMajorities
            : rule.Secret ? MotionErrors.Secret
            : null;
    }

    // The words that tell one thing from another.
    private static HashSet<string> Telling(string text) =>
        Word()
            .Matches(text)
            .Select(match => match.Value)
            .Where(word => !Filling.Contains(word))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static Outcome Came(MotionStepKind kind) =>
        kind switch
        {
            MotionStepKind.Withdrawn => Outcome.Withdrawn,
            MotionStepKind.Deferred => Outcome.Deferred,
            MotionStepKind.Lapsed => Outcome.Lapsed,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing that a motion is shelved by."),
        };

    private void Step(MotionStepKind kind, PollsOfMotion stands, string reason, Instant at, Id<Person>? by)
    {
        steps.Add(new(Id, steps.Select(s => s.Seq).DefaultIfEmpty().Max() + 1, kind, stands.Polls.Count, reason, at, by));
        Happened(new RoomChanged(Assembly, RoomPart.Vote));
    }

    private void Take(MotionTerms terms) =>
        (Title, Text, Proposer, Seconder, RuleType, Documents, MinutesOf) = (
            terms.Title,
            terms.Text,
            terms.Proposer,
            terms.Seconder,
            terms.RuleType,
            [.. terms.Documents],
            terms.MinutesOf
        );

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
