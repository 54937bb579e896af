using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;

namespace Assemblies.Domain.Tests.Voting;

/// <summary>The table of majorities of the rules of procedure: with 21 of 23 present or represented, each row under each rule.</summary>
public sealed class MajorityTableTests
{
    private static readonly MajorityRule[] Rules =
    [
        Rule(Comparison.MoreThan, 1, 2, VoteBase.Cast),
        Rule(Comparison.MoreThan, 1, 2, VoteBase.Present),
        Rule(Comparison.MoreThan, 1, 2, VoteBase.Entitled),
        Rule(Comparison.AtLeast, 2, 3, VoteBase.Cast),
        Rule(Comparison.MoreThan, 2, 3, VoteBase.Cast),
        Rule(Comparison.AtLeast, 2, 3, VoteBase.Present),
        Rule(Comparison.MoreThan, 2, 3, VoteBase.Present),
        Rule(Comparison.AtLeast, 2, 3, VoteBase.Entitled),
        Rule(Comparison.AtLeast, 3, 4, VoteBase.Cast),
        Rule(Comparison.AtLeast, 4, 5, VoteBase.Cast),
    ];

    // Each cell: whether it is adopted, and after it the fewest yes votes where the table names them.
    [TestCase(14, 6, 1, "yes 11", "yes 11", "yes 12", "yes 14", "yes 14", "yes 14", "no 15", "no 16", "no 15", "no 16")]
    [TestCase(14, 7, 0, "yes", "yes", "yes", "yes 14", "no 15", "yes", "no", "no", "no 16", "no 17")]
    [TestCase(11, 10, 0, "yes", "yes", "no 12", "no", "no", "no", "no", "no", "no", "no")]
    [TestCase(10, 10, 1, "no 11", "no", "no", "no", "no", "no", "no", "no", "no", "no")]
    [TestCase(1, 0, 20, "yes 1", "no 11", "no", "yes 1", "yes 1", "no", "no", "no", "yes 1", "yes 1")]
    [TestCase(0, 0, 21, "no", "no", "no", "no", "no", "no", "no", "no", "no", "no")]
    [TestCase(0, 0, 0, "no", "no", "no", "no", "no", "no", "no", "no", "no", "no")]
    [TestCase(15, 5, 1, "yes", "yes", "yes", "yes 14", "yes 14", "yes 14", "yes 15", "no 16", "yes 15", "no 16")]
    [TestCase(16, 5, 0, "yes", "yes", "yes", "yes 14", "yes 15", "yes 14", "yes 15", "yes 16", "yes 16", "no 17")]
    public void The_table_of_majorities_holds_in_every_cell(int yes, int no, int abstain, params string[] cells)
    {
        var tally = new Tally(yes, no, abstain, Present: 21, Entitled: 23);
        Assert.That(cells, Has.Length.EqualTo(Rules.Length));
        Assert.Multiple(() =>
        {
            foreach (var (rule, cell) in Rules.Zip(cells))
            {
                var said = rule.Adopts(tally) ? "yes" : "no";
                Assert.That(cell.Contains(' ') ? $"{said} {rule.Needed(tally)}" : said, Is.EqualTo(cell), rule.InWords());
            }
        });
    }

    [TestCase("agenda", "more than 1/2 of cast")]
    [TestCase("minutes", "more than 1/2 of cast")]
    [TestCase("report", "more than 1/2 of cast")]
    [TestCase("workingGroup", "more than 1/2 of cast")]
    [TestCase("position", "more than 1/2 of cast")]
    [TestCase("host", "more than 1/2 of cast")]
    [TestCase("budget", "more than 1/2 of cast")]
    [TestCase("fees", "more than 1/2 of cast")]
    [TestCase("strategy", "more than 1/2 of cast")]
    [TestCase("admission", "at least 2/3 of cast")]
    [TestCase("exclusion", "at least 2/3 of present")]
    [TestCase("persons", "more than 1/2 of cast, secret")]
    [TestCase("lateItem", "at least 2/3 of present")]
    [TestCase("closedSession", "at least 2/3 of present")]
    [TestCase("rules", "at least 2/3 of cast, quorum more than 1/2")]
    [TestCase("charter", "at least 2/3 of cast, quorum at least 2/3")]
    [TestCase("purpose", "at least 4/5 of cast, quorum at least 2/3")]
    [TestCase("dissolution", "at least 4/5 of cast, quorum at least 2/3")]
    [TestCase("procedural", "more than 1/2 of cast")]
    public void Each_type_of_motion_has_its_default(string type, string rule)
    {
        var words = RulesOfProcedure.Default.RuleOf(MotionType.Of(type)!).InWords();
        Assert.Multiple(() =>
        {
            Assert.That(words, Is.EqualTo(rule));
            Assert.That(TypeRule.Parse(words), Is.EqualTo(MotionType.Of(type)!.Default), "what is read can be typed");
        });
    }

    [TestCase("more than half of cast")]
    [TestCase("at least 2/3")]
    [TestCase("at least 3/2 of cast")]
    [TestCase("more than 1/1 of cast")]
    [TestCase("at least 2/3 of cast, quorum at least 0/3")]
    [TestCase("")]
    public void What_is_no_majority_is_not_read_as_one(string text) => Assert.That(TypeRule.Parse(text), Is.Null);

    [Test]
    public void A_late_item_is_taken_up_by_what_the_rules_say_of_late_items() =>
        Assert.That(
            (RulesOfProcedure.Default with { LateItems = LateItems.Unanimity }).RuleOf(MotionType.Of(MotionType.LateItem)!).InWords(),
            Is.EqualTo("at least 1/1 of cast")
        );

    [Test]
    public void Unanimity_of_cast_is_no_vote_against_and_one_for_and_of_entitled_all_of_them()
    {
        var (ofCast, ofAll) = (Rule(Comparison.AtLeast, 1, 1, VoteBase.Cast), Rule(Comparison.AtLeast, 1, 1, VoteBase.Entitled));
        Assert.Multiple(() =>
        {
            Assert.That(ofCast.Adopts(new(5, 0, 16, 21, 23)), Is.True);
            Assert.That(ofCast.Adopts(new(20, 1, 0, 21, 23)), Is.False);
            Assert.That(ofCast.Adopts(new(0, 0, 21, 21, 23)), Is.False);
            Assert.That(ofAll.Adopts(new(23, 0, 0, 23, 23)), Is.True);
            Assert.That(ofAll.Adopts(new(22, 0, 0, 22, 23)), Is.False);
        });
    }

    private static MajorityRule Rule(Comparison comparison, int num, int den, VoteBase of) => new(new(comparison, num, den), of);
}
