using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Voting;

/// <summary>The votes of one poll, counted: heads, or integer weights where weights count.</summary>
/// <param name="Yes">Y.</param>
/// <param name="No">N.</param>
/// <param name="Abstain">A.</param>
/// <param name="Present">P: present or represented when the vote was opened.</param>
/// <param name="Entitled">E.</param>
/// <remarks>Source: rules.md, Arithmetic: Y + N + A + X = P.</remarks>
public sealed record Tally(long Yes, long No, long Abstain, long Present, long Entitled)
{
    /// <summary>X: present or represented without voting.</summary>
    public long NotVoting => Present - Expressed;

    /// <summary>Yes and no.</summary>
    public long Cast => Yes + No;

    /// <summary>Yes, no and abstentions.</summary>
    public long Expressed => Cast + Abstain;

    /// <summary>What the yes votes are compared with.</summary>
    public long Of(VoteBase of) =>
        of switch
        {
            VoteBase.Cast => Cast,
            VoteBase.Expressed => Expressed,
            VoteBase.Present => Present,
            VoteBase.Entitled => Entitled,
            _ => throw new ArgumentOutOfRangeException(nameof(of), of, "An unknown base."),
        };

    /// <summary>Counts ballots; their order does not matter.</summary>
    public static Tally Of(IEnumerable<VoteChoice> ballots, long present, long entitled)
    {
        var counted = ballots.CountBy(choice => choice).ToDictionary();
        return new(
            counted.GetValueOrDefault(VoteChoice.Yes),
            counted.GetValueOrDefault(VoteChoice.No),
            counted.GetValueOrDefault(VoteChoice.Abstain),
            present,
            entitled
        );
    }
}

/// <summary>What a ballot says.</summary>
public enum VoteChoice
{
    /// <summary>For it.</summary>
    Yes,

    /// <summary>Against it.</summary>
    No,

    /// <summary>Neither.</summary>
    Abstain,
}
