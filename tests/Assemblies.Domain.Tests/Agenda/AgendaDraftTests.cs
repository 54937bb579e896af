using Assemblies.Domain.Agenda;
using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class AgendaDraftTests
{
    [Test]
    public void Public_case_C39_what_stood_on_a_cancelled_meeting_is_not_published_and_its_printed_number_is_explained()
    {
        var it = new Drafts();
        it.Add(it.Day1, "Opening");
        var budget = it.Add(it.Day1, "Budget");
        it.Add(it.Day2, "Work plan");
        it.Publish();
        var unprinted = it.Add(it.Day1, "Fees");

        it.Assembly.CancelMeeting(it.Day1, Drafts.Now, null, "The hall is flooded.");
        it.Draft.Renumber();
        var second = it.Publish();

        Assert.Multiple(() =>
        {
            Assert.That(it.Items, Is.EqualTo(["3 Work plan"]));
            Assert.That(
                second.Content.Gaps.Select(g => g.Sentence),
                Is.EqualTo(["Number 1 stays empty: “Opening” was dropped.", "Number 2 stays empty: “Budget” was dropped."])
            );
            Assert.That((unprinted.PrintedIn, unprinted.Number), Is.EqualTo(((int?)null, (string?)null)), "nobody has seen its number");
            Assert.That(it.Draft.Stranded.SelectMany(s => s.Items).Select(i => i.Title), Is.EqualTo(["Opening", "Budget", "Fees"]));
        });

        it.Draft.Move(budget.Of, it.Day2, null);
        it.Draft.Move(unprinted.Of, it.Day2, null);
        it.Draft.Saved(Drafts.Now, null);
        Assert.That(it.Items, Is.EqualTo(["3 Work plan", "2 Budget", "4 Fees"]));
    }

    [Test]
    public void An_agenda_of_cancelled_meetings_only_is_empty()
    {
        var it = new Drafts();
        it.Add(it.Day1, "Opening");
        it.Assembly.CancelMeeting(it.Day1, Drafts.Now, null, "The hall is flooded.");
        Assert.That(it.Draft.RefusesPublishing()?.Code, Is.EqualTo("agenda.empty"));
    }

    [Test]
    public void A_closed_item_that_becomes_a_session_stays_closed()
    {
        var it = new Drafts();
        var item = it.Add(it.Day1, "Accounts", closed: true);
        it.Draft.MakeSession(item, "Accounts", SessionKind.Plain, 20, Drafts.Now);
        Assert.That(it.Draft.In(it.Day1.Id).Select(s => (s.Title, s.Closed, s.Length)), Is.EqualTo([((string?)"Accounts", true, 20)]));
    }

    [Test]
    public void One_of_several_items_becomes_a_session_of_its_own()
    {
        var it = new Drafts();
        var session = it.Add(it.Day1, "Opening").Of;
        var second = session.Add(new("Coffee", ItemKind.Information, 10)).Value!;
        it.Add(it.Day1, "Budget");
        it.Draft.MakeSession(second, "Coffee", SessionKind.Break, 10, Drafts.Now);
        it.Draft.Saved(Drafts.Now, null);
        Assert.That(it.Draft.In(it.Day1.Id).Select(s => s.Name), Is.EqualTo(["Opening", "Coffee", "Budget"]));
        Assert.That(it.Items, Is.EqualTo(["1 Opening", "2 Budget"]));
    }

    [Test]
    public void After_the_final_agenda_the_rules_decide_what_is_taken_up()
    {
        var it = new Drafts();
        var session = it.Draft.Add(it.Day1, new("Afternoon", SessionKind.Plain, 0));
        var plan = new ItemPlan("Rural schools", ItemKind.Decision, 10);
        Assert.Multiple(() =>
        {
            Assert.That(session.Add(plan, LateItems.Forbidden).Error?.Code, Is.EqualTo("agenda.late_forbidden"));
            Assert.That(session.Add(plan, LateItems.TwoThirdsOfPresent).Value!.Late, Is.True);
            Assert.That(session.Add(plan).Value!.Late, Is.False);
            foreach (var never in new[] { "charter", "fees", "persons" })
            {
                Assert.That(
                    session.Add(plan with { RuleType = never }, LateItems.Unanimity).Error?.Code,
                    Is.EqualTo("agenda.never_late"),
                    never
                );
            }

            var election = plan with { Kind = ItemKind.Election };
            Assert.That(session.Add(election, LateItems.Unanimity).Error?.Code, Is.EqualTo("agenda.never_late"));
            Assert.That(session.Add(election with { RuleType = "host" }, LateItems.Unanimity).Error, Is.Null);
        });
    }

    [Test]
    public void What_is_late_does_not_become_what_is_never_late()
    {
        var it = new Drafts();
        var item = it.Draft.Add(it.Day1, new(null, SessionKind.Plain, 0)).Add(new("x", ItemKind.Decision, 10), LateItems.Unanimity).Value!;
        Assert.That(item.Change(item.Plan with { RuleType = "charter" })?.Code, Is.EqualTo("agenda.never_late"));
        Assert.That(item.Change(item.Plan with { Title = "y" }), Is.Null);
    }
}
