using Assemblies.Domain.Agenda;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;

namespace Assemblies.Domain.Tests.Voting;

/// <summary>Entering, changing, shelving and reopening motions.</summary>
public sealed class MotionTests
{
    [Test]
    public void One_item_holds_two_motions_with_two_rules_and_numbers_of_their_own()
    {
        var vote = new Vote(4);
        var (budget, fees) = (vote.Motion(), vote.Motion("fees", "Membership fees 2028", before: 1));
        Assert.That(
            new[] { (budget.Number, budget.RuleType), (fees.Number, fees.RuleType) },
            Is.EqualTo(new[] { ("1.1", "budget"), ("1.2", "fees") })
        );
    }

    [Test]
    public void What_the_rules_want_and_cannot_be_done_here_yet_is_refused()
    {
        var vote = new Vote(4);
        var rules = vote.Rules.With(MotionType.Of("fees")!, MotionType.Of("fees")!.Default with { BothMajorities = true });
        Assert.Multiple(() =>
        {
            Assert.That(Put(vote, "fees", rules), Is.EqualTo(MotionErrors.BothMajorities));
            Assert.That(Put(vote, "persons", vote.Rules), Is.EqualTo(MotionErrors.Secret));
            Assert.That(Put(vote, "weather", vote.Rules), Is.EqualTo(MotionErrors.UnknownType));
            Assert.That(Put(vote, "lateItem", vote.Rules), Is.EqualTo(MotionErrors.NotLate));
        });
    }

    [TestCase("persons")]
    [TestCase("fees")]
    [TestCase("charter")]
    [TestCase("purpose")]
    [TestCase("dissolution")]
    [TestCase("exclusion")]
    public void Persons_fees_and_the_charter_are_never_decided_on_a_late_item(string type)
    {
        var vote = new Vote(4, new("A late one", ItemKind.Decision, 10) { Late = true });
        Assert.That(Put(vote, type, vote.Rules), Is.EqualTo(AgendaDomainErrors.NeverLate));
    }

    [Test]
    public void A_late_item_is_taken_up_by_the_members_before_anything_on_it_is_voted_on()
    {
        var vote = new Vote(3, new("A late one", ItemKind.Decision, 10) { Late = true });
        for (var member = 0; member < 3; member++)
        {
            vote.Hall.CheckIn(member, 0);
        }

        var (taking, position) = (vote.Motion("lateItem", "Take it up"), vote.Motion("position", "Position", before: 1));
        Assert.Multiple(() =>
        {
            Assert.That(
                vote.Opening(position, isTakenUp: false).Open(PollMethod.Ballots, null, Vote.Now, null).Error,
                Is.EqualTo(PollErrors.NotTakenUp)
            );
            Assert.That(
                vote.Opening(taking, isTakenUp: false).Open(PollMethod.Consensus, null, Vote.Now, null).Error,
                Is.EqualTo(PollErrors.NoConsensusOnLate)
            );
            Assert.That(vote.Opening(taking, isTakenUp: false).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
            Assert.That(vote.Opening(position).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
        });
    }

    [Test]
    public void The_text_is_changed_until_a_vote_is_opened_and_never_after()
    {
        var vote = new Vote(4);
        var motion = vote.Motion();
        Assert.Multiple(() =>
        {
            Assert.That(motion.Change(vote.Item, Vote.Terms(title: "Budget 2029"), wasVotedOn: false, vote.Rules), Is.Null);
            Assert.That((motion.Title, motion.Version), Is.EqualTo(("Budget 2029", 2L)));
            Assert.That(motion.Change(vote.Item, Vote.Terms(), wasVotedOn: true, vote.Rules), Is.EqualTo(MotionErrors.VotedOn));
            Assert.That(motion.Title, Is.EqualTo("Budget 2029"));
        });
    }

    [TestCase(MotionStepKind.Withdrawn)]
    [TestCase(MotionStepKind.Deferred)]
    [TestCase(MotionStepKind.Lapsed)]
    public void A_shelved_motion_is_not_voted_on_until_it_is_reopened_with_a_reason(MotionStepKind kind)
    {
        var vote = new Vote(3);
        for (var member = 0; member < 3; member++)
        {
            vote.Hall.CheckIn(member, 0);
        }

        var motion = vote.Motion();
        Assert.Multiple(() =>
        {
            Assert.That(motion.Shelve(kind, vote.Stands, "So it is.", Vote.Now, null), Is.Null);
            Assert.That(motion.Shelve(kind, vote.Stands, "Again.", Vote.Now, null), Is.EqualTo(MotionErrors.Shelved));
            Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.EqualTo(MotionErrors.Shelved));
            Assert.That(motion.Reopen(vote.Stands, "After all.", Vote.Now, null), Is.Null);
            Assert.That(motion.Reopen(vote.Stands, "Again.", Vote.Now, null), Is.EqualTo(MotionErrors.NotOver));
            Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
            Assert.That(motion.Steps.Select(s => s.Kind), Is.EqualTo(new[] { kind, MotionStepKind.Reopened }));
        });
    }

    [Test]
    public void A_decided_motion_is_neither_shelved_nor_voted_on_again_until_it_is_reopened()
    {
        var vote = new Vote(3);
        for (var member = 0; member < 3; member++)
        {
            vote.Hall.CheckIn(member, 0);
        }

        var motion = vote.Motion();
        vote.Close(vote.Open(motion), motion, 3, 0, 0);
        Assert.Multiple(() =>
        {
            Assert.That(
                motion.Shelve(MotionStepKind.Withdrawn, vote.Stands, "Too late.", Vote.Now, null),
                Is.EqualTo(MotionErrors.Decided)
            );
            Assert.That(motion.Reopen(vote.Stands, "A mistake.", Vote.Now.Plus(NodaTime.Duration.FromMinutes(1)), null), Is.Null);
            Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
            Assert.That(
                motion.Shelve(MotionStepKind.Withdrawn, vote.Stands, "Not wanted any more.", Vote.Now, null),
                Is.EqualTo(MotionErrors.Adopted),
                "what was adopted is undone by a vote alone"
            );
        });
    }

    [TestCase(null, true)]
    [TestCase("the membership fees", true)]
    [TestCase("on the membership fees", true)]
    [TestCase("Membership fees 2028", true)]
    [TestCase("membership", true)]
    [TestCase("1.1", true)]
    [TestCase("procedural", true)]
    [TestCase("the budget", false)]
    [TestCase("1.2", false)]
    [TestCase("…", false)]
    public void The_words_of_an_instruction_mean_a_motion_by_number_type_or_title(string? about, bool isMeant)
    {
        var motion = new Vote(4).Motion("procedural", "Membership fees 2028");
        Assert.That(motion.IsMeantBy(about), Is.EqualTo(isMeant));
    }

    private static Error? Put(Vote vote, string type, RulesOfProcedure rules) =>
        Motion.Put(vote.Item, 0, Vote.Terms(type), rules, Vote.Now, null).Error;
}
