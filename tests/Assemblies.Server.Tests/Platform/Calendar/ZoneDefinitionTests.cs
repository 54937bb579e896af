using Assemblies.Server.Platform.Calendar;
using CsCheck;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Assemblies.Server.Tests.Platform.Calendar;

[Category("Time")]
public sealed class ZoneDefinitionTests
{
    private static IEnumerable<string> Shipped => ZoneDefinition.All.Keys;

    private static readonly string[] OfTheNetwork =
    [
        .. "Amsterdam Athens Berlin Brussels Bucharest Budapest Copenhagen Dublin Helsinki Lisbon Ljubljana London Madrid Malta Oslo Paris".Split(
            ' '
        ),
        .. "Prague Riga Rome Sofia Stockholm Tallinn Vienna Vilnius Warsaw Zagreb Zurich".Split(' '),
    ];

    [Test]
    public void Every_zone_of_the_network_has_a_definition() =>
        Assert.That(OfTheNetwork.Select(city => "Europe/" + city), Is.SubsetOf(Shipped));

    [TestCaseSource(nameof(Shipped))]
    public void The_zone_data_agrees_for_decades(string id) =>
        Assert.That(ZoneDefinition.All[id].Agrees(DateTimeZoneProviders.Tzdb[id], 2020, 2040), Is.True);

    [TestCaseSource(nameof(Shipped))]
    public void A_second_parser_puts_every_hour_around_a_change_where_the_zone_data_does(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var around = new Interval(Instant.FromUtc(2025, 1, 1, 0, 0), Instant.FromUtc(2030, 1, 1, 0, 0));
        var hours = zone.GetZoneIntervals(around)
            .Skip(1)
            .SelectMany(interval => Enumerable.Range(-6, 13).Select(quarter => interval.Start + Duration.FromMinutes(30 * quarter)))
            .Select(instant => zone.MapLocal(instant.InZone(zone).LocalDateTime))
            .Where(mapping => mapping.Count == 1) // a doubled hour is read in two ways
            .Select(mapping => mapping.Single())
            .ToArray();
        Assert.That(hours, Has.Length.GreaterThan(80));

        var item = Entries.OpenMeeting with { When = Entries.At(id, new(2027, 4, 21, 14, 0), new(2027, 4, 21, 18, 30)) };
        var probes = hours.Select(hour => LocalDateTimePattern.ExtendedIso.Format(hour.LocalDateTime)).ToArray();
        var read = SecondParser.Read(CalendarWriter.Request(item), probes);

        Assert.That(read.Zones.Keys, Is.EqualTo(new[] { id }));
        Assert.That(read.Zones[id], Is.EqualTo(hours.Select(hour => InstantPattern.ExtendedIso.Format(hour.ToInstant()))));
    }

    [Test]
    public void Dublin_has_its_summer_hour_in_summer()
    {
        var text = CalendarWriter.Request(
            Entries.OpenMeeting with
            {
                When = Entries.At("Europe/Dublin", new(2027, 4, 21, 14, 0), new(2027, 4, 21, 18, 30)),
            }
        );

        Assert.That(text, Does.Contain("BEGIN:DAYLIGHT\r\nDTSTART:19960331T010000\r\n"));
        Assert.That(text, Does.Contain("TZNAME:IST\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT"));
        Assert.That(text, Does.Contain("TZNAME:GMT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD"));
    }

    [Test]
    public void A_country_that_leaves_the_rule_within_two_years_goes_out_in_utc()
    {
        var leaves = new SummerForEver("Europe/Vienna", from: Instant.FromUtc(2029, 3, 25, 1, 0));

        Assert.That(ZoneDefinition.For(leaves, 2026, 2026), Is.Not.Null);
        Assert.That(ZoneDefinition.For(leaves, 2027, 2027), Is.Null);
    }

    [Test]
    public void A_year_in_which_a_country_had_no_summer_time_is_not_proved() =>
        Assert.That(ZoneDefinition.For(DateTimeZoneProviders.Tzdb["Europe/Vilnius"], 2001, 2001), Is.Null);

    [Test]
    public void Any_time_in_any_zone_is_read_where_the_zone_data_puts_it()
    {
        string[] zones = [.. Shipped, "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Europe/Istanbul", "Europe/Chisinau"];
        var items = Gen.Select(Gen.Int[0, zones.Length - 1], Gen.Int[0, 10 * 365 * 96], Gen.Int[1, 200])
            .Select((zone, quarter, length) => At(zones[zone], new LocalDateTime(2024, 1, 1, 0, 0).PlusMinutes(15 * quarter), 15 * length))
            .Where(time => IsPlain(time.Start, time.Zone) && IsPlain(time.End, time.Zone))
            .Array[500]
            .Single();

        var read = SecondParser.Read(items.Select(time => CalendarWriter.Request(Entries.OpenMeeting with { When = time })));

        Assert.That(
            read.Select(calendar => (calendar.Events[0].Start.Utc, calendar.Events[0].End.Utc)),
            Is.EqualTo(items.Select(time => (Utc(time.Start, time.Zone), Utc(time.End, time.Zone))))
        );
    }

    [TestCase(
        "America/New_York",
        "2027-03-14T02:30",
        "20270314T073000Z",
        TestName = "a skipped time counts with the offset before the gap"
    )]
    [TestCase("America/New_York", "2027-11-07T01:30", "20271107T053000Z", TestName = "a doubled time is the first of the two")]
    public void Written_in_utc(string zone, string start, string utc)
    {
        var local = LocalDateTimePattern.GeneralIso.Parse(start + ":00").Value;

        Assert.That(
            CalendarWriter.Request(Entries.OpenMeeting with { When = At(zone, local, 120) }),
            Does.Contain($"\r\nDTSTART:{utc}\r\n")
        );
    }

    private static CalendarTime.Timed At(string zone, LocalDateTime start, int minutes) =>
        Entries.At(zone, start, start.PlusMinutes(minutes));

    private static bool IsPlain(LocalDateTime time, DateTimeZone zone) => zone.MapLocal(time).Count == 1;

    private static string Utc(LocalDateTime time, DateTimeZone zone) =>
        InstantPattern.ExtendedIso.Format(time.InZoneStrictly(zone).ToInstant());

    private sealed class SummerForEver(string id, Instant from) : DateTimeZone(id, false, Offset.FromHours(1), Offset.FromHours(2))
    {
        private readonly DateTimeZone before = DateTimeZoneProviders.Tzdb[id];

        public override ZoneInterval GetZoneInterval(Instant instant) =>
            instant >= from
                ? new ZoneInterval("CEST", from, null, Offset.FromHours(2), Offset.FromHours(1))
                : before.GetZoneInterval(instant);
    }
}
