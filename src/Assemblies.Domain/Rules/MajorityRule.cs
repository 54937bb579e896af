using Assemblies.Domain.Voting;

namespace Assemblies.Domain.Rules;

/// <summary>What the yes votes are compared with.</summary>
public enum VoteBase
{
    /// <summary>Yes and no; abstentions are not votes cast.</summary>
    Cast,

    /// <summary>Yes, no and abstentions.</summary>
    Expressed,

    /// <summary>P: all members present or represented when the vote was opened, whether they voted or not.</summary>
    Present,

    /// <summary>E: all members entitled to vote.</summary>
    Entitled,
}

/// <summary>Yes votes against a share of a base: "at least 2/3 of the votes cast".</summary>
/// <param name="Share">The share; all of the base is unanimity.</param>
/// <param name="Base">Of what.</param>
/// <remarks>
/// "Absolute majority" has three meanings in the wild and is never stored. Integers only, never percentages; overflow throws (checked build).
/// Source: rules.md, Arithmetic.
/// </remarks>
public sealed record MajorityRule(Share Share, VoteBase Base)
{
    /// <summary>More than half of the votes cast: what most decisions need.</summary>
    public static readonly MajorityRule Simple = new(Share.MoreThanHalf, VoteBase.Cast);

    /// <summary>Whether the motion is adopted. An empty base, or not one yes, never adopts.</summary>
    public bool Adopts(Tally tally) => Share.Holds(tally.Yes, tally.Of(Base));

    /// <summary>The fewest yes votes that adopt, for display; <see cref="Adopts"/> decides.</summary>
    public long Needed(Tally tally) => Share.Needed(tally.Of(Base));

    /// <summary>Whether exactly half for and half against is a tie under it, and not just too few: more than half of the votes cast.</summary>
    public bool KnowsTies => Base is VoteBase.Cast && Share == Share.MoreThanHalf;

    /// <summary>"more than 1/2 of cast", "at least 2/3 of present": as it is typed and read.</summary>
    public string InWords() => $"{Share.InWords()} of {Base.ToString().ToLowerInvariant()}";
}
