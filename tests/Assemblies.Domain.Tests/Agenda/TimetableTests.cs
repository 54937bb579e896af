using Assemblies.Domain.Agenda;
using NodaTime;
using static Assemblies.Domain.Tests.Agenda.Programme;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class TimetableTests
{
    private static readonly LocalDate Day = new(2027, 4, 22);

    [Test]
    public void Day_1_of_the_demo_network_follows_from_its_minutes()
    {
        var timetable = Timetable.Of(Day.At(new(8, 30)), DemoDay1());

        Assert.Multiple(() =>
        {
            Assert.That(
                timetable.Slots.Select(s => s.Times),
                Is.EqualTo([
                    "08:30–09:00",
                    "09:00–09:15",
                    "09:15–09:25",
                    "09:25–09:35",
                    "09:35–09:50",
                    "09:50–10:45",
                    "10:45–11:00",
                    "11:00–12:30",
                    "12:30–14:30",
                    "14:30–15:00",
                    "15:00–15:40",
                ])
            );
            Assert.That(timetable.Findings, Is.Empty);
            Assert.That(timetable.CanBePublished, Is.True);
        });
    }

    [Test]
    public void An_overrun_is_said_at_the_line_that_runs_over_and_pushes_nothing()
    {
        var lines = DemoDay1();
        lines[5] = lines[5] with { Minutes = 60 };

        var timetable = Timetable.Of(Day.At(new(8, 30)), lines);

        Assert.Multiple(() =>
        {
            Assert.That(
                timetable.Findings,
                Is.EqualTo([
                    new TimetableFinding(
                        TimetableFindingKind.Overrun,
                        lines[7].Id,
                        5,
                        "Ends at 12:35, five minutes into “Lunch and site visit”, which is fixed at 12:30. "
                            + "Shorten an item before it, or move “Lunch and site visit”."
                    ),
                ])
            );
            Assert.That(timetable.CanBePublished, Is.False);
            Assert.That(timetable[lines[7].Id].Times, Is.EqualTo("11:05–12:35"));
            Assert.That(timetable[lines[8].Id].Times, Is.EqualTo("12:30–14:30"));
            Assert.That(timetable[lines[9].Id].Times, Is.EqualTo("14:30–15:00"));
        });
    }

    [Test]
    public void Parallel_sessions_stand_side_by_side_by_their_letters_and_last_as_long_as_the_longest()
    {
        TimetableLine[] lines =
        [
            Line(1, "Break", 30),
            Line(2, "Roundtable B", 50) with
            {
                Parallel = 'B',
            },
            Line(3, "Roundtable A", 60) with
            {
                Parallel = 'A',
            },
            Line(4, "Roundtable D", 45) with
            {
                Parallel = 'D',
            },
            Line(5, "Report back", 15),
        ];

        var timetable = Timetable.Of(Day.At(new(15, 45)), lines);

        Assert.Multiple(() =>
        {
            Assert.That(
                timetable.Slots.Select(s => s.Line.Title),
                Is.EqualTo(["Break", "Roundtable A", "Roundtable B", "Roundtable D", "Report back"])
            );
            Assert.That(
                timetable.Slots.Select(s => s.Times),
                Is.EqualTo(["15:45–16:15", "16:15–17:15", "16:15–17:05", "16:15–17:00", "17:15–17:30"])
            );
            Assert.That(timetable.Lines, Is.EqualTo(lines), "as they were given");
            Assert.That(timetable.Findings, Is.Empty);
        });
    }

    [Test]
    public void A_letter_that_comes_again_begins_the_next_group()
    {
        TimetableLine[] lines =
        [
            Line(1, "A1", 60) with
            {
                Parallel = 'A',
            },
            Line(2, "B1", 60) with
            {
                Parallel = 'B',
            },
            Line(3, "A2", 30) with
            {
                Parallel = 'A',
            },
            Line(4, "B2", 30) with
            {
                Parallel = 'B',
            },
        ];

        Assert.That(
            Timetable.Of(Day.At(new(9, 0)), lines).Blocks.Select(b => (b.Slots.Count, b.Start.TimeOfDay, b.End.TimeOfDay)),
            Is.EqualTo([(2, new LocalTime(9, 0), new LocalTime(10, 0)), (2, new LocalTime(10, 0), new LocalTime(10, 30))])
        );
    }

    [Test]
    public void A_group_starts_where_one_of_its_sessions_is_fixed_and_an_overrun_into_it_is_seen()
    {
        TimetableLine[] lines =
        [
            Line(1, "Panel", 40),
            Line(2, "Roundtable A", 60) with
            {
                Parallel = 'A',
            },
            Line(3, "Roundtable B", 30) with
            {
                Parallel = 'B',
                FixedStart = new(10, 30),
            },
        ];

        var timetable = Timetable.Of(Day.At(new(10, 0)), lines);

        Assert.Multiple(() =>
        {
            Assert.That(timetable.Slots.Select(s => s.Times), Is.EqualTo(["10:00–10:40", "10:30–11:30", "10:30–11:00"]));
            Assert.That(
                timetable.Findings.Select(f => (f.Kind, f.Line, f.Minutes)),
                Is.EqualTo([(TimetableFindingKind.Overrun, Key(1), 10)])
            );
        });
    }

    [Test]
    public void Time_without_a_plan_before_a_fixed_start_is_said_and_blocks_nothing()
    {
        TimetableLine[] lines = [Line(1, "Networking", 60), Line(2, "Members’ walking dinner", 150) with { FixedStart = new(19, 30) }];

        var timetable = Timetable.Of(Day.At(new(17, 30)), lines);

        Assert.Multiple(() =>
        {
            Assert.That(
                timetable.Findings.Select(f => f.Sentence),
                Is.EqualTo(["Nothing is planned from 18:30 to 19:30, one hour before “Members’ walking dinner”."])
            );
            Assert.That(timetable.CanBePublished, Is.True);
        });
    }

    [Test]
    public void A_fixed_start_in_the_wrong_place_is_told_from_an_overrun()
    {
        TimetableLine[] lines =
        [
            Line(1, "Opening", 60) with
            {
                Number = 1,
            },
            Line(2, "Budget", 60) with
            {
                Number = 2,
            },
            Line(3, "Coffee", 15) with
            {
                FixedStart = new(9, 30),
            },
        ];

        Assert.That(
            Timetable.Of(Day.At(new(9, 0)), lines).Findings.Select(f => f.Sentence),
            Is.EqualTo([
                "Ends at 10:00, 30 minutes into “Coffee”, which is fixed at 09:30. Shorten an item before it, or move “Coffee”.",
                "Fixed at 09:30, but item 2 stands before it and starts at 10:00. Change their order, or fix another start.",
            ])
        );
    }

    [Test]
    public void A_fixed_start_before_the_meeting_is_refused()
    {
        TimetableLine[] lines = [Line(1, "Check-in", 30) with { FixedStart = new(8, 0) }];

        var timetable = Timetable.Of(Day.At(new(8, 30)), lines);

        Assert.Multiple(() =>
        {
            Assert.That(
                timetable.Findings.Select(f => f.Sentence),
                Is.EqualTo(["Fixed at 08:00, 30 minutes before the meeting begins. Fix a later start, or let the meeting begin earlier."])
            );
            Assert.That(timetable.CanBePublished, Is.False);
        });
    }

    [Test]
    public void Public_case_C56_a_programme_over_midnight_stays_one_day_and_says_plus_one_day()
    {
        TimetableLine[] lines =
        [
            Line(1, "Dinner", 180),
            Line(2, "Concert", 90),
            Line(3, "Night bus", 30) with
            {
                FixedStart = new(0, 45),
                FixedDay = 1,
            },
        ];

        var timetable = Timetable.Of(Day.At(new(20, 0)), lines);

        Assert.Multiple(() =>
        {
            Assert.That(timetable.Slots.Select(s => s.Times), Is.EqualTo(["20:00–23:00", "23:00–00:30 +1 day", "00:45–01:15 +1 day"]));
            Assert.That(timetable.Slots.Select(s => s.Day), Is.All.EqualTo(Day));
            Assert.That(timetable.Slots.Select(s => s.Line.Id), Is.EqualTo([Key(1), Key(2), Key(3)]), "each once");
            Assert.That(timetable.Findings.Select(f => f.Kind), Is.EqualTo([TimetableFindingKind.PastMidnight, TimetableFindingKind.Idle]));
            Assert.That(timetable.CanBePublished, Is.True);
        });
    }

    [Test]
    public void On_the_night_of_the_clock_change_local_times_still_follow_from_minutes()
    {
        var night = new LocalDate(2027, 3, 28);

        var timetable = Timetable.Of(night.At(new(1, 30)), [Line(1, "Vigil", 60), Line(2, "Breakfast", 30)]);

        Assert.That(
            timetable.Slots.Select(s => s.Times),
            Is.EqualTo(["01:30–02:30", "02:30–03:00"]),
            "what 02:30 is on that night, the zone decides"
        );
    }

    [Test]
    public void What_ends_after_the_meeting_is_to_end_is_said_and_blocks_nothing()
    {
        TimetableLine[] lines = [Line(1, "Report back", 60), Line(2, "Members’ walking dinner", 150) with { FixedStart = new(19, 30) }];

        var timetable = Timetable.Of(Day.At(new(18, 30)), lines, Day.At(new(18, 30)));

        Assert.Multiple(() =>
        {
            Assert.That(
                timetable.Findings.Select(f => (f.Kind, f.Line, f.Sentence)),
                Is.EqualTo([(TimetableFindingKind.PastEnd, Key(1), "Ends at 19:30, one hour after the meeting is to end (18:30).")])
            );
            Assert.That(timetable.CanBePublished, Is.True);
            Assert.That(timetable.ShiftFrom(Key(1), -60).Findings.Select(f => f.Kind), Does.Contain(TimetableFindingKind.PastEnd));
        });
    }

    [Test]
    public void A_line_has_one_start()
    {
        var line = Line(1, "Opening", 15);

        Assert.That(() => Timetable.Of(Day.At(new(9, 0)), [line, line]), Throws.ArgumentException);
    }
}
