using System.Globalization;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>Who does something, and by when.</summary>
/// <param name="Person">The person who does it.</param>
/// <param name="Organisation">The organisation that does it, where no person is named.</param>
/// <param name="Until">The last day; null where none is set.</param>
public sealed record ActionTerms(Id<Person>? Person, Id<Organisation>? Organisation, LocalDate? Until);

/// <summary>
/// Something that somebody has to do after an assembly: from a decision or free. It is carried from meeting to meeting until it is done or dropped.
/// </summary>
/// <remarks>
/// Each change is a step; what stands now is kept beside them, so that lists can be narrowed by it. It is not called an action: .NET has one of its own.
/// </remarks>
public sealed class ActionPoint : Entity<ActionPoint>
{
    private readonly List<ActionStep> steps = [];

    private ActionPoint() { }

    /// <summary>Gives it to somebody. Whoever does it may be named later: until then it is on the list of what is missing to close.</summary>
    /// <param name="assembly">The assembly at which it was given.</param>
    /// <param name="code">Its code.</param>
    /// <param name="seq">Its number among the actions of that assembly.</param>
    /// <param name="decision">The decision it follows from; null for a free one.</param>
    /// <param name="what">What is to be done.</param>
    /// <param name="terms">Who, and by when.</param>
    /// <param name="at">When it was given.</param>
    /// <param name="by">By whom.</param>
    public ActionPoint(
        Id<Assembly> assembly,
        string code,
        int seq,
        Id<Decision>? decision,
        string what,
        ActionTerms terms,
        Instant at,
        Id<Person>? by
    )
    {
        (Assembly, Code, Seq, Decision, What, At) = (assembly, code, seq, decision, what, at);
        Take(ActionStepKind.Given, terms, null, at, by);
    }

    /// <summary>Its place in the list of all actions; the database gives it.</summary>
    public long Entry { get; private set; }

    /// <summary>The assembly at which it was given.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Its code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Its number among the actions of that assembly, from 1; never used again.</summary>
    public int Seq { get; private set; }

    /// <summary>The decision it follows from; null for a free one.</summary>
    public Id<Decision>? Decision { get; private set; }

    /// <summary>What is to be done.</summary>
    public string What { get; private set; } = "";

    /// <summary>When it was given.</summary>
    public Instant At { get; private set; }

    /// <summary>The person who does it; null where an organisation does, or nobody is named yet.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>The organisation that does it.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>The last day; null where none is set.</summary>
    public LocalDate? Until { get; private set; }

    /// <summary>When it was done or dropped; null while it is open.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>Whether it was dropped rather than done; null while it is open.</summary>
    public bool? IsDropped { get; private set; }

    /// <summary>What happened to it, in order.</summary>
    public IReadOnlyList<ActionStep> Steps => steps;

    /// <summary>How it is called: <c>GA-2027-1/A3</c>.</summary>
    public string Number => NumberOf(Code, Seq);

    /// <summary>Whether it is to be done still.</summary>
    public bool IsOpen => EndedAt is null;

    /// <summary>Whether nobody is named.</summary>
    public bool LacksOwner => Person is null && Organisation is null;

    /// <summary>What stands now.</summary>
    public ActionTerms Terms => new(Person, Organisation, Until);

    /// <summary>The number of an action: <c>GA-2027-1/A3</c>.</summary>
    public static string NumberOf(string code, int seq) => string.Create(CultureInfo.InvariantCulture, $"{code}/A{seq}");

    /// <summary>Somebody else does it, or by another day. Nothing happens when nothing differs.</summary>
    /// <param name="terms">Who, and by when.</param>
    /// <param name="words">Why; null where nothing has to be said.</param>
    /// <param name="today">The day it is for the rules.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Error? Change(ActionTerms terms, string? words, LocalDate today, Instant at, Id<Person>? by)
    {
        if ((Open() ?? Refusal(terms, Terms, today)) is { } refusal)
        {
            return refusal;
        }

        if (terms != Terms)
        {
            Take(ActionStepKind.Changed, terms, words, at, by);
        }

        return null;
    }

    /// <summary>It is done.</summary>
    public Error? Finish(string? words, Instant at, Id<Person>? by) => End(ActionStepKind.Done, words, at, by);

    /// <summary>It is not to be done any more.</summary>
    public Error? Drop(string words, Instant at, Id<Person>? by) => End(ActionStepKind.Dropped, words, at, by);

    /// <summary>It is to be done again.</summary>
    public Error? Reopen(string words, Instant at, Id<Person>? by)
    {
        if (IsOpen)
        {
            return ActionErrors.OpenAlready;
        }

        Take(ActionStepKind.Reopened, Terms, words, at, by);
        (EndedAt, IsDropped) = (null, null);
        return null;
    }

    /// <summary>What is wrong with who does it and by when; null when nothing is. A day that stood already may be over by now.</summary>
    /// <param name="terms">Who, and by when.</param>
    /// <param name="before">What stood before; null for a new one.</param>
    /// <param name="today">The day it is for the rules.</param>
    public static Error? Refusal(ActionTerms terms, ActionTerms? before, LocalDate today) =>
        terms is { Person: not null, Organisation: not null } ? ActionErrors.TwoOwners.At("person")
        : terms.Until < today && terms.Until != before?.Until ? ActionErrors.UntilPast.At("until")
        : null;

    private Error? End(ActionStepKind kind, string? words, Instant at, Id<Person>? by)
    {
        if (Open() is { } refusal)
        {
            return refusal;
        }

        Take(kind, Terms, words, at, by);
        (EndedAt, IsDropped) = (at, kind is ActionStepKind.Dropped);
        return null;
    }

    private Error? Open() =>
        IsOpen ? null
        : IsDropped is true ? ActionErrors.DroppedAlready
        : ActionErrors.DoneAlready;

    private void Take(ActionStepKind kind, ActionTerms terms, string? words, Instant at, Id<Person>? by)
    {
        steps.Add(new(Id, steps.Select(s => s.Seq).DefaultIfEmpty().Max() + 1, kind, terms, words, at, by));
        (Person, Organisation, Until) = (terms.Person, terms.Organisation, terms.Until);
    }
}
