namespace Assemblies.Domain.Voting;

/// <summary>What became of a motion.</summary>
/// <remarks>Source: rules.md, Outcomes.</remarks>
public enum Outcome
{
    /// <summary>Adopted.</summary>
    Adopted,

    /// <summary>Too few said yes.</summary>
    Rejected,

    /// <summary>As many for as against: not adopted.</summary>
    TiedRejected,

    /// <summary>As many for as against, and the chair's casting vote adopted it.</summary>
    TiedChairAdopted,

    /// <summary>As many for as against, and the chair's casting vote rejected it.</summary>
    TiedChairRejected,

    /// <summary>Nobody said yes or no.</summary>
    NoVotesCast,

    /// <summary>Void: there was no quorum.</summary>
    VoidNoQuorum,

    /// <summary>Void: too few took part, or too many abstained, where the rules say so.</summary>
    VoidTurnout,

    /// <summary>Its proposer took it back.</summary>
    Withdrawn,

    /// <summary>Put off to another time.</summary>
    Deferred,

    /// <summary>Another decision made it pointless.</summary>
    Lapsed,
}

/// <summary>What outcomes are called.</summary>
public static class Outcomes
{
    /// <summary>Whether the motion is adopted: it becomes a decision with a number.</summary>
    public static bool IsAdopted(this Outcome outcome) => outcome is Outcome.Adopted or Outcome.TiedChairAdopted;

    /// <summary>"adopted", "not adopted", "no votes cast": in a sentence.</summary>
    public static string InWords(this Outcome outcome) =>
        outcome switch
        {
            Outcome.Adopted => "adopted",
            Outcome.Rejected => "not adopted",
            Outcome.TiedRejected => "tied, not adopted",
            Outcome.TiedChairAdopted => "tied, adopted by the chair’s casting vote",
            Outcome.TiedChairRejected => "tied, not adopted by the chair’s casting vote",
            Outcome.NoVotesCast => "no votes cast",
            Outcome.VoidNoQuorum => "void, no quorum",
            Outcome.VoidTurnout => "void, too few voted yes or no",
            Outcome.Withdrawn => "withdrawn",
            Outcome.Deferred => "deferred",
            Outcome.Lapsed => "lapsed",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An unknown outcome."),
        };
}
