using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Tests.Minutes;

public sealed class DecisionLifeTests
{
    private static readonly Instant Noon = Instant.FromUtc(2027, 4, 22, 10, 0);
    private static readonly LocalDate Today = new(2027, 4, 22);

    [TestCase(1, ExpectedResult = "GA-2027-1/01")]
    [TestCase(12, ExpectedResult = "GA-2027-1/12")]
    [TestCase(104, ExpectedResult = "GA-2027-1/104")]
    public string? Numbers_have_two_digits_at_least(int next) => Made(Outcome.Adopted, next).Number;

    [Test]
    public void Every_outcome_has_a_number_or_the_motions_own([Values] Outcome outcome)
    {
        var decision = Made(outcome);
        Assert.That(decision.Number is not null, Is.EqualTo(outcome.IsAdopted()));
        Assert.That(decision.Key, Is.EqualTo(outcome.IsAdopted() ? "03" : "8.2"));
    }

    [TestCase(PublicDecisions.AllButClosed, false, ExpectedResult = true)]
    [TestCase(PublicDecisions.AllButClosed, true, ExpectedResult = false)]
    [TestCase(PublicDecisions.None, false, ExpectedResult = false)]
    public bool The_rules_say_what_is_public(PublicDecisions rule, bool isClosed) => Made(Outcome.Adopted, 3, rule, isClosed).IsPublic;

    [Test]
    public void Whatever_is_said_of_it_afterwards_its_words_and_number_stay()
    {
        var (decision, later) = (Made(Outcome.Adopted), Made(Outcome.Adopted, 4));
        Assert.That(decision.Assign(new(null, "the board", new(2027, 6, 30), null), Today, Noon, null), Is.Null);
        Assert.That(decision.Correct("Other words", "A slip", Noon, null), Is.Null);
        Assert.That(decision.Show(false, "A reason", Noon, null), Is.Null);
        Assert.That(later.Supersede(decision, Noon, null), Is.Null);
        Annul(decision, "The wrong text");
        Annul(decision, "Again");
        Assert.That((decision.Text, decision.Number), Is.EqualTo(("The budget is adopted.", "GA-2027-1/03")));
        Assert.That(
            decision.Steps.Select(s => (s.Seq, s.Kind)),
            Is.EqualTo(
                new[]
                {
                    (1, DecisionStepKind.Assigned),
                    (2, DecisionStepKind.Corrected),
                    (3, DecisionStepKind.Withheld),
                    (4, DecisionStepKind.Superseded),
                    (5, DecisionStepKind.Annulled),
                }
            )
        );
    }

    [Test]
    public void Nothing_is_said_of_what_was_not_adopted_or_was_annulled()
    {
        var (lost, annulled) = (Made(Outcome.TiedRejected), Made(Outcome.Adopted));
        Annul(annulled, "The wrong text");
        Assert.That(lost.Correct("Other words", "A slip", Noon, null), Is.EqualTo(DecisionErrors.NotAdopted));
        Assert.That(annulled.Assign(new(null, "the board", null, null), Today, Noon, null), Is.EqualTo(DecisionErrors.Annulled));
        Assert.That(Made(Outcome.Adopted, 4).Supersede(annulled, Noon, null), Is.EqualTo(DecisionErrors.Annulled));
    }

    [Test]
    public void A_decision_supersedes_neither_itself_nor_a_later_one()
    {
        var decision = Made(Outcome.Adopted);
        Assert.That(decision.Supersede(decision, Noon, null), Is.EqualTo(DecisionErrors.NotEarlier));
        Assert.That(
            decision.Supersede(Made(Outcome.Adopted, 4, at: Noon + Duration.FromHours(1)), Noon, null),
            Is.EqualTo(DecisionErrors.NotEarlier)
        );
    }

    [Test]
    public void An_action_ends_once_and_opens_again()
    {
        var action = new ActionPoint(Id<Assembly>.New(), "GA-2027-1", 3, null, "Find a printer", new(null, null, null), Noon, null);
        Assert.That((action.Number, action.LacksOwner), Is.EqualTo(("GA-2027-1/A3", true)));
        Assert.That(action.Finish(null, Noon, null), Is.Null);
        Assert.That(action.Drop("No", Noon, null), Is.EqualTo(ActionErrors.DoneAlready));
        Assert.That(action.Reopen("Badges", Noon, null), Is.Null);
        Assert.That(action.Drop("No", Noon, null), Is.Null);
        Assert.That(action.Finish(null, Noon, null), Is.EqualTo(ActionErrors.DroppedAlready));
        Assert.That(action.Steps.Select(s => s.Seq), Is.EqualTo(Enumerable.Range(1, 4)));
    }

    [Test]
    public void A_new_day_is_not_over_and_one_that_stood_may_be_by_now()
    {
        var decision = Made(Outcome.Adopted);
        Assert.That(
            decision.Assign(new(null, "the board", Today.PlusDays(-1), null), Today, Noon, null),
            Is.EqualTo(DecisionErrors.DuePast.At("due"))
        );
        Assert.That(decision.Assign(new(null, "the board", Today, null), Today, Noon, null), Is.Null);
        Assert.That(decision.Assign(new(null, "the secretariat", Today, null), Today.PlusDays(9), Noon, null), Is.Null);

        Assert.That(ActionPoint.Refusal(new(null, null, Today.PlusDays(-1)), null, Today), Is.EqualTo(ActionErrors.UntilPast.At("until")));
        var action = new ActionPoint(Id<Assembly>.New(), "GA-2027-1", 3, null, "Find a printer", new(null, null, Today), Noon, null);
        Assert.That(action.Change(new(Id<Domain.Members.Person>.New(), null, Today), null, Today.PlusDays(9), Noon, null), Is.Null);
        Assert.That(
            action.Change(new(null, null, Today.PlusDays(8)), null, Today.PlusDays(9), Noon, null),
            Is.EqualTo(ActionErrors.UntilPast.At("until"))
        );
    }

    private static void Annul(Decision decision, string reason) =>
        new DecisionsOfMotion([decision], []).Annul(decision.Poll!.Value, reason, Noon, null);

    private static Decision Made(
        Outcome outcome,
        int next = 3,
        PublicDecisions rule = PublicDecisions.AllButClosed,
        bool isClosed = false,
        Instant? at = null
    ) =>
        new(
            new(
                Id<Assembly>.New(),
                "GA-2027-1",
                Id<Motion>.New(),
                "8.2",
                Id<Poll>.New(),
                outcome,
                "18 of 20 votes cast are yes.",
                Id<AgendaItem>.New(),
                "Budget 2028",
                "budget",
                isClosed,
                "The budget is adopted.",
                new LocalDate(2027, 4, 8)
            ),
            next,
            rule,
            at ?? Noon
        );
}
