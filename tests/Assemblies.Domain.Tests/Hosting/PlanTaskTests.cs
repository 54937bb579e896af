using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Tests.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Hosting;

public sealed class PlanTaskTests
{
    private static readonly LocalDate MadeOn = new(2026, 9, 1);
    private static readonly DeadlineList April = DeadlineList.Of(RulesOfProcedure.Default, new(2027, 4, 22), new(2027, 4, 23));
    private static readonly DeadlineList May = April.MovedTo(new(2027, 5, 13), new(2027, 5, 14));

    [TestCase(TaskOwner.Host, false, PlanHand.Host, ExpectedResult = null)]
    [TestCase(TaskOwner.Host, false, PlanHand.Secretariat, ExpectedResult = "hosting.hosts_task")]
    [TestCase(TaskOwner.Host, false, PlanHand.Chair, ExpectedResult = "hosting.hosts_task")]
    [TestCase(TaskOwner.Secretariat, true, PlanHand.Secretariat, ExpectedResult = null)]
    [TestCase(TaskOwner.Secretariat, true, PlanHand.Host, ExpectedResult = "hosting.statutory_task")]
    [TestCase(TaskOwner.Secretariat, true, PlanHand.Chair, ExpectedResult = "hosting.statutory_task")]
    [TestCase(TaskOwner.Secretariat, false, PlanHand.Host, ExpectedResult = "hosting.secretariats_task")]
    [TestCase(TaskOwner.Chair, true, PlanHand.Chair, ExpectedResult = null)]
    [TestCase(TaskOwner.Chair, true, PlanHand.Secretariat, ExpectedResult = null)]
    [TestCase(TaskOwner.Chair, true, PlanHand.Host, ExpectedResult = "hosting.statutory_task")]
    public string? Who_may_touch_what(TaskOwner owner, bool statutory, PlanHand hand) => PlanTask.Refusal(owner, statutory, hand)?.Code;

    [Test]
    public void A_counted_day_moves_with_the_assembly_and_one_set_by_hand_stays()
    {
        var badges = Task("badges");
        Assert.That((badges.DueOn(April), badges.DueOn(May)), Is.EqualTo((new LocalDate(2027, 4, 13), new LocalDate(2027, 5, 4))));

        badges.Change(badges.Terms with { SetOn = new(2027, 4, 1) }, PlanHand.Host);
        Assert.That((badges.DueOn(April), badges.DueOn(May)), Is.EqualTo((new LocalDate(2027, 4, 1), new LocalDate(2027, 4, 1))));
    }

    [Test]
    public void A_statutory_day_follows_the_deadline_also_one_set_by_hand()
    {
        var convocation = Task("convocation");
        Assert.That(convocation.DueOn(April), Is.EqualTo(new LocalDate(2027, 3, 11)));
        Assert.That(convocation.DueOn(April.WithSet(DeadlineKind.Convocation, new(2027, 3, 1))), Is.EqualTo(new LocalDate(2027, 3, 1)));
    }

    [Test]
    public void Without_a_day_of_the_assembly_a_counted_task_has_none_and_is_not_late()
    {
        var badges = Task("badges");
        Assert.That(badges.DueOn(null), Is.Null);
        Assert.That(badges.IsLate(null, new(2028, 1, 1)), Is.False);
    }

    [Test]
    public void It_is_late_from_the_day_after_until_it_is_done()
    {
        var badges = Task("badges");
        var due = badges.DueOn(April)!.Value;
        Assert.That((badges.IsLate(due, due), badges.IsLate(due, due.PlusDays(1))), Is.EqualTo((false, true)));

        badges.Finish(PlanHand.Host, Calls.Head, Calls.Closed);
        Assert.That(badges.IsLate(due, due.PlusDays(1)), Is.False);
    }

    [Test]
    public void Done_keeps_the_first_and_closes_it_for_changes_until_it_is_opened_again()
    {
        var badges = Task("badges");
        badges.Finish(PlanHand.Host, Calls.Head, Calls.WhileOpen);
        badges.Finish(PlanHand.Host, Calls.Secretariat, Calls.Closed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (badges.DoneAt, badges.DoneBy, badges.Version),
                Is.EqualTo(((Instant?)Calls.WhileOpen, (Id<Domain.Members.Person>?)Calls.Head, 2L))
            );
            Assert.That(badges.Change(badges.Terms, PlanHand.Host), Is.EqualTo(HostingErrors.TaskIsDone));
            Assert.That(badges.OpenAgain(PlanHand.Host), Is.Null);
            Assert.That(badges.Change(badges.Terms, PlanHand.Host), Is.Null);
        }
    }

    [Test]
    public void The_statutory_part_is_neither_removed_nor_given_to_the_host()
    {
        var officers = Task("officers");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(officers.Remove(PlanHand.Secretariat), Is.EqualTo(HostingErrors.StatutoryTaskStays));
            Assert.That(
                officers.Change(officers.Terms with { Owner = TaskOwner.Host }, PlanHand.Secretariat),
                Is.EqualTo(HostingErrors.StatutoryTask)
            );
            Assert.That(officers.Change(officers.Terms with { Title = "Nothing", Owner = TaskOwner.Chair }, PlanHand.Secretariat), Is.Null);
            Assert.That((officers.Title, officers.Owner), Is.EqualTo(("Appoint chair and minute-taker", TaskOwner.Chair)));
            Assert.That(Task("badges").Remove(PlanHand.Host), Is.Null);
        }
    }

    [Test]
    public void A_task_of_ones_own_is_handed_to_another_who_has_it_from_then_on()
    {
        var task = new PlanTask(Id<Assembly>.New(), Own(TaskOwner.Secretariat, -5), MadeOn);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(task.Change(task.Terms with { Owner = TaskOwner.Host }, PlanHand.Secretariat), Is.Null);
            Assert.That(task.Owner, Is.EqualTo(TaskOwner.Host));
            Assert.That(
                task.Change(task.Terms with { Owner = TaskOwner.Secretariat }, PlanHand.Secretariat),
                Is.EqualTo(HostingErrors.HostsTask)
            );
            Assert.That(task.Change(task.Terms with { Owner = TaskOwner.Chair }, PlanHand.Host), Is.Null);
        }
    }

    [Test]
    public void The_day_of_a_deadline_is_set_there_and_not_in_the_plan()
    {
        var (convocation, officers) = (Task("convocation"), Task("officers"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                convocation.Change(convocation.Terms with { SetOn = new(2027, 4, 1) }, PlanHand.Secretariat),
                Is.EqualTo(HostingErrors.DayIsDeadline)
            );
            Assert.That(
                convocation.Change(convocation.Terms with { Days = -1 }, PlanHand.Secretariat),
                Is.EqualTo(HostingErrors.DayIsDeadline)
            );
            Assert.That(convocation.Change(convocation.Terms with { Assignee = Calls.Head }, PlanHand.Secretariat), Is.Null);
            Assert.That(convocation.DueOn(April), Is.EqualTo(new LocalDate(2027, 3, 11)));
            Assert.That(
                officers.Change(officers.Terms with { SetOn = new(2027, 3, 1) }, PlanHand.Secretariat),
                Is.Null,
                "it has no deadline"
            );
        }
    }

    [Test]
    public void The_week_to_catch_up_is_for_the_list_and_not_for_what_somebody_adds()
    {
        var late = new LocalDate(2027, 4, 17);
        var own = new PlanTask(Id<Assembly>.New(), Own(TaskOwner.Host, -2), late);
        var listed = new PlanTask(Id<Assembly>.New(), TaskList.Default.Single(t => t.Key == "hybrid-test"), late);
        Assert.That((own.DueOn(April), listed.DueOn(April)), Is.EqualTo((new LocalDate(2027, 4, 20), new LocalDate(2027, 4, 24))));
    }

    [Test]
    public void A_copy_keeps_what_the_task_is_and_shifts_a_day_set_by_hand()
    {
        var badges = Task("badges");
        badges.Change(badges.Terms with { SetOn = new(2027, 4, 1), Assignee = Calls.Head }, PlanHand.Host);
        badges.Finish(PlanHand.Host, Calls.Head, Calls.Closed);
        var (to, later) = (Id<Assembly>.New(), new LocalDate(2027, 9, 1));
        var (copy, convocation) = (badges.CopyTo(to, 21, later), Task("convocation").CopyTo(to, 21, later));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((copy.Assembly, copy.Key, copy.SetOn), Is.EqualTo((to, "badges", new LocalDate(2027, 4, 22))));
            Assert.That((copy.Assignee, copy.DoneAt, copy.MadeOn), Is.EqualTo(((Id<Domain.Members.Person>?)null, (Instant?)null, later)));
            Assert.That((convocation.IsStatutory, convocation.Deadline), Is.EqualTo((true, DeadlineKind.Convocation)));
        }
    }

    [TestCase(StepKind.Announced, ExpectedResult = "announcement")]
    [TestCase(StepKind.Convened, ExpectedResult = "convocation")]
    [TestCase(StepKind.DocumentsSent, ExpectedResult = "final-documents")]
    [TestCase(StepKind.Planned, ExpectedResult = null)]
    public string? What_a_step_does_of_the_list(StepKind step) => TaskList.DoneBy(step);

    [Test]
    public void What_steps_and_appointments_do_stands_in_the_list() =>
        Assert.That(
            Enum.GetValues<StepKind>()
                .Select(TaskList.DoneBy)
                .OfType<string>()
                .Concat(TaskList.SetAnewBy(StepKind.Rescheduled))
                .Append(TaskList.Officers)
                .Distinct(),
            Is.SubsetOf(TaskList.Default.Select(t => t.Key))
        );

    private static TaskTerms Own(TaskOwner owner, int days) => new("Order the coach", "", owner, TaskAnchor.FirstDay, days, null, null);

    private static PlanTask Task(string key) => new(Id<Assembly>.New(), TaskList.Default.Single(t => t.Key == key), MadeOn);
}
