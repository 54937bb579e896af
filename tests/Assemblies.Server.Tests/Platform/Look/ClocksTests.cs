using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Tests.Platform.Look;

[Category("Time")]
public sealed class ClocksTests
{
    private static readonly DateTimeZone Ljubljana = DateTimeZoneProviders.Tzdb["Europe/Ljubljana"];
    private static readonly LocalDateTime Start = new(2027, 4, 21, 14, 0);
    private static readonly LocalDateTime End = new(2027, 4, 21, 18, 30);

    [TestCase("Europe/Ljubljana", ExpectedResult = "Ljubljana time")]
    [TestCase("Europe/Warsaw", ExpectedResult = "Ljubljana time, the same as in Warsaw")]
    [TestCase("Europe/Helsinki", ExpectedResult = "Ljubljana time; in Helsinki 15:00 to 19:30")]
    [TestCase("Pacific/Auckland", ExpectedResult = "Ljubljana time; in Auckland 00:00 to 04:30 on Thursday 22 April")]
    public string The_venues_time_comes_first_and_the_readers_beside_it_when_it_differs(string reader) =>
        Clocks.ZoneOf(Start, End, Ljubljana, null, DateTimeZoneProviders.Tzdb[reader]);

    [TestCase("Europe/Ljubljana", ExpectedResult = "Times are Ljubljana time (CEST, UTC+2).")]
    [TestCase("Europe/Warsaw", ExpectedResult = "Times are Ljubljana time (CEST, UTC+2). They are the same in Warsaw.")]
    [TestCase(
        "Europe/Helsinki",
        ExpectedResult = "Times are Ljubljana time (CEST, UTC+2). Below each stands your own: Helsinki, one hour later."
    )]
    [TestCase(
        "Europe/Lisbon",
        ExpectedResult = "Times are Ljubljana time (CEST, UTC+2). Below each stands your own: Lisbon, one hour earlier."
    )]
    [TestCase(
        "Asia/Kolkata",
        ExpectedResult = "Times are Ljubljana time (CEST, UTC+2). Below each stands your own: Kolkata, three hours 30 minutes later."
    )]
    public string A_programme_says_above_it_which_clock_it_goes_by(string reader) =>
        Clocks.Legend(Start, Ljubljana, null, DateTimeZoneProviders.Tzdb[reader]);

    [Test]
    public void A_meeting_over_midnight_names_both_days() =>
        Assert.That(
            Clocks.Span(new(2027, 4, 21, 19, 30), new LocalDateTime(2027, 4, 22, 0, 30)),
            Is.EqualTo("Wednesday 21 April 2027, 19:30 to Thursday 22 April, 00:30")
        );

    [TestCase("Europe/Brussels", ExpectedResult = "Brussels time")]
    [TestCase("Europe/Helsinki", ExpectedResult = "Brussels time (00:59 on the 9th in Helsinki)")]
    [TestCase("Europe/Lisbon", ExpectedResult = "Brussels time (22:59 in Lisbon)")]
    public string A_deadline_is_the_last_minute_of_its_day_in_Brussels(string reader) =>
        Clocks.DeadlineZone(new(2027, 4, 8), Clocks.Brussels, DateTimeZoneProviders.Tzdb[reader]);

    [TestCase("2027-04-21", "2027-04-23", ExpectedResult = "21 to 23 April 2027")]
    [TestCase("2027-03-30", "2027-04-01", ExpectedResult = "30 March to 1 April 2027")]
    [TestCase("2026-12-31", "2027-01-02", ExpectedResult = "31 December 2026 to 2 January 2027")]
    [TestCase("2027-04-21", "2027-04-21", ExpectedResult = "21 April 2027")]
    public string Days_say_no_more_than_needed(string from, string to) =>
        Clocks.Days(NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value, NodaTime.Text.LocalDatePattern.Iso.Parse(to).Value);

    [Test]
    public void Clocks_go_forward_between_two_days_of_an_assembly_and_each_day_has_its_own_offset()
    {
        var auckland = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];

        Assert.Multiple(() =>
        {
            Assert.That(Clocks.Own(new(2027, 3, 27, 9, 0), Ljubljana, auckland), Is.EqualTo("21:00 in Auckland"));
            Assert.That(Clocks.Own(new(2027, 3, 28, 9, 0), Ljubljana, auckland), Is.EqualTo("20:00 in Auckland"));
        });
    }

    [Test]
    public void Something_that_happened_at_a_venue_has_its_time_first_and_the_readers_where_it_differs()
    {
        var at = Instant.FromUtc(2027, 4, 29, 9, 0);
        Assert.That(
            Clocks.Moment(at, Ljubljana, DateTimeZoneProviders.Tzdb["Europe/Helsinki"]),
            Is.EqualTo("29 April 2027, 11:00 in Ljubljana (12:00 in Helsinki)")
        );
        Assert.That(Clocks.Moment(at, Ljubljana, Clocks.Brussels), Is.EqualTo("29 April 2027, 11:00 in Ljubljana"));
    }
}
