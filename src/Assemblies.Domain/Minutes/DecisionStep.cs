using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>What is said of a decision after the vote.</summary>
public enum DecisionStepKind
{
    /// <summary>Who carries it out, by when, from when it holds.</summary>
    Assigned,

    /// <summary>Everybody may read it, although the rules do not say so.</summary>
    Opened,

    /// <summary>The public may not read it, although the rules say so.</summary>
    Withheld,

    /// <summary>A corrigendum.</summary>
    Corrected,

    /// <summary>A later decision took its place.</summary>
    Superseded,

    /// <summary>Its vote was annulled.</summary>
    Annulled,

    /// <summary>Its motion was taken up again and came to another result, which took its place.</summary>
    Overtaken,

    /// <summary>What took its place does not hold any more: it stands again.</summary>
    Restored,
}

/// <summary>One thing that somebody said of a decision after the vote. Only ever added.</summary>
public sealed class DecisionStep
{
    private DecisionStep() { }

    internal DecisionStep(Id<Decision> decision, int seq, DecisionStepKind kind, Instant at, Id<Person>? by) =>
        (Decision, Seq, Kind, At, By) = (decision, seq, kind, at, by);

    /// <summary>Of which decision.</summary>
    public Id<Decision> Decision { get; private set; }

    /// <summary>Its place in the order, from 1; unique for its decision, so that of two at once one is refused.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public DecisionStepKind Kind { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>The wording of a corrigendum; null for everything else.</summary>
    public string? Text { get; internal set; }

    /// <summary>Why; null where nothing has to be said.</summary>
    public string? Reason { get; internal set; }

    /// <summary>The entry that took its place, or does not hold any more where it stands again; null for everything else.</summary>
    public Id<Decision>? Other { get; internal set; }

    /// <summary>The organisation that carries it out, where the step says so.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>Who carries it out, in words.</summary>
    public string? Responsible { get; private set; }

    /// <summary>By when.</summary>
    public LocalDate? Due { get; private set; }

    /// <summary>From when it holds.</summary>
    public LocalDate? Effective { get; private set; }

    /// <summary>What follows from the decision, where the step says so.</summary>
    internal DecisionTerms Terms
    {
        set => (Organisation, Responsible, Due, Effective) = (value.Organisation, value.Responsible, value.Due, value.Effective);
    }
}
