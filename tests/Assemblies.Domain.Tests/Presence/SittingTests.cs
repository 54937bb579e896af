using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;

namespace Assemblies.Domain.Tests.Presence;

public sealed class SittingTests
{
    private readonly Day day = new("09:00", "15 Opening", "15 pause Break", "30 Report");

    [Test]
    public void A_repeat_of_what_stands_is_refused_with_a_code_of_its_own()
    {
        var it = new Day("09:00", "15 Opening", "15 pause Break");
        Assert.That(it.Open("09:00").Error, Is.Null);
        it.GoTo("Opening", "09:01");
        it.Sitting.HandOver(Day.Deputy, Day.At("09:02"), Day.Chair, null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(it.Open("09:03").Error, Is.EqualTo(SittingErrors.OpenAlready));
            Assert.That(it.GoTo("Opening", "09:03").Error, Is.EqualTo(SittingErrors.OnAlready));
            Assert.That(it.Sitting.HandOver(Day.Deputy, Day.At("09:03"), Day.Chair, null).Error, Is.EqualTo(SittingErrors.PresidesAlready));
            Assert.That(it.Sitting.Resume(Day.At("09:03"), Day.Chair).Error, Is.EqualTo(SittingErrors.NoBreak));
        }

        it.GoTo("Break", "09:10");
        Assert.That(it.GoTo("Break", "09:11").Error, Is.EqualTo(SittingErrors.OnAlready));
        Assert.That(it.Sitting.Interrupt(5, Day.At("09:11"), Day.Chair).Error, Is.EqualTo(SittingErrors.BreakAlready));
    }

    [Test]
    public void It_opens_on_its_day_or_later_and_not_the_day_before()
    {
        var early = day.Sitting.Open(AssemblyState.Convened, Day.Chair, Day.At("00:00") - NodaTime.Duration.FromSeconds(1), Day.Chair);
        Assert.That(early.Error, Is.EqualTo(SittingErrors.TooEarly));
        Assert.That(
            early.Error!.Message,
            Is.EqualTo("“General Assembly, day 1” is on Thursday 22 April 2027. It can be opened from the beginning of that day.")
        );
        Assert.That(new Day("09:00", "15 Opening").Open("00:00").Error, Is.Null);
        Assert.That(
            new Day("09:00", "15 Opening")
                .Sitting.Open(AssemblyState.Convened, null, Day.At("09:00") + NodaTime.Duration.FromDays(1), null)
                .Error,
            Is.Null
        );
    }

    [TestCase(AssemblyState.Planned)]
    [TestCase(AssemblyState.Postponed)]
    [TestCase(AssemblyState.Cancelled)]
    [TestCase(AssemblyState.Adjourned)]
    [TestCase(AssemblyState.Closed)]
    public void Only_what_is_convened_meets(AssemblyState state) =>
        Assert.That(day.Sitting.Open(state, Day.Chair, Day.At("09:00"), Day.Chair).Error, Is.EqualTo(SittingErrors.NotConvened));

    [Test]
    public void Before_it_is_opened_and_after_it_is_closed_nothing_happens()
    {
        var it = new Day("09:00", "15 Opening");
        Error?[] Everything() =>
            [
                it.GoTo("Opening", "09:00").Error,
                it.Sitting.Interrupt(5, Day.At("09:00"), Day.Chair).Error,
                it.Sitting.Resume(Day.At("09:00"), Day.Chair).Error,
                it.Sitting.HandOver(Day.Deputy, Day.At("09:00"), Day.Chair, null).Error,
                it.Sitting.Close(Day.At("09:00"), Day.Chair, null).Error,
            ];
        Assert.That(Everything(), Is.All.EqualTo(SittingErrors.NotOpened));
        it.Open("09:00");
        Assert.That(it.Sitting.Close(Day.At("10:00"), Day.Chair, "All done.").Error, Is.Null);
        Assert.That(Everything(), Is.All.EqualTo(SittingErrors.IsClosed));
        Assert.That(it.Open("10:01").Error, Is.EqualTo(SittingErrors.IsClosed));
        Assert.That(it.Sitting.Steps.Select(s => s.Kind), Is.EqualTo([SittingStepKind.Opened, SittingStepKind.Closed]));
    }

    [Test]
    public void Taking_up_a_line_ends_a_break()
    {
        var it = new Day("09:00", "15 Opening", "30 Report");
        it.Open("09:00");
        it.Sitting.Interrupt(10, Day.At("09:05"), Day.Chair);
        var steps = it.GoTo("Report", "09:10").Value!;
        Assert.That(steps.Select(s => (s.Seq, s.Kind)), Is.EqualTo([(3, SittingStepKind.BreakEnded), (4, SittingStepKind.LineStarted)]));
        Assert.That((it.Sitting.State, it.Sitting.Break), Is.EqualTo((SittingState.Open, (SittingBreak?)null)));
    }

    [Test]
    public void Who_saw_an_older_step_is_told_so()
    {
        var it = new Day("09:00", "15 Opening");
        it.Open("09:00");
        Assert.That(
            (it.Sitting.Stale(null), it.Sitting.Stale(1), it.Sitting.Stale(0)),
            Is.EqualTo(((Error?)null, (Error?)null, SittingErrors.ChangedMeanwhile))
        );
    }
}
