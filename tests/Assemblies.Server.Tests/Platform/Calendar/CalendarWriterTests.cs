using System.Globalization;
using System.Text;
using Assemblies.Server.Platform.Calendar;
using NodaTime;
using static Assemblies.Server.Tests.Platform.Calendar.Entries;

namespace Assemblies.Server.Tests.Platform.Calendar;

[Category("Time")]
public sealed class CalendarWriterTests
{
    private static readonly string[] Sent =
    [
        "ATTENDEE",
        "CLASS",
        "DESCRIPTION",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "LAST-MODIFIED",
        "LOCATION",
        "ORGANIZER",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "UID",
        "URL",
    ];

    [Test]
    public void A_request_is_this_very_text() =>
        Assert.That(
            CalendarWriter.Request(OpenMeeting).Split("\r\n"),
            Is.EqualTo(
                """
                BEGIN:VCALENDAR
                CALSCALE:GREGORIAN
                METHOD:REQUEST
                PRODID:-//Assemblies//Assemblies//EN
                VERSION:2.0
                BEGIN:VTIMEZONE
                TZID:Europe/Ljubljana
                X-LIC-LOCATION:Europe/Ljubljana
                BEGIN:DAYLIGHT
                DTSTART:19960331T020000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
                TZNAME:CEST
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                END:DAYLIGHT
                BEGIN:STANDARD
                DTSTART:19961027T030000
                RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
                TZNAME:CET
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                ATTENDEE;CN=Tomasz Zieliński;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTST
                 AT=NEEDS-ACTION;RSVP=TRUE:mailto:head@pl.stem.example.org
                CLASS:PUBLIC
                DESCRIPTION:Cankarjev dom\, Ljubljana\, and online.\nQuestions? Write to An
                 na de Vries.
                DTEND;TZID=Europe/Ljubljana:20270421T183000
                DTSTAMP:20270201T083015Z
                DTSTART;TZID=Europe/Ljubljana:20270421T140000
                LAST-MODIFIED:20270201T083015Z
                LOCATION:Cankarjev dom\, Prešernova cesta 10\, Ljubljana
                ORGANIZER;CN=STEM Platforms of Europe:mailto:meetings@assemblies.example.or
                 g
                SEQUENCE:0
                STATUS:CONFIRMED
                SUMMARY:Open meeting: STEM skills for Europe
                TRANSP:OPAQUE
                UID:0192f0a0-0000-7000-8000-000000000001@assemblies.example.org
                URL:https://assemblies.example.org/assemblies/GA-2027-1
                END:VEVENT
                END:VCALENDAR

                """.ReplaceLineEndings("\n").Split('\n')
            )
        );

    [Test]
    public void A_request_addresses_one_attendee_and_is_opaque()
    {
        var read = SecondParser.Read(CalendarWriter.Request(OpenMeeting with { Alarm = Duration.FromMinutes(30) }));

        Assert.That(read.Properties["METHOD"], Is.EqualTo("REQUEST"));
        var entry = read.Events.Single();
        Assert.That(entry.Properties, Is.EquivalentTo(Sent));
        Assert.That(
            entry.Attendees.Single(),
            Is.EqualTo(
                new ReadPerson(
                    "mailto:head@pl.stem.example.org",
                    "Tomasz Zieliński",
                    "INDIVIDUAL",
                    "REQ-PARTICIPANT",
                    "NEEDS-ACTION",
                    "TRUE"
                )
            )
        );
        Assert.That(entry.Organizer.Address, Is.EqualTo("mailto:meetings@assemblies.example.org"));
        Assert.That(entry.Values["TRANSP"], Is.EqualTo("OPAQUE"));
        Assert.That(entry.Alarms.Single(), Is.EqualTo(new[] { "DISPLAY", OpenMeeting.Summary, "-PT30M" }));
    }

    [Test]
    public void A_guest_of_an_open_meeting_is_optional_and_keeps_its_answer()
    {
        var guest = OpenMeeting.Attendee! with { Role = CalendarRole.Optional, Participation = CalendarParticipation.Accepted };

        var entry = SecondParser.Read(CalendarWriter.Request(OpenMeeting with { Attendee = guest, Sequence = 3 })).Events.Single();

        Assert.That((entry.Attendees[0].Role, entry.Attendees[0].Partstat), Is.EqualTo(("OPT-PARTICIPANT", "ACCEPTED")));
        Assert.That(entry.Values["SEQUENCE"], Is.EqualTo("3"));
    }

    [Test]
    public void A_cancellation_repeats_the_entry_and_its_attendee_without_an_alarm()
    {
        var read = SecondParser.Read(CalendarWriter.Cancel(OpenMeeting with { Sequence = 2, Alarm = Duration.FromMinutes(30) }));

        Assert.That(read.Properties["METHOD"], Is.EqualTo("CANCEL"));
        var entry = read.Events.Single();
        Assert.That(entry.Properties, Is.EquivalentTo(Sent));
        Assert.That(entry.Values["STATUS"], Is.EqualTo("CANCELLED"));
        Assert.That(entry.Values["UID"], Is.EqualTo(OpenMeeting.Uid));
        Assert.That(entry.Values["SEQUENCE"], Is.EqualTo("2"));
        Assert.That(entry.Start.Utc, Is.EqualTo("2027-04-21T12:00:00Z"));
        Assert.That(entry.Attendees.Single().Address, Is.EqualTo("mailto:head@pl.stem.example.org"));
        Assert.That(entry.Alarms, Is.Empty);
    }

    [Test]
    public void A_feed_has_a_name_and_a_rhythm_and_no_attendee()
    {
        var read = SecondParser.Read(CalendarWriter.Publish([OpenMeeting, Day1, Day2], "GA-2027-1 in Ljubljana", Duration.FromHours(4)));

        Assert.That(
            read.Properties,
            Is.EquivalentTo(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["CALSCALE"] = "GREGORIAN",
                    ["METHOD"] = "PUBLISH",
                    ["NAME"] = "GA-2027-1 in Ljubljana",
                    ["PRODID"] = "-//Assemblies//Assemblies//EN",
                    ["REFRESH-INTERVAL"] = "PT240M",
                    ["VERSION"] = "2.0",
                    ["X-PUBLISHED-TTL"] = "PT240M",
                    ["X-WR-CALNAME"] = "GA-2027-1 in Ljubljana",
                }
            )
        );
        Assert.That(read.Events.Select(entry => entry.Values["UID"]), Is.EqualTo(new[] { OpenMeeting.Uid, Day1.Uid, Day2.Uid }));
        Assert.That(read.Events.Select(entry => entry.Properties), Is.All.EquivalentTo(Sent.Except(["ATTENDEE"])));
        Assert.That(read.Zones.Keys, Is.EqualTo(new[] { "Europe/Ljubljana" }), "one definition, however many use it");
    }

    [Test]
    public void An_empty_feed_can_be_read() =>
        Assert.That(SecondParser.Read(CalendarWriter.Publish([], "Mine", Duration.FromHours(4))).Events, Is.Empty);

    [Test]
    public void The_same_item_gives_the_same_text_in_any_culture()
    {
        var first = CalendarWriter.Request(OpenMeeting);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "tr-TR", "ar-SA", "sl-SI" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.That(CalendarWriter.Request(OpenMeeting), Is.EqualTo(first), name);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void Public_case_C01_every_zone_used_is_defined_in_the_same_calendar()
    {
        var text = CalendarWriter.Request(Day1);

        var read = SecondParser.Read(text);
        Assert.That(
            read.Events.Single().Start,
            Is.EqualTo(new ReadTime("20270422T083000", false, "Europe/Ljubljana", "2027-04-22T06:30:00Z"))
        );
        Assert.That(read.Zones.Keys, Is.EqualTo(new[] { "Europe/Ljubljana" }));
        var again = Ical.Net.Calendar.Load(text)!;
        Assert.That(again.Events.Single().DtStart!.AsUtc, Is.EqualTo(new DateTime(2027, 4, 22, 6, 30, 0, DateTimeKind.Utc)));
        Assert.That(again.TimeZones.Select(zone => zone.TzId), Is.EqualTo(new[] { "Europe/Ljubljana" }));
    }

    [Test]
    public void Public_case_C05_all_day_items_end_on_the_day_after_the_last()
    {
        var read = SecondParser.Read(CalendarWriter.Publish([Deadline, Umbrella], "Mine", Duration.FromHours(4)));

        Assert.That(
            read.Events.Select(entry => (entry.Start.Text, entry.End.Text, entry.Start.IsDate && entry.End.IsDate, entry.Values["TRANSP"])),
            Is.EqualTo(new[] { ("20270408", "20270409", true, "TRANSPARENT"), ("20270422", "20270424", true, "TRANSPARENT") })
        );
        Assert.That(read.Zones, Is.Empty);
    }

    [Test]
    public void Public_case_C06_the_night_between_two_days_is_free()
    {
        var read = SecondParser.Read(CalendarWriter.Publish([Day1, Day2, Umbrella], "Mine", Duration.FromHours(4)));

        var busy = read.Events.Where(entry => entry.Values["TRANSP"] is "OPAQUE").Select(entry => (entry.Start.Utc, entry.End.Utc));
        Assert.That(
            busy,
            Is.EqualTo(new[] { ("2027-04-22T06:30:00Z", "2027-04-22T15:30:00Z"), ("2027-04-23T07:00:00Z", "2027-04-23T13:00:00Z") })
        );
    }

    [Test]
    public void Public_case_C10_a_long_title_in_three_scripts_comes_back_whole()
    {
        var title = string.Concat(Enumerable.Repeat("Générale – Žižek 🏔 – Наука Напред, ", 7))[..200].TrimEnd();

        var text = CalendarWriter.Request(OpenMeeting with { Summary = title });

        Assert.That(SecondParser.Read(text).Events.Single().Values["SUMMARY"], Is.EqualTo(title));
        Assert.That(text, Does.Not.Contain('\uFFFD'));
        Assert.That(text.Split("\r\n").Select(Encoding.UTF8.GetByteCount), Is.All.LessThanOrEqualTo(75));
    }

    [TestCase("Europe/Brussels", 3, 27, 28, "2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z")]
    [TestCase("Europe/Ljubljana", 10, 30, 31, "2027-10-30T07:00:00Z", "2027-10-31T08:00:00Z")]
    [TestCase("Europe/Dublin", 3, 27, 28, "2027-03-27T09:00:00Z", "2027-03-28T08:00:00Z")]
    [TestCase("Europe/Helsinki", 10, 30, 31, "2027-10-30T06:00:00Z", "2027-10-31T07:00:00Z")]
    public void Two_days_over_a_change_of_clocks_both_start_at_nine(string zone, int month, int day1, int day2, string utc1, string utc2)
    {
        CalendarItem On(CalendarItem item, int day) =>
            item with
            {
                When = At(zone, new(2027, month, day, 9, 0), new(2027, month, day, 17, 0)),
            };

        var read = SecondParser.Read(CalendarWriter.Publish([On(Day1, day1), On(Day2, day2)], "Mine", Duration.FromHours(4)));

        Assert.That(
            read.Events.Select(entry => (entry.Start.Text[8..], entry.Start.Zone, entry.Start.Utc)),
            Is.EqualTo(new[] { ("T090000", zone, utc1), ("T090000", zone, utc2) })
        );
    }

    [TestCase("America/New_York", "20270421T180000Z")]
    [TestCase("Asia/Kathmandu", "20270421T081500Z")]
    [TestCase("UTC", "20270421T140000Z")]
    public void A_zone_without_a_definition_of_ours_is_written_in_utc(string zone, string start)
    {
        var text = CalendarWriter.Request(OpenMeeting with { When = At(zone, new(2027, 4, 21, 14, 0), new(2027, 4, 21, 18, 30)) });

        Assert.That(text, Does.Contain($"\r\nDTSTART:{start}\r\n"));
        Assert.That(text, Does.Not.Contain("TZID").And.Not.Contain("VTIMEZONE"));
    }

    [Test]
    public void Addresses_keep_their_case_and_their_signs()
    {
        var attendee = OpenMeeting.Attendee! with { Address = "Sean.O'Neill+ga%27@IE.stem.example.org" };

        var entry = SecondParser.Read(CalendarWriter.Request(OpenMeeting with { Attendee = attendee })).Events.Single();

        Assert.That(entry.Attendees.Single().Address, Is.EqualTo("mailto:Sean.O'Neill+ga%2527@IE.stem.example.org"));
    }

    [Test]
    public void What_is_not_given_is_not_written()
    {
        var bare = OpenMeeting with
        {
            Description = " \r\n",
            Location = "",
            Url = null,
            Attendee = OpenMeeting.Attendee! with { Name = "\t" },
        };

        var entry = SecondParser.Read(CalendarWriter.Request(bare)).Events.Single();

        Assert.That(entry.Properties, Is.EquivalentTo(Sent.Except(["DESCRIPTION", "LOCATION", "URL"])));
        Assert.That(entry.Attendees.Single().Cn, Is.Null);
    }
}
