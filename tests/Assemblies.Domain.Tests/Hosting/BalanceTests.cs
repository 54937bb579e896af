using Assemblies.Domain.Hosting;

namespace Assemblies.Domain.Tests.Hosting;

public sealed class BalanceTests
{
    private static readonly HostedAssembly[] Held =
    [
        new("GA-2018-2", "FI", "FI", new(2018, 10, 17)),
        new("GA-2023-2", "PT", "PT", new(2023, 10, 11)),
        new("GA-2024-1", "AT", "AT", new(2024, 4, 17)),
        new("GA-2024-2", "LT", "LT", new(2024, 10, 9)),
        new("GA-2025-1", "BE", "BE", new(2025, 5, 14)),
        new("GA-2025-2", "IT", "IT", new(2025, 10, 15)),
        new("GA-2026-1", "DK", "DK", new(2026, 4, 15)),
        new("GA-2026-2", "ES", "ES", new(2026, 10, 14)),
        new("GA-2027-1", "SI", "SI", new(2027, 4, 21)),
    ];

    [Test]
    public void The_last_eight_assemblies_of_the_demo_network_by_region()
    {
        var balance = Balance.Of(Held.Reverse());

        Assert.Multiple(() =>
        {
            Assert.That(
                balance.Sentence,
                Is.EqualTo(
                    "Of the last eight assemblies three were in the South, two in the North, two in the Centre and South-East, one in the West."
                )
            );
            Assert.That(
                balance.Regions.Select(r => (r.Region, r.Count)),
                Is.EqualTo([("South", 3), ("North", 2), ("Centre and South-East", 2), ("West", 1)])
            );
            Assert.That(balance.Assemblies[0].Code, Is.EqualTo("GA-2027-1"), "the latest first");
        });
    }

    [Test]
    public void Regions_that_never_hosted_are_named() =>
        Assert.That(
            Balance.Of(Held, last: 2).Sentence,
            Is.EqualTo(
                "Of the last two assemblies one was in the Centre and South-East, one in the South, none in the North, none in the West."
            )
        );

    [Test]
    public void A_country_that_the_table_does_not_know_is_not_lost()
    {
        var balance = Balance.Of([new("GA-2030-1", "GE", "GE", new(2030, 4, 1))]);

        Assert.That(balance.Regions.Where(r => r.Count > 0).Select(r => r.Region), Is.EqualTo(new string?[] { null }));
    }

    [Test]
    public void The_table_can_be_another_one()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal) { ["SI"] = "Alps", ["ES"] = "Iberia" };

        Assert.That(Balance.Of(Held, 2, table).Sentence, Is.EqualTo("Of the last two assemblies one was in the Alps, one in the Iberia."));
    }

    [Test]
    public void Nothing_held_yet_is_said() => Assert.That(Balance.Of([]).Sentence, Is.EqualTo("No assembly has been held yet."));

    [TestCase("CZ", "Never")]
    [TestCase("FI", "GA-2018-2, nine years before")]
    [TestCase("PT", "GA-2023-2, four years before")]
    [TestCase("ES", "GA-2026-2, one year before")]
    [TestCase("SI", "GA-2027-1, the same year")]
    [TestCase("GR", "GA-2028-1, to come")]
    public void When_a_member_hosted_last(string host, string words) =>
        Assert.That(Balance.LastHosted([.. Held, new("GA-2028-1", "GR", "GR", new(2028, 4, 19))], host, 2027), Is.EqualTo(words));

    [Test]
    public void Every_country_of_the_demo_network_has_a_region() =>
        Assert.That(DemoMembers.All.Where(m => !Regions.Default.ContainsKey(m.Member)), Is.Empty);
}
