using Assemblies.Domain.Hosting;
using CsCheck;

namespace Assemblies.Domain.Tests.Hosting;

public sealed class JourneysTests
{
    private static readonly Gen<Coordinates> Anywhere = Gen.Select(
        Gen.Double[-90, 90],
        Gen.Double[-180, 180],
        (latitude, longitude) => new Coordinates(latitude, longitude)
    );

    [TestCase(49.2, 16.61, 21_933, 914, 2_157, "PT", 9, TestName = "Brno")]
    [TestCase(61.5, 23.79, 37_515, 1_563, 3_131, "PT", 6, TestName = "Tampere")]
    [TestCase(41.15, -8.61, 47_840, 1_993, 3_131, "FI", 2, TestName = "Porto")]
    public void The_proposals_of_the_demo_network_compare(
        double latitude,
        double longitude,
        int sum,
        int mean,
        int longest,
        string longestFrom,
        int within800
    )
    {
        var journeys = Journeys.To(new(latitude, longitude), DemoMembers.All);

        Assert.Multiple(() =>
        {
            Assert.That(Math.Round(journeys.Sum), Is.EqualTo(sum));
            Assert.That(Math.Round(journeys.Mean), Is.EqualTo(mean));
            Assert.That(Math.Round(journeys.Longest!.Kilometres), Is.EqualTo(longest));
            Assert.That(journeys.Longest.From.Member, Is.EqualTo(longestFrom));
            Assert.That(journeys.Within(800), Is.EqualTo(within800));
            Assert.That(journeys.Shortest!.Kilometres, Is.Zero, "the host's own");
            Assert.That(journeys.All, Has.Count.EqualTo(24));
        });
    }

    [Test]
    public void The_spread_is_told_by_median_and_quartiles()
    {
        var journeys = Journeys.To(new(49.2, 16.61), DemoMembers.All);

        Assert.Multiple(() =>
        {
            Assert.That(Math.Round(journeys.LowerQuartile), Is.EqualTo(609));
            Assert.That(Math.Round(journeys.Median), Is.EqualTo(846));
            Assert.That(Math.Round(journeys.UpperQuartile), Is.EqualTo(1_232));
        });
    }

    [Test]
    public void Without_members_there_is_nothing_to_compare()
    {
        var journeys = Journeys.To(new(49.2, 16.61), []);

        Assert.Multiple(() =>
        {
            Assert.That((journeys.Sum, journeys.Mean, journeys.Median), Is.EqualTo((0, 0, 0)));
            Assert.That((journeys.Shortest, journeys.Longest), Is.EqualTo(((Journey?)null, (Journey?)null)));
        });
    }

    [Test]
    public void Two_members_of_one_city_count_twice()
    {
        var brno = new Coordinates(49.2, 16.61);

        var journeys = Journeys.To(new(46.06, 14.51), [new("CZ2", "Brno", brno), new("CZ", "Brno", brno)]);

        Assert.Multiple(() =>
        {
            Assert.That(journeys.All.Select(j => j.From.Member), Is.EqualTo(["CZ", "CZ2"]));
            Assert.That(journeys.Sum, Is.EqualTo(2 * journeys.Mean));
        });
    }

    [Test]
    public void Half_way_round_the_Earth_is_the_furthest() =>
        Gen.Select(Anywhere, Anywhere).Sample((a, b) => a.KilometresTo(b) is >= 0 and <= Coordinates.EarthRadiusKm * Math.PI + 1e-6);

    [Test]
    public void The_way_back_is_as_long_and_no_detour_is_shorter() =>
        Gen.Select(Anywhere, Anywhere, Anywhere)
            .Sample(
                (a, b, c) =>
                    Math.Abs(a.KilometresTo(b) - b.KilometresTo(a)) < 1e-6
                    && a.KilometresTo(b) <= a.KilometresTo(c) + c.KilometresTo(b) + 1e-6
                    && a.KilometresTo(a) < 1e-6
            );

    [Test]
    public void The_order_in_which_members_come_does_not_matter() =>
        Gen.Shuffle(DemoMembers.All)
            .Sample(members =>
                Journeys.To(new(49.2, 16.61), members).All.SequenceEqual(Journeys.To(new(49.2, 16.61), DemoMembers.All).All)
            );
}
