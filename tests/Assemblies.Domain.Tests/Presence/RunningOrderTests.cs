using Assemblies.Domain.Presence;

namespace Assemblies.Domain.Tests.Presence;

public sealed class RunningOrderTests
{
    [Test]
    public void Before_it_is_opened_the_programme_stands_as_planned()
    {
        var day = new Day("09:00", "15 Opening", "10 Agenda", "15 pause Break");
        Assert.That(day.Lines("10:30"), Is.EqualTo(["next 09:00–09:15 Opening", "next 09:15–09:25 Agenda", "next 09:25–09:40 Break"]));
    }

    [Test]
    public void What_takes_longer_moves_what_follows()
    {
        var day = new Day("09:00", "15 Opening", "10 Agenda", "30 Report");
        day.Open("09:00");
        day.GoTo("Opening", "09:00");
        Assert.That(day.Lines("09:10"), Is.EqualTo(["now 09:00–09:15 Opening", "next 09:15–09:25 Agenda", "next 09:25–09:55 Report"]));
        Assert.That(day.Lines("09:20"), Is.EqualTo(["now 09:00–09:20 Opening", "next 09:20–09:30 Agenda", "next 09:30–10:00 Report"]));

        day.GoTo("Agenda", "09:25");
        var order = RunningOrder.Of(day.Published, day.Sitting, Day.At("09:26"));
        Assert.That(day.Lines("09:26"), Is.EqualTo(["done 09:00–09:25 Opening", "now 09:25–09:35 Agenda", "next 09:35–10:05 Report"]));
        Assert.That(
            order.Lines.Select(l => l.Delay),
            Is.EqualTo(new string?[] { null, "ten minutes later than planned", "ten minutes later than planned" })
        );
        Assert.That((order.OverEnd, RunningOrder.DelayOf(order.OverEnd)), Is.EqualTo((10, "ten minutes later than planned")));
    }

    [Test]
    public void Who_is_early_is_early_and_says_so()
    {
        var day = new Day("09:00", "15 Opening", "10 Agenda");
        day.Open("09:00");
        day.GoTo("Opening", "09:00");
        day.GoTo("Agenda", "09:10");
        var agenda = RunningOrder.Of(day.Published, day.Sitting, Day.At("09:11")).Lines[1];
        Assert.That((agenda.Late, agenda.Delay), Is.EqualTo((-5, "five minutes earlier than planned")));
    }

    [Test]
    public void A_break_that_the_chair_calls_interrupts_what_is_on_which_goes_on_with_the_rest_of_its_minutes()
    {
        var day = new Day("09:00", "60 Report", "30 Budget");
        day.Open("09:00");
        day.GoTo("Report", "09:00");
        day.Sitting.Interrupt(15, Day.At("09:20"), Day.Chair);
        Assert.That(day.Lines("09:25"), Is.EqualTo(["now 09:00–10:15 Report", "next 10:15–10:45 Budget"]));
        Assert.That(
            day.Lines("09:40"),
            Is.EqualTo(["now 09:00–10:20 Report", "next 10:20–10:50 Budget"]),
            "it lasts until somebody ends it"
        );

        day.Sitting.Resume(Day.At("09:45"), Day.Chair);
        Assert.That(day.Lines("09:50"), Is.EqualTo(["now 09:00–10:25 Report", "next 10:25–10:55 Budget"]));
    }

    [Test]
    public void A_pause_of_the_programme_is_a_line_and_after_it_nothing_is_on()
    {
        var day = new Day("09:00", "30 Report", "15 pause Break", "30 Budget");
        day.Open("09:00");
        day.GoTo("Report", "09:00");
        day.GoTo("Break", "09:40");
        Assert.That(day.Sitting.State, Is.EqualTo(SittingState.Break));
        Assert.That(day.Lines("09:41"), Is.EqualTo(["done 09:00–09:40 Report", "now 09:40–09:55 Break", "next 09:55–10:25 Budget"]));

        day.Sitting.Resume(Day.At("09:50"), Day.Chair);
        Assert.That(day.Lines("09:52"), Is.EqualTo(["done 09:00–09:40 Report", "done 09:40–09:50 Break", "next 09:52–10:22 Budget"]));
    }

    [Test]
    public void A_fixed_start_does_not_move_earlier_and_what_would_run_into_it_says_so()
    {
        var day = new Day("12:00", "15 Report", "15 Budget", "60 pause fixed Lunch", "30 Accounts");
        day.Open("12:00");
        day.GoTo("Report", "12:00");
        day.GoTo("Budget", "12:05");
        Assert.That(
            day.Lines("12:06"),
            Is.EqualTo(["done 12:00–12:05 Report", "now 12:05–12:20 Budget", "next 12:30–13:30 Lunch", "next 13:30–14:00 Accounts"])
        );

        var late = new Day("12:00", "15 Report", "15 Budget", "60 pause fixed Lunch", "30 Accounts");
        late.Open("12:00");
        late.GoTo("Report", "12:00");
        Assert.That(
            late.Lines("12:25"),
            Is.EqualTo(["now 12:00–12:25 Report", "next 12:25–12:40 Budget", "next 12:30–13:30 Lunch", "next 13:30–14:00 Accounts"])
        );
        var order = RunningOrder.Of(late.Published, late.Sitting, Day.At("12:25"));
        Assert.That(
            order.Lines.Select(l => l.OverrunInWords),
            Is.EqualTo(new string?[] { null, "Would end at 12:40, ten minutes after what is fixed at 12:30 is to start.", null, null })
        );
    }

    [Test]
    public void A_fixed_start_whose_time_has_gone_by_follows_what_is_on()
    {
        var day = new Day("12:00", "30 Report", "60 pause fixed Lunch", "30 Accounts");
        day.Open("12:00");
        day.GoTo("Report", "12:00");
        Assert.That(day.Lines("12:40"), Is.EqualTo(["now 12:00–12:40 Report", "next 12:40–13:40 Lunch", "next 13:40–14:10 Accounts"]));
    }

    [Test]
    public void Parallel_sessions_keep_their_letters_and_run_together()
    {
        var day = new Day("14:00", "30 Report", "60 A Girls", "45 B Vocational", "60 C Regional", "15 Report back");
        day.Open("14:00");
        day.GoTo("Report", "14:00");
        Assert.That(
            RunningOrder.Of(day.Published, day.Sitting, Day.At("14:10")).Next.Select(l => l.Session.Parallel),
            Is.EqualTo(["A", "B", "C"])
        );

        day.GoTo("Vocational", "14:40");
        Assert.That(
            day.Lines("15:10"),
            Is.EqualTo([
                "done 14:00–14:40 Report",
                "now 14:40–15:40 A Girls",
                "now 14:40–15:25 B Vocational",
                "now 14:40–15:40 C Regional",
                "next 15:40–15:55 Report back",
            ])
        );
    }

    [Test]
    public void Items_of_one_session_are_lines_of_their_own()
    {
        var day = new Day("09:00", "20 Budget+Fees", "10 Dates");
        day.Open("09:00");
        day.GoTo("Budget", "09:00");
        Assert.That(day.Lines("09:00"), Is.EqualTo(["now 09:00–09:20 Budget", "next 09:20–09:40 Fees", "next 09:40–09:50 Dates"]));
    }

    [Test]
    public void What_is_passed_over_says_so_and_people_check_in_by_themselves()
    {
        var day = new Day("08:30", "30 checkIn Check-in", "15 Opening", "10 Agenda", "30 Report");
        day.Open("08:55");
        day.GoTo("Opening", "09:00");
        day.GoTo("Report", "09:15");
        Assert.That(
            day.Lines("09:20"),
            Is.EqualTo(["done 08:30–09:00 Check-in", "done 09:00–09:15 Opening", "skipped 09:15–09:25 Agenda", "now 09:15–09:45 Report"])
        );

        day.GoTo("Agenda", "09:40");
        Assert.That(
            day.Lines("09:41").Skip(2),
            Is.EqualTo(["now 09:40–09:50 Agenda", "done 09:15–09:40 Report"]),
            "it can be taken up after all"
        );
    }

    [Test]
    public void When_it_is_closed_nothing_comes_any_more()
    {
        var day = new Day("09:00", "15 Opening", "10 Agenda");
        day.Open("09:00");
        day.GoTo("Opening", "09:00");
        day.Sitting.Close(Day.At("09:30"), Day.Chair, null);
        Assert.That(day.Lines("10:00"), Is.EqualTo(["done 09:00–09:30 Opening", "skipped 09:15–09:25 Agenda"]));
    }
}
