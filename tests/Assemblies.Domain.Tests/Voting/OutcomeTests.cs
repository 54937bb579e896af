using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using CsCheck;

namespace Assemblies.Domain.Tests.Voting;

/// <summary>What becomes of a motion, and the sentence that says so.</summary>
public sealed class OutcomeTests
{
    private static readonly Share TwoThirds = new(Comparison.AtLeast, 2, 3);

    private static readonly Gen<PollRule> AnyRule =
        from comparison in Gen.Enum<Comparison>()
        from num in Gen.Int[1, 4]
        from of in Gen.Enum<VoteBase>()
        from floor in Gen.Bool
        from limit in Gen.Bool
        select Rule(new(new(comparison, num, 5), of)) with
        {
            TurnoutFloor = floor,
            AbstentionLimit = limit,
        };

    private static readonly Gen<Tally> AnyTally =
        from yes in Gen.Int[0, 40]
        from no in Gen.Int[0, 40]
        from abstain in Gen.Int[0, 40]
        from silent in Gen.Int[0, 40]
        from absent in Gen.Int[0, 40]
        select new Tally(yes, no, abstain, yes + no + abstain + silent, yes + no + abstain + silent + absent);

    [TestCase(14, 6, 1, ExpectedResult = Outcome.Adopted)]
    [TestCase(10, 11, 0, ExpectedResult = Outcome.Rejected)]
    [TestCase(10, 10, 1, ExpectedResult = Outcome.TiedRejected)]
    [TestCase(0, 0, 21, ExpectedResult = Outcome.NoVotesCast)]
    [TestCase(0, 0, 0, ExpectedResult = Outcome.NoVotesCast)]
    [TestCase(1, 0, 20, ExpectedResult = Outcome.Adopted)]
    [TestCase(0, 5, 0, ExpectedResult = Outcome.Rejected)]
    public Outcome? By_more_than_half_of_the_votes_cast(int yes, int no, int abstain) =>
        Rule(MajorityRule.Simple).Decide(new(yes, no, abstain, 21, 23));

    [Test]
    public void A_tie_under_another_majority_is_just_too_few() =>
        Assert.That(Rule(new(TwoThirds, VoteBase.Cast)).Decide(new(10, 10, 1, 21, 23)), Is.EqualTo(Outcome.Rejected));

    [Test]
    public void A_tie_waits_for_the_chair_only_where_the_rules_say_so_and_as_many_say_yes_as_no()
    {
        var rule = Rule(MajorityRule.Simple) with { ChairCasts = true };
        Assert.Multiple(() =>
        {
            Assert.That(rule.Decide(new(10, 10, 1, 21, 23)), Is.Null);
            Assert.That(rule.Decide(new(10, 11, 0, 21, 23)), Is.EqualTo(Outcome.Rejected));
            Assert.That(rule.Decide(new(0, 0, 21, 21, 23)), Is.EqualTo(Outcome.NoVotesCast));
        });
    }

    [Test]
    public void Without_a_quorum_it_is_void_whatever_was_cast_and_a_quorum_of_its_own_counts_too()
    {
        var charter = Rule(new(TwoThirds, VoteBase.Cast)) with { OwnQuorum = TwoThirds };
        Assert.Multiple(() =>
        {
            Assert.That(Rule(MajorityRule.Simple).Decide(new(11, 0, 0, 11, 23)), Is.EqualTo(Outcome.VoidNoQuorum));
            Assert.That(Rule(MajorityRule.Simple).Decide(new(12, 0, 0, 12, 23)), Is.EqualTo(Outcome.Adopted));
            Assert.That(charter.Decide(new(15, 0, 0, 15, 23)), Is.EqualTo(Outcome.VoidNoQuorum), "16 of 23 are 2/3");
            Assert.That(charter.Decide(new(16, 0, 0, 16, 23)), Is.EqualTo(Outcome.Adopted));
            Assert.That(Rule(MajorityRule.Simple).Decide(new(20, 0, 1, 21, 23), quorumLost: true), Is.EqualTo(Outcome.VoidNoQuorum));
        });
    }

    [Test]
    public void No_votes_cast_and_void_without_a_quorum_are_told_apart_in_word_and_sentence()
    {
        var rule = Rule(MajorityRule.Simple);
        var (none, few) = (new Tally(0, 0, 21, 21, 23), new Tally(0, 0, 11, 11, 23));
        Assert.Multiple(() =>
        {
            Assert.That(Said(rule, none), Is.EqualTo("no votes cast: No votes were cast: 21 abstentions."));
            Assert.That(Said(rule, few), Is.EqualTo("void, no quorum: Void: no quorum. 11 of 23 were present or represented, 12 needed."));
        });
    }

    [Test]
    public void Where_the_rules_say_so_it_is_void_when_few_take_part_or_many_abstain()
    {
        var rule = Rule(MajorityRule.Simple);
        var (few, many) = (new Tally(9, 1, 0, 21, 23), new Tally(9, 1, 10, 21, 23));
        Assert.Multiple(() =>
        {
            Assert.That(rule.Decide(few), Is.EqualTo(Outcome.Adopted));
            Assert.That((rule with { TurnoutFloor = true }).Decide(few), Is.EqualTo(Outcome.VoidTurnout));
            Assert.That((rule with { TurnoutFloor = true }).Decide(many), Is.EqualTo(Outcome.Adopted));
            Assert.That((rule with { AbstentionLimit = true }).Decide(many), Is.EqualTo(Outcome.VoidTurnout));
            Assert.That((rule with { AbstentionLimit = true }).Decide(few), Is.EqualTo(Outcome.Adopted));
            Assert.That(
                Said(rule with { TurnoutFloor = true }, few),
                Is.EqualTo("void, too few voted yes or no: Void: 10 of 21 took part, fewer than half.")
            );
            Assert.That(
                Said(rule with { AbstentionLimit = true }, new(2, 0, 3, 21, 23)),
                Is.EqualTo("void, too few voted yes or no: Void: 3 of 5 who took part abstained, half or more."),
                "how many took part matters only where the rules say so"
            );
        });
    }

    [TestCase(
        14,
        6,
        1,
        "at least 2/3 of cast",
        "14 of 20 votes cast are yes, at least 14 needed (2/3 of the votes cast; 1 abstention, not counted)."
    )]
    [TestCase(
        12,
        8,
        1,
        "more than 1/2 of cast",
        "12 of 20 votes cast are yes, at least 11 needed (more than half of the votes cast; 1 abstention, not counted)."
    )]
    [TestCase(20, 1, 0, "more than 1/2 of cast", "20 of 21 votes cast are yes, at least 11 needed (more than half of the votes cast).")]
    [TestCase(
        10,
        10,
        1,
        "more than 1/2 of cast",
        "10 of 20 votes cast are yes, at least 11 needed (more than half of the votes cast; 1 abstention, not counted). A tie does not adopt."
    )]
    [TestCase(
        14,
        5,
        1,
        "at least 2/3 of present",
        "14 of 21 members present or represented say yes, at least 14 needed (2/3 of the members present or represented; 1 abstention, counted in it; 1 did not vote)."
    )]
    [TestCase(
        0,
        1,
        0,
        "more than 1/2 of cast",
        "0 of 1 vote cast is yes, at least 1 needed (more than half of the votes cast; 20 did not vote)."
    )]
    [TestCase(
        1,
        0,
        0,
        "more than 1/2 of cast",
        "1 of 1 vote cast is yes, at least 1 needed (more than half of the votes cast; 20 did not vote)."
    )]
    public void The_sentence_names_figures_need_and_base(int yes, int no, int abstain, string majority, string sentence)
    {
        var rule = Rule(TypeRule.Parse(majority)!.Majority);
        var tally = new Tally(yes, no, abstain, 21, 23);
        Assert.That(VoteSentence.Of(rule, tally, rule.Decide(tally)), Is.EqualTo(sentence));
    }

    [Test]
    public void Public_case_C32_two_yes_one_no_seven_abstentions_are_adopted_by_two_thirds_of_cast_and_not_of_present()
    {
        var tally = new Tally(2, 1, 7, 10, 10);
        var (cast, present) = (Rule(new(TwoThirds, VoteBase.Cast)), Rule(new(TwoThirds, VoteBase.Present)));
        Assert.Multiple(() =>
        {
            Assert.That(cast.Decide(tally), Is.EqualTo(Outcome.Adopted));
            Assert.That(cast.Majority.Needed(tally), Is.EqualTo(2));
            Assert.That(
                VoteSentence.Of(cast, tally, Outcome.Adopted),
                Is.EqualTo("2 of 3 votes cast are yes, at least 2 needed (2/3 of the votes cast; 7 abstentions, not counted).")
            );
            Assert.That(present.Decide(tally), Is.EqualTo(Outcome.Rejected));
            Assert.That(present.Majority.Needed(tally), Is.EqualTo(7));
            Assert.That(VoteSentence.Of(present, tally, Outcome.Rejected), Does.Contain("of 10 members present or represented"));
        });
    }

    [Test]
    public void One_yes_and_twenty_abstentions_are_adopted_with_a_warning()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                VoteSentence.Warning(new(1, 0, 20, 21, 23), Outcome.Adopted),
                Is.EqualTo("Adopted by 1 yes vote although 20 of 21 neither said yes nor no.")
            );
            Assert.That(VoteSentence.Warning(new(14, 6, 1, 21, 23), Outcome.Adopted), Is.Null);
            Assert.That(VoteSentence.Warning(new(1, 2, 18, 21, 23), Outcome.Rejected), Is.Null);
        });
    }

    [Test]
    public void One_more_yes_never_turns_adopted_into_rejected() =>
        Gen.Select(AnyRule, AnyTally)
            .Sample(
                (rule, tally) =>
                {
                    // The yes comes from somebody who abstained, did not vote or said no: P and E stay.
                    Tally[] more =
                    [
                        .. tally.NotVoting > 0 ? [tally with { Yes = tally.Yes + 1 }] : Array.Empty<Tally>(),
                        .. tally.Abstain > 0 ? [tally with { Yes = tally.Yes + 1, Abstain = tally.Abstain - 1 }] : Array.Empty<Tally>(),
                        .. tally.No > 0 ? [tally with { Yes = tally.Yes + 1, No = tally.No - 1 }] : Array.Empty<Tally>(),
                    ];
                    return rule.Decide(tally) is not Outcome.Adopted || Array.TrueForAll(more, one => rule.Decide(one) is Outcome.Adopted);
                },
                iter: 20_000
            );

    [Test]
    public void Whatever_is_needed_is_the_fewest_yes_votes_that_adopt() =>
        Gen.Select(AnyRule, AnyTally)
            .Sample(
                (rule, tally) =>
                    rule.Majority.Adopts(tally) == tally.Yes >= rule.Majority.Needed(tally) && tally.Of(rule.Majority.Base) > 0
                    || tally.Of(rule.Majority.Base) == 0
            );

    [Test]
    public void The_figures_of_the_sentence_are_those_of_the_record() =>
        Gen.Select(AnyRule, AnyTally)
            .Where((rule, tally) => rule.Decide(tally) is Outcome.Adopted or Outcome.Rejected or Outcome.TiedRejected)
            .Sample(
                (rule, tally) =>
                    VoteSentence
                        .Of(rule, tally, rule.Decide(tally))
                        .StartsWith(
                            FormattableString.Invariant($"{tally.Yes} of {tally.Of(rule.Majority.Base)} "),
                            StringComparison.Ordinal
                        )
                    && VoteSentence
                        .Of(rule, tally, rule.Decide(tally))
                        .Contains(
                            FormattableString.Invariant($", at least {rule.Majority.Needed(tally)} needed ("),
                            StringComparison.Ordinal
                        )
            );

    [Test]
    public void The_order_of_ballots_is_irrelevant_and_heads_sum_to_P() =>
        Gen.Select(Gen.Enum<VoteChoice>().Array[0, 60], Gen.Int[0, 20], Gen.Int[0, 20])
            .SelectMany((ballots, silent, absent) => Gen.Shuffle(ballots).Select(shuffled => (ballots, shuffled, silent, absent)))
            .Sample(it =>
            {
                var present = it.ballots.Length + it.silent;
                var (one, other) = (
                    Tally.Of(it.ballots, present, present + it.absent),
                    Tally.Of(it.shuffled, present, present + it.absent)
                );
                return one == other && one.Yes + one.No + one.Abstain + one.NotVoting == one.Present;
            });

    private static string Said(PollRule rule, Tally tally)
    {
        var outcome = rule.Decide(tally);
        return $"{outcome!.Value.InWords()}: {VoteSentence.Of(rule, tally, outcome)}";
    }

    private static PollRule Rule(MajorityRule majority) => new(1, "agenda", majority, Share.MoreThanHalf, null, false, false, false);
}
