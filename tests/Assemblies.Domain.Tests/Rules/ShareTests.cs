using Assemblies.Domain.Rules;
using CsCheck;

namespace Assemblies.Domain.Tests.Rules;

public sealed class ShareTests
{
    [TestCase(Comparison.MoreThan, 1, 2, 24, ExpectedResult = 13)]
    [TestCase(Comparison.MoreThan, 1, 2, 23, ExpectedResult = 12)]
    [TestCase(Comparison.MoreThan, 1, 2, 136, ExpectedResult = 69)]
    [TestCase(Comparison.AtLeast, 1, 2, 24, ExpectedResult = 12)]
    [TestCase(Comparison.AtLeast, 1, 2, 23, ExpectedResult = 12)]
    [TestCase(Comparison.AtLeast, 1, 2, 136, ExpectedResult = 68)]
    [TestCase(Comparison.AtLeast, 2, 3, 24, ExpectedResult = 16)]
    [TestCase(Comparison.AtLeast, 2, 3, 23, ExpectedResult = 16)]
    [TestCase(Comparison.AtLeast, 2, 3, 136, ExpectedResult = 91)]
    public long So_many_are_a_quorum_of_the_entitled(Comparison comparison, int num, int den, int entitled) =>
        new Share(comparison, num, den).Needed(entitled);

    [Test]
    public void Needed_is_the_smallest_part_that_holds() =>
        Gen.Select(Gen.Enum<Comparison>(), Gen.Int[1, 1000], Gen.Int[1, 1000], Gen.Long[1, 1_000_000_000_000])
            .Where((_, num, den, _) => num < den)
            .Sample(
                (comparison, num, den, of) =>
                {
                    var share = new Share(comparison, num, den);
                    var needed = share.Needed(of);
                    return share.Holds(needed, of) && !share.Holds(needed - 1, of);
                }
            );

    [Test]
    public void Nothing_is_no_share_of_nothing() =>
        Assert.That(new[] { Comparison.MoreThan, Comparison.AtLeast }.Any(comparison => new Share(comparison, 1, 2).Holds(0, 0)), Is.False);

    [TestCase(Comparison.MoreThan, 1, 1, ExpectedResult = false, TestName = "more than all is nobody")]
    [TestCase(Comparison.AtLeast, 1, 1, ExpectedResult = true, TestName = "all of them can be asked for")]
    [TestCase(Comparison.AtLeast, 0, 2, ExpectedResult = false, TestName = "nothing is no share")]
    [TestCase(Comparison.AtLeast, 3, 2, ExpectedResult = false, TestName = "nothing is more than the whole")]
    [TestCase(Comparison.MoreThan, 1, 1001, ExpectedResult = false, TestName = "no one counts in such parts")]
    public bool A_share_makes_sense(Comparison comparison, int num, int den) => new Share(comparison, num, den).MakesSense();

    [TestCase(0, 2)]
    [TestCase(2, 2)]
    public void Rules_with_a_quorum_that_makes_no_sense_are_refused_with_its_name(int num, int den) =>
        Assert.That(
            (RulesOfProcedure.Default with { Quorum = new(Comparison.MoreThan, num, den) })
                .Problems()
                .Select(p => (p.Code, p.Fields.Single().Key)),
            Is.EqualTo([("rules.no_share", "quorum")])
        );

    [Test]
    public void The_quorum_is_said_in_words() =>
        Assert.That(
            RulesOfProcedure.Default.Describe().Single(line => line.Key == "quorum").Value,
            Is.EqualTo("more than 1/2 of the members entitled to vote, present or represented")
        );

    [TestCase(-1)]
    [TestCase(11)]
    public void A_number_out_of_range_is_refused_with_its_name(int most) =>
        Assert.That(
            (RulesOfProcedure.Default with { ProxiesPerHolder = most }).Problems().Select(p => (p.Code, p.Fields.Single().Key)),
            Is.EqualTo([("rules.number_out_of_range", "proxiesPerHolder")])
        );
}
