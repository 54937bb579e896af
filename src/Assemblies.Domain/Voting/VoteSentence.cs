using System.Globalization;
using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Voting;

/// <summary>A result as a sentence: with its figures, what was needed, and of what.</summary>
/// <remarks>Figures are integers, never percentages. Source: rules.md, Arithmetic; pages.md, principle 8.</remarks>
public static class VoteSentence
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>
    /// "14 of 20 votes cast are yes, at least 14 needed (2/3 of the votes cast; 1 abstention, not counted)." What was void, and why, where it was.
    /// </summary>
    /// <param name="rule">The rules of the poll.</param>
    /// <param name="tally">The votes.</param>
    /// <param name="outcome">What became of it; null while the chair's casting vote is awaited.</param>
    public static string Of(PollRule rule, Tally tally, Outcome? outcome) =>
        outcome switch
        {
            Outcome.VoidNoQuorum => NoQuorum(rule, tally),
            Outcome.VoidTurnout => rule.IsTooFew(tally)
                ? string.Create(Plain, $"Void: {tally.Expressed} of {tally.Present} took part, fewer than half.")
                : string.Create(Plain, $"Void: {tally.Abstain} of {tally.Expressed} who took part abstained, half or more."),
            Outcome.NoVotesCast => tally.Abstain > 0
                ? string.Create(Plain, $"No votes were cast: {Counted(tally.Abstain, "abstention")}{Silent(tally)}.")
                : string.Create(Plain, $"No votes were cast: none of the {tally.Present} present or represented voted."),
            _ => Counting(rule.Majority, tally) + Chair(outcome),
        };

    /// <summary>What is to be looked at twice; null for nothing: few said yes or no, and still it is adopted.</summary>
    public static string? Warning(Tally tally, Outcome? outcome) =>
        outcome is Outcome.Adopted && tally.Cast * 2 < tally.Present
            ? string.Create(
                Plain,
                $"Adopted by {Counted(tally.Yes, "yes vote")} although {tally.Present - tally.Cast} of {tally.Present} neither said yes nor no."
            )
            : null;

    /// <summary>"more than half of the votes cast", "2/3 of the members present or represented": what it takes, before anybody has voted.</summary>
    public static string Needs(MajorityRule rule) => $"{Fraction(rule.Share)} of {Base(rule.Base)}";

    private static string Counting(MajorityRule rule, Tally tally)
    {
        var of = tally.Of(rule.Base);
        var votes = rule.Base is VoteBase.Cast or VoteBase.Expressed;
        var whole = of == 1 ? One(rule.Base) : Many(rule.Base);
        var says = votes ? (tally.Yes == 1 || of == 1 ? "is yes" : "are yes") : (tally.Yes == 1 ? "says yes" : "say yes");
        var rest = Rest(rule.Base, tally);
        return string.Create(
            Plain,
            $"{tally.Yes} of {of} {whole} {says}, at least {rule.Needed(tally)} needed ({Needs(rule)}{(rest.Length > 0 ? $"; {rest}" : "")})."
        );
    }

    private static string Rest(VoteBase of, Tally tally)
    {
        var parts = new List<string>();
        if (tally.Abstain > 0)
        {
            parts.Add($"{Counted(tally.Abstain, "abstention")}, {(of is VoteBase.Cast ? "not counted" : "counted in it")}");
        }

        if (tally.NotVoting > 0)
        {
            parts.Add(string.Create(Plain, $"{tally.NotVoting} did not vote"));
        }

        return string.Join("; ", parts);
    }

    private static string Chair(Outcome? outcome) =>
        outcome switch
        {
            null => " It is a tie: the chair’s casting vote decides.",
            Outcome.TiedChairAdopted => " It was a tie, and the chair’s casting vote was yes.",
            Outcome.TiedChairRejected => " It was a tie, and the chair’s casting vote was no.",
            Outcome.TiedRejected => " A tie does not adopt.",
            _ => "",
        };

    private static string NoQuorum(PollRule rule, Tally tally) =>
        rule.HasQuorum(tally.Present, tally.Entitled)
            ? "Void: the quorum was lost while the vote was open."
            : string.Create(
                Plain,
                $"Void: no quorum. {tally.Present} of {tally.Entitled} were present or represented, {rule.QuorumOf(tally.Entitled)} needed."
            );

    private static string Silent(Tally tally) => tally.NotVoting > 0 ? string.Create(Plain, $", and {tally.NotVoting} did not vote") : "";

    private static string Counted(long number, string one) => string.Create(Plain, $"{number} {one}{(number == 1 ? "" : "s")}");

    private static string Fraction(Share share) =>
        share switch
        {
            { Num: 1, Den: 2, Comparison: Comparison.MoreThan } => "more than half",
            { Num: 1, Den: 2 } => "half",
            { Comparison: Comparison.AtLeast } when share.Num == share.Den => "all",
            { Comparison: Comparison.MoreThan } => string.Create(Plain, $"more than {share.Num}/{share.Den}"),
            _ => string.Create(Plain, $"{share.Num}/{share.Den}"),
        };

    private static string Base(VoteBase of) =>
        of switch
        {
            VoteBase.Cast => "the votes cast",
            VoteBase.Expressed => "the votes given, abstentions included",
            VoteBase.Present => "the members present or represented",
            _ => "the members entitled to vote",
        };

    private static string Many(VoteBase of) =>
        of switch
        {
            VoteBase.Cast => "votes cast",
            VoteBase.Expressed => "votes given",
            VoteBase.Present => "members present or represented",
            _ => "members entitled to vote",
        };

    private static string One(VoteBase of) =>
        of switch
        {
            VoteBase.Cast => "vote cast",
            VoteBase.Expressed => "vote given",
            VoteBase.Present => "member present or represented",
            _ => "member entitled to vote",
        };
}
