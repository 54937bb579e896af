using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>What happens to an action.</summary>
public enum ActionStepKind
{
    /// <summary>It was given.</summary>
    Given,

    /// <summary>Somebody else does it, or by another day.</summary>
    Changed,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It is not to be done any more.</summary>
    Dropped,

    /// <summary>It is to be done again.</summary>
    Reopened,
}

/// <summary>One thing that happened to an action. Only ever added.</summary>
public sealed class ActionStep
{
    private ActionStep() { }

    internal ActionStep(Id<ActionPoint> action, int seq, ActionStepKind kind, ActionTerms terms, string? words, Instant at, Id<Person>? by)
    {
        (Action, Seq, Kind, Words, At, By) = (action, seq, kind, words, at, by);
        (Person, Organisation, Until) = (terms.Person, terms.Organisation, terms.Until);
    }

    /// <summary>Of which action.</summary>
    public Id<ActionPoint> Action { get; private set; }

    /// <summary>Its place in the order, from 1; unique for its action, so that of two at once one is refused.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public ActionStepKind Kind { get; private set; }

    /// <summary>The person who does it, from this step on.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>The organisation that does it, from this step on.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>The last day, from this step on.</summary>
    public LocalDate? Until { get; private set; }

    /// <summary>What was said; null where nothing was.</summary>
    public string? Words { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }
}
