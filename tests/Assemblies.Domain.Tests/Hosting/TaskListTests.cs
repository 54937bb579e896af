using Assemblies.Domain.Hosting;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Tests.Rules;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Domain.Tests.Hosting;

public sealed class TaskListTests
{
    private static readonly DeadlineList Deadlines = DeadlineList.Of(RulesOfProcedure.Default, new(2027, 4, 22), new(2027, 4, 23));
    private static readonly LocalDate LongBefore = new(2026, 9, 1);

    [Test]
    public void The_list_has_what_a_host_needs_each_once() =>
        Assert.That(
            TaskList.Default.Select(t => t.Key),
            Is.EquivalentTo([
                "rooms",
                "hotel-block",
                "step-free-access",
                "opening-speaker",
                "project-number",
                "interpreters",
                "sound-and-picture",
                "hearing-loop",
                "wifi",
                "keynotes",
                "transport",
                "site-visit",
                "announcement",
                "visa-letters",
                "dinner",
                "officers",
                "catering",
                "photo-consent",
                "charter-text",
                "convocation",
                "emergency-plan",
                "members-items",
                "signage",
                "quiet-room",
                "final-documents",
                "roll",
                "numbers-and-diets",
                "presentations",
                "badges",
                "amendments-order",
                "paper-ballots",
                "signature-sheets",
                "hybrid-test",
                "thanks",
                "decisions-list",
                "evidence",
                "draft-minutes",
                "settlement",
            ])
        );

    [Test]
    public void What_the_rules_ask_for_is_never_the_host_s() =>
        Assert.That(TaskList.Default.Where(t => t.IsStatutory).Select(t => t.Owner), Has.None.EqualTo(TaskOwner.Host));

    [Test]
    public void What_has_a_deadline_of_the_rules_is_statutory() =>
        Assert.That(TaskList.Default.Where(t => t.Deadline is not null).Select(t => t.IsStatutory), Is.All.True);

    [Test]
    public void Each_help_is_one_sentence() =>
        Assert.That(TaskList.Default.Where(t => !t.Help.EndsWith('.') || t.Help.Count(c => c is '.') != 1).Select(t => t.Key), Is.Empty);

    [Test]
    public void Under_the_default_rules_the_earliest_comes_first_and_the_offsets_are_the_deadlines()
    {
        var due = TaskList.Default.Select(t => t.DueOn(Deadlines, LongBefore)).ToArray();

        Assert.That(due, Is.Ordered);
        Assert.That(
            TaskList.Default.Select(t =>
                (t with { Deadline = null }).DueOn(Deadlines, LongBefore).PlusDays(t.Key is "draft-minutes" ? 1 : 0)
            ),
            Is.EqualTo(due),
            "the draft minutes alone move, off a Sunday"
        );
    }

    [TestCase("rooms", "2026-10-24")]
    [TestCase("convocation", "2027-03-11")]
    [TestCase("hybrid-test", "2027-04-20")]
    [TestCase("decisions-list", "2027-04-28")]
    [TestCase("settlement", "2027-06-07")]
    public void Dates_count_from_the_days_of_the_assembly(string key, string date) =>
        Assert.That(Task(key).DueOn(Deadlines, LongBefore), Is.EqualTo(LocalDatePattern.Iso.Parse(date).Value));

    [Test]
    public void A_deadline_set_by_hand_is_the_date_of_its_task() =>
        Assert.That(
            Task("final-documents").DueOn(Deadlines.WithSet(DeadlineKind.FinalDocuments, new(2027, 4, 1)), LongBefore),
            Is.EqualTo(new LocalDate(2027, 4, 1))
        );

    [Test]
    public void A_plan_made_late_gives_a_week_for_what_should_be_done_already_but_the_rules_do_not_wait()
    {
        var madeOn = new LocalDate(2027, 3, 20);

        Assert.Multiple(() =>
        {
            Assert.That(Task("rooms").DueOn(Deadlines, madeOn), Is.EqualTo(new LocalDate(2027, 3, 27)));
            Assert.That(Task("convocation").DueOn(Deadlines, madeOn), Is.EqualTo(new LocalDate(2027, 3, 11)));
            Assert.That(Task("badges").DueOn(Deadlines, madeOn), Is.EqualTo(new LocalDate(2027, 4, 13)));
        });
    }

    private static TaskTemplate Task(string key) => TaskList.Default.Single(t => string.Equals(t.Key, key, StringComparison.Ordinal));
}
