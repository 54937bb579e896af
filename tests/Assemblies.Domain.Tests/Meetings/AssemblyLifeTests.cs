using Assemblies.Domain.Meetings;

namespace Assemblies.Domain.Tests.Meetings;

public sealed class AssemblyLifeTests
{
    // What may be brought about in which state, by hand; everything else is refused.
    private static readonly Dictionary<AssemblyState, StepKind[]> May = new()
    {
        [AssemblyState.Planned] = [StepKind.Announced, StepKind.Convened, StepKind.Postponed, StepKind.Rescheduled, StepKind.Cancelled],
        [AssemblyState.Convened] =
        [
            StepKind.DocumentsSent,
            StepKind.Postponed,
            StepKind.Rescheduled,
            StepKind.Cancelled,
            StepKind.Adjourned,
        ],
        [AssemblyState.Postponed] = [StepKind.Rescheduled, StepKind.Cancelled],
        [AssemblyState.Cancelled] = [],
        [AssemblyState.Adjourned] = [StepKind.Closed],
        [AssemblyState.Closed] = [],
    };

    [Test]
    public void Every_step_is_allowed_or_refused_in_every_state([Values] AssemblyState state, [Values] StepKind step)
    {
        var refusal = AssemblyLife.Refusal(state, step);
        Assert.That(refusal?.Code, Is.EqualTo(May[state].Contains(step) ? null : "assembly.wrong_state"));
    }

    [TestCase(new[] { StepKind.Planned }, ExpectedResult = AssemblyState.Planned)]
    [TestCase(new[] { StepKind.Planned, StepKind.Announced }, ExpectedResult = AssemblyState.Planned)]
    [TestCase(new[] { StepKind.Planned, StepKind.Convened, StepKind.DocumentsSent }, ExpectedResult = AssemblyState.Convened)]
    [TestCase(new[] { StepKind.Planned, StepKind.Convened, StepKind.Postponed }, ExpectedResult = AssemblyState.Postponed)]
    [TestCase(
        new[] { StepKind.Planned, StepKind.Convened, StepKind.Rescheduled },
        ExpectedResult = AssemblyState.Planned,
        TestName = "a new date is a new notice"
    )]
    [TestCase(new[] { StepKind.Planned, StepKind.Postponed, StepKind.Cancelled }, ExpectedResult = AssemblyState.Cancelled)]
    [TestCase(new[] { StepKind.Planned, StepKind.Convened, StepKind.Adjourned }, ExpectedResult = AssemblyState.Adjourned)]
    [TestCase(new[] { StepKind.Planned, StepKind.Convened, StepKind.Adjourned, StepKind.Closed }, ExpectedResult = AssemblyState.Closed)]
    [TestCase(new[] { StepKind.Recorded }, ExpectedResult = AssemblyState.Closed)]
    public AssemblyState The_state_is_read_from_the_steps(StepKind[] steps) => AssemblyLife.StateAfter(steps);

    [TestCase(new[] { StepKind.Planned }, ExpectedResult = false)]
    [TestCase(new[] { StepKind.Planned, StepKind.Announced }, ExpectedResult = true)]
    [TestCase(new[] { StepKind.Planned, StepKind.Announced, StepKind.Convened }, ExpectedResult = true)]
    [TestCase(new[] { StepKind.Planned, StepKind.Announced, StepKind.Postponed }, ExpectedResult = false)]
    [TestCase(new[] { StepKind.Planned, StepKind.Announced, StepKind.Rescheduled }, ExpectedResult = false)]
    public bool New_dates_are_announced_anew(StepKind[] steps) => AssemblyLife.IsAnnounced(steps);

    [Test]
    public void Only_what_has_dates_and_is_not_over_is_edited([Values] AssemblyState state) =>
        Assert.That(AssemblyLife.EditRefusal(state) is null, Is.EqualTo(state is AssemblyState.Planned or AssemblyState.Convened));
}
