using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Tests.Presence;
using Assemblies.Domain.Voting;
using CsCheck;
using NodaTime;

namespace Assemblies.Domain.Tests.Voting;

/// <summary>Opening, closing, annulling a vote, and whose turn it is.</summary>
public sealed class PollTests
{
    [Test]
    public void Who_may_vote_is_pinned_at_the_opening_and_whose_turn_it_is_follows_who_comes_and_goes()
    {
        var vote = Full(4, but: [3]);
        Holds(vote.Hall, principal: 3, holder: 0);
        var poll = vote.Open(vote.Motion());
        Assert.Multiple(() =>
        {
            Assert.That(Codes(poll), Is.EqualTo(new[] { "M0", "M1", "M2", "M3" }));
            Assert.That((poll.Entitled, poll.Present, poll.Represented, poll.PresentOrRepresented), Is.EqualTo((4, 3, 1, 4)));
            Assert.That(Turn(vote, poll, 3), Is.EqualTo(Head(vote, 0)), "the holder's head casts the principal's");
        });

        // The holder's head leaves, and its deputy comes: both votes are the deputy's. P stays.
        vote.Hall.CheckIn(0, 1);
        vote.Hall.CheckOut(0, 0);
        Assert.Multiple(() =>
        {
            Assert.That(Turn(vote, poll, 0), Is.EqualTo(Person(vote, 0, 1)));
            Assert.That(Turn(vote, poll, 3), Is.EqualTo(Person(vote, 0, 1)));
            Assert.That(poll.PresentOrRepresented, Is.EqualTo(4));
        });

        // The principal comes itself: its proxy is void from then on, and the vote its own.
        vote.Hall.CheckIn(3, 0);
        Assert.That(Turn(vote, poll, 3), Is.EqualTo(Head(vote, 3)));

        // All of it leave again: nobody's turn.
        vote.Hall.CheckOut(3, 0);
        Assert.That(Turn(vote, poll, 3), Is.Null);
    }

    [Test]
    public void Whoever_comes_after_the_opening_joins_the_next_vote()
    {
        var vote = Full(4, but: [3]);
        var poll = vote.Open(vote.Motion());
        vote.Hall.CheckIn(3, 0);
        Assert.Multiple(() =>
        {
            Assert.That(Codes(poll), Is.EqualTo(new[] { "M0", "M1", "M2" }));
            Assert.That(Turn(vote, poll, 3), Is.Null);
        });
    }

    [Test]
    public void Public_case_C30_a_holder_who_casts_only_its_own_leaves_the_principal_as_not_voting_and_not_as_no()
    {
        var vote = Full(4, but: [3]);
        Holds(vote.Hall, principal: 3, holder: 0);
        var motion = vote.Motion();
        var result = vote.Close(vote.Open(motion), motion, yes: 3, no: 0, abstain: 0)!;
        Assert.That((result.Yes, result.No, result.NotVoting, result.Present), Is.EqualTo((3, 0, 1, 4)));
    }

    [Test]
    public void An_instruction_stands_with_the_ballot_of_the_principal_on_that_motion_alone()
    {
        var vote = Full(4, but: [3]);
        Holds(vote.Hall, principal: 3, holder: 0, new ProxyInstruction(vote.Item.Id, InstructedVote.Yes, "fees"));
        var (budget, fees) = (vote.Motion(), vote.Motion("fees", "Membership fees 2028", before: 1));
        var onBudget = vote.Opening(budget).Open(PollMethod.Ballots, null, Vote.Now, null).Value!;
        var onFees = vote.Opening(fees).Open(PollMethod.Ballots, null, Vote.Now, null).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(onBudget.Roll.Select(m => m.Instruction), Is.EqualTo(new InstructedVote?[] { null, null, null, null }));
            Assert.That(onFees.Roll.Select(m => m.Instruction), Is.EqualTo(new InstructedVote?[] { null, null, null, InstructedVote.Yes }));
            Assert.That(
                onBudget.Roll.Select(m => m.Aside),
                Is.EqualTo(new[] { null, null, null, "fees: yes" }),
                "its holder sees it all the same"
            );
            Assert.That(onFees.Roll.Select(m => m.Aside), Is.All.Null);
            Assert.That(
                onFees.VotersNow(vote.Hall.Count(vote.Item.Id)).Single(v => v.Instruction is not null).Organisation,
                Is.EqualTo(vote.Hall.Roll[3].Organisation)
            );
        });
    }

    [Test]
    public void A_vote_needs_an_open_meeting_its_item_on_a_quorum_and_no_other_vote_on_the_motion()
    {
        var vote = Full(5);
        var motion = vote.Motion();
        Assert.Multiple(() =>
        {
            Assert.That(Refusal(new Vote(5), m => m), Is.EqualTo(PollErrors.NoQuorum), "nobody is there");
            Assert.That(
                vote.Opening(motion, isChallenged: true).Open(PollMethod.Ballots, null, Vote.Now, null).Error,
                Is.EqualTo(QuorumErrors.ChallengeRuns)
            );
            Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, Vote.Now, Vote.Now, null).Error, Is.EqualTo(PollErrors.UntilPast));
        });

        var poll = vote.Open(motion);
        Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.EqualTo(MotionErrors.PollIsOpen));
        vote.Close(poll, motion, 5, 0, 0);
        Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.EqualTo(MotionErrors.Decided));

        vote.Sitting.Interrupt(5, Vote.Now, null);
        var other = vote.Motion("fees", "Fees", 1);
        Assert.That(vote.Opening(other).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.EqualTo(PollErrors.InBreak));
        vote.Sitting.Close(Vote.Now, null, null);
        Assert.That(vote.Opening(other).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.EqualTo(SittingErrors.IsClosed));
    }

    [Test]
    public void A_motion_with_a_quorum_of_its_own_is_not_opened_below_it()
    {
        // More than half of 6 are 4; 2/3 are 4 as well; of 7 they are 4 and 5.
        var vote = Full(7, but: [4, 5, 6]);
        Assert.Multiple(() =>
        {
            Assert.That(
                vote.Opening(vote.Motion("charter")).Open(PollMethod.Ballots, null, Vote.Now, null).Error,
                Is.EqualTo(PollErrors.NoQuorum)
            );
            Assert.That(vote.Opening(vote.Motion()).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
        });
    }

    [Test]
    public void A_quorum_that_is_lost_while_a_vote_is_open_makes_it_void_and_it_can_be_taken_again()
    {
        var vote = Full(4);
        var motion = vote.Motion();
        var result = vote.Close(vote.Open(motion), motion, 4, 0, 0, quorumLost: true)!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (result.Outcome, result.Sentence),
                Is.EqualTo((Outcome.VoidNoQuorum, "Void: the quorum was lost while the vote was open."))
            );
            Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
        });
    }

    [Test]
    public void With_no_objection_it_is_adopted_and_one_objection_leads_to_a_vote()
    {
        var vote = Full(4);
        var (first, second) = (vote.Motion(), vote.Motion("fees", "Fees", 1));
        var adopted = vote.Close(vote.Open(first, PollMethod.Consensus), first, 0, 0, 0)!;
        Assert.That(
            (adopted.Outcome, adopted.Sentence),
            Is.EqualTo((Outcome.Adopted, "Adopted by consensus: none of the 4 members present or represented objected."))
        );

        vote.Polls.Clear();
        var asked = vote.Open(second, PollMethod.Consensus);
        Assert.Multiple(() =>
        {
            Assert.That(asked.ObjectedBy(asked.Roll[1], Vote.Now, null), Is.Null);
            Assert.That(asked.ObjectedBy(asked.Roll[2], Vote.Now, null), Is.Null, "a second one changes nothing");
            Assert.That(asked.Steps.Select(s => s.Kind), Is.EqualTo(new[] { PollStepKind.Objected }));
            Assert.That(asked.Close([], false, second, Vote.Now, null).Error, Is.EqualTo(PollErrors.Ended));
            Assert.That(vote.Opening(second).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.Null);
        });
    }

    [Test]
    public void The_chair_decides_a_tie_once_where_the_rules_leave_it_to_them()
    {
        var vote = Full(4);
        vote.Rules = vote.Rules with { ChairCastingVote = true };
        var motion = vote.Motion();
        var poll = vote.Open(motion);
        Assert.Multiple(() =>
        {
            Assert.That(vote.Close(poll, motion, 2, 2, 0), Is.Null);
            Assert.That(poll.AwaitsChair, Is.True);
            Assert.That(vote.Opening(motion).Open(PollMethod.Ballots, null, Vote.Now, null).Error, Is.EqualTo(MotionErrors.PollIsOpen));
        });
        var cast = poll.CastByChair(true, Vote.Ballots(2, 2, 0), motion, Vote.Now, null).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(
                (cast.Outcome, cast.Yes, cast.No),
                Is.EqualTo((Outcome.TiedChairAdopted, 2, 2)),
                "recorded apart from the members' votes"
            );
            Assert.That(poll.CastByChair(false, Vote.Ballots(2, 2, 0), motion, Vote.Now, null).Error, Is.EqualTo(PollErrors.NoTie));
        });
    }

    [Test]
    public void An_annulled_vote_decides_nothing_and_the_motion_is_voted_on_again_as_a_new_row()
    {
        var vote = Full(4);
        var motion = vote.Motion();
        var first = vote.Open(motion);
        vote.Close(first, motion, 4, 0, 0);
        Assert.Multiple(() =>
        {
            Assert.That(first.Annul("The wrong text was shown.", motion, Vote.Now, null), Is.Null);
            Assert.That(first.Annul("Again.", motion, Vote.Now, null), Is.EqualTo(PollErrors.AnnulledAlready));
            Assert.That(vote.Stands.Standing, Is.Null);
            Assert.That(vote.Stands.IsDecided(motion), Is.False);
        });
        var second = vote.Open(motion);
        Assert.That((second.Seq, first.WhyAnnulled), Is.EqualTo((2, "The wrong text was shown.")));
    }

    [Test]
    public void A_members_ballots_never_exceed_one_a_mandate_whoever_comes_and_goes() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Bool)
            .Array[0, 30]
            .Sample(moves =>
            {
                var vote = Full(5, but: [4]);
                Holds(vote.Hall, principal: 4, holder: 0);
                var poll = vote.Open(vote.Motion());
                return Array.TrueForAll(
                    moves,
                    move =>
                    {
                        var (member, person, isIn) = move;
                        if (isIn)
                        {
                            vote.Hall.CheckIn(member, person);
                        }
                        else
                        {
                            vote.Hall.CheckOut(member, person);
                        }

                        var turns = poll.VotersNow(vote.Hall.Count(vote.Item.Id));
                        return turns.Select(t => t.Organisation).Distinct().Count() == turns.Count
                            && turns.Count <= poll.PresentOrRepresented;
                    }
                );
            });

    private static Error? Refusal(Vote vote, Func<Motion, Motion> of) =>
        vote.Opening(of(vote.Motion())).Open(PollMethod.Ballots, null, Vote.Now, null).Error;

    private static Vote Full(int members, int[]? but = null)
    {
        var vote = new Vote(members);
        foreach (var member in Enumerable.Range(0, members).Except(but ?? []))
        {
            vote.Hall.CheckIn(member, 0);
        }

        return vote;
    }

    private static void Holds(Hall hall, int principal, int holder, params ProxyInstruction[] instructions)
    {
        hall.Today = Vote.Now.Minus(Duration.FromDays(5));
        var given = hall.Give(principal, holder, instructions).Value!;
        given.Accept(new(Vote.Now, null));
    }

    private static string[] Codes(Poll poll) => [.. poll.Roll.Select(m => m.Code)];

    private static Id<Person>? Turn(Vote vote, Poll poll, int member) =>
        poll.VotersNow(vote.Hall.Count(vote.Item.Id)).SingleOrDefault(v => v.Organisation == vote.Hall.Roll[member].Organisation)?.Person;

    private static Id<Person> Head(Vote vote, int member) => Person(vote, member, 0);

    private static Id<Person> Person(Vote vote, int member, int person) =>
        vote.Hall.People[vote.Hall.Roll[member].Organisation][person].Person!.Value;
}
