using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Voting;

/// <summary>The rules of one poll as they were when it was opened: what decides it, for good.</summary>
/// <param name="Version">The version of the rules of procedure.</param>
/// <param name="Type">The type of the motion.</param>
/// <param name="Majority">The majority it needs.</param>
/// <param name="Quorum">The general quorum.</param>
/// <param name="OwnQuorum">The type's own quorum; null for none.</param>
/// <param name="ChairCasts">Whether the chair has a casting vote on a tie.</param>
/// <param name="TurnoutFloor">Whether it is void where fewer than half of those present take part.</param>
/// <param name="AbstentionLimit">Whether it is void where half or more of those who take part abstain.</param>
public sealed record PollRule(
    int Version,
    string Type,
    MajorityRule Majority,
    Share Quorum,
    Share? OwnQuorum,
    bool ChairCasts,
    bool TurnoutFloor,
    bool AbstentionLimit
)
{
    /// <summary>Of a type under a version of the rules.</summary>
    public static PollRule Of(RulesVersion rules, MotionType type)
    {
        var (of, all) = (rules.Parameters.RuleOf(type), rules.Parameters);
        return new(
            rules.Number,
            type.Key,
            of.Majority,
            all.Quorum,
            of.Quorum,
            all.ChairCastingVote && of.Majority.KnowsTies,
            all.TurnoutFloor,
            all.AbstentionLimit
        );
    }

    /// <summary>How many must be present or represented: by the general quorum, or the type's own where that is more.</summary>
    public long QuorumOf(long entitled) => Math.Max(Quorum.Needed(entitled), OwnQuorum?.Needed(entitled) ?? 0);

    /// <summary>Whether so many present or represented can decide it.</summary>
    public bool HasQuorum(long present, long entitled) =>
        Quorum.Holds(present, entitled) && OwnQuorum?.Holds(present, entitled) is not false;

    /// <summary>What became of it. Null on a tie that the chair's casting vote decides.</summary>
    /// <param name="tally">The votes.</param>
    /// <param name="quorumLost">Whether a check while it was open found no quorum any more.</param>
    public Outcome? Decide(Tally tally, bool quorumLost = false) =>
        quorumLost || !HasQuorum(tally.Present, tally.Entitled) ? Outcome.VoidNoQuorum
        : IsTurnoutVoid(tally) ? Outcome.VoidTurnout
        : tally.Cast is 0 ? Outcome.NoVotesCast
        : Majority.Adopts(tally) ? Outcome.Adopted
        : !IsTied(tally) ? Outcome.Rejected
        : ChairCasts ? null
        : Outcome.TiedRejected;

    /// <summary>Whether as many are for it as against it, and that is a tie under its majority.</summary>
    public bool IsTied(Tally tally) => Majority.KnowsTies && tally.Yes == tally.No && tally.Yes > 0;

    /// <summary>Whether fewer than half of those present took part, and the rules ask for more.</summary>
    public bool IsTooFew(Tally tally) => TurnoutFloor && tally.Expressed * 2 < tally.Present;

    // With nobody present there is nothing to take part in: that is for the quorum to say.
    private bool IsTurnoutVoid(Tally tally) =>
        IsTooFew(tally) || (AbstentionLimit && tally.Expressed > 0 && tally.Abstain * 2 >= tally.Expressed);
}
