using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Tests.Minutes;

public sealed class DecisionsOfMotionTests
{
    private static readonly Instant Noon = Instant.FromUtc(2027, 4, 22, 10, 0);

    private readonly List<Decision> entries = [];
    private readonly List<Decision> superseded = [];

    [SetUp]
    public void Anew()
    {
        entries.Clear();
        superseded.Clear();
    }

    [TestCase(Outcome.Rejected)]
    [TestCase(Outcome.TiedRejected)]
    [TestCase(Outcome.NoVotesCast)]
    [TestCase(Outcome.Withdrawn)]
    [TestCase(Outcome.Adopted)]
    public void A_decision_is_overtaken_by_whatever_its_motion_comes_to_later(Outcome outcome)
    {
        var (first, later) = (Enter(Outcome.Adopted), Enter(outcome));
        Assert.That((first.OvertakenBy, later.OvertakenBy), Is.EqualTo(((Id<Decision>?)later.Id, (Id<Decision>?)null)));
        Assert.That(
            first.Steps.Select(s => (s.Kind, s.Other)),
            Is.EqualTo(new[] { (DecisionStepKind.Overtaken, (Id<Decision>?)later.Id) })
        );
        Assert.That(first.NotHeld, Is.EqualTo(DecisionErrors.Overtaken));
    }

    [TestCase(Outcome.VoidNoQuorum)]
    [TestCase(Outcome.VoidTurnout)]
    public void A_void_vote_decides_nothing_and_overtakes_nothing(Outcome outcome)
    {
        var (first, _) = (Enter(Outcome.Adopted), Enter(outcome));
        Assert.That((first.OvertakenBy, first.NotHeld), Is.EqualTo(((Id<Decision>?)null, (Error?)null)));
        var last = Enter(Outcome.Rejected);
        Assert.That(entries.Select(d => d.OvertakenBy), Is.EqualTo(new Id<Decision>?[] { last.Id, last.Id, null }));
    }

    [Test]
    public void Each_names_the_next_one_and_keeps_to_it_when_others_follow()
    {
        var (first, second, third) = (Enter(Outcome.Adopted), Enter(Outcome.Rejected), Enter(Outcome.Adopted));
        Assert.That(entries.Select(d => d.OvertakenBy), Is.EqualTo(new Id<Decision>?[] { second.Id, third.Id, null }));
        Assert.That(first.Steps, Has.Count.EqualTo(1));
    }

    [Test]
    public void When_the_later_vote_is_annulled_the_earlier_entry_stands_again()
    {
        var (first, later) = (Enter(Outcome.Adopted), Enter(Outcome.Rejected));
        Annul(later);
        Annul(later);
        Assert.That((first.OvertakenBy, first.NotHeld), Is.EqualTo(((Id<Decision>?)null, (Error?)null)));
        Assert.That(first.Steps.Select(s => s.Kind), Is.EqualTo(new[] { DecisionStepKind.Overtaken, DecisionStepKind.Restored }));
    }

    [Test]
    public void When_one_in_between_is_annulled_the_earlier_entry_is_overtaken_by_the_one_after()
    {
        var (first, second, third) = (Enter(Outcome.Adopted), Enter(Outcome.Rejected), Enter(Outcome.Rejected));
        Annul(second);
        Assert.That((first.OvertakenBy, second.OvertakenBy), Is.EqualTo(((Id<Decision>?)third.Id, (Id<Decision>?)third.Id)));
        Annul(third);
        Assert.That(first.OvertakenBy, Is.Null);
    }

    [Test]
    public void An_annulled_decision_releases_what_it_superseded_and_another_may_take_its_place()
    {
        var (earlier, later, next) = (Made(Outcome.Adopted), Enter(Outcome.Adopted), Made(Outcome.Adopted));
        Supersede(later, earlier);
        Annul(later);
        Assert.That(earlier.SupersededBy, Is.Null);
        Assert.That(
            earlier.Steps.Select(s => (s.Kind, s.Other)),
            Is.EqualTo(
                new[] { (DecisionStepKind.Superseded, (Id<Decision>?)later.Id), (DecisionStepKind.Restored, (Id<Decision>?)later.Id) }
            )
        );
        Assert.That(next.Supersede(earlier, Noon, null), Is.Null);
        Annul(later);
        Assert.That(earlier.SupersededBy, Is.EqualTo(next.Id), "a repeat touches nothing");
    }

    [Test]
    public void What_a_rejected_motion_had_superseded_stands_while_the_rejection_does()
    {
        var (earlier, later) = (Made(Outcome.Adopted), Enter(Outcome.Adopted));
        Supersede(later, earlier);
        var rejection = Enter(Outcome.Rejected);
        Assert.That(earlier.SupersededBy, Is.Null);
        Annul(rejection);
        Assert.That(earlier.SupersededBy, Is.EqualTo(later.Id));
    }

    [Test]
    public void A_motion_adopted_once_more_keeps_what_it_superseded()
    {
        var (earlier, later) = (Made(Outcome.Adopted), Enter(Outcome.Adopted));
        Supersede(later, earlier);
        Enter(Outcome.Adopted);
        Assert.That((earlier.SupersededBy, earlier.Steps.Count), Is.EqualTo(((Id<Decision>?)later.Id, 1)));
    }

    [Test]
    public void What_was_overtaken_neither_supersedes_nor_is_superseded()
    {
        var (earlier, overtaken, later) = (Made(Outcome.Adopted), Enter(Outcome.Adopted), Made(Outcome.Adopted));
        Enter(Outcome.Rejected);
        Assert.That(overtaken.Supersede(earlier, Noon, null), Is.EqualTo(DecisionErrors.Overtaken));
        Assert.That(later.Supersede(overtaken, Noon, null), Is.EqualTo(DecisionErrors.Overtaken));
    }

    private Decision Enter(Outcome outcome)
    {
        var entry = Made(outcome);
        new DecisionsOfMotion(entries, superseded).Enter(entry, Noon, null);
        entries.Add(entry);
        return entry;
    }

    private void Annul(Decision entry) =>
        new DecisionsOfMotion(entries, superseded).Annul(entry.Poll!.Value, "The wrong text was on the wall.", Noon, null);

    private void Supersede(Decision later, Decision earlier)
    {
        Assert.That(later.Supersede(earlier, Noon, null), Is.Null);
        superseded.Add(earlier);
    }

    private static Decision Made(Outcome outcome) =>
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
                IsClosed: false,
                "The budget is adopted.",
                new LocalDate(2027, 4, 8)
            ),
            3,
            PublicDecisions.AllButClosed,
            Noon
        );
}
