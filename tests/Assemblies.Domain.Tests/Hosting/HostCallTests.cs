using Assemblies.Domain.Hosting;
using NodaTime;
using static Assemblies.Domain.Tests.Hosting.Calls;

namespace Assemblies.Domain.Tests.Hosting;

public sealed class HostCallTests
{
    [TestCase(
        "2026-08-31T21:59:59Z",
        ExpectedResult = CallState.Upcoming,
        TestName = "a second before its first day in Brussels it is upcoming"
    )]
    [TestCase("2026-08-31T22:00:00Z", ExpectedResult = CallState.Open, TestName = "it opens with its first day in Brussels")]
    [TestCase("2026-10-30T22:59:59Z", ExpectedResult = CallState.Open, TestName = "the last second of the last day is in time")]
    [TestCase("2026-10-30T23:00:00Z", ExpectedResult = CallState.Closed, TestName = "the next day in Brussels is too late")]
    public CallState State_by_the_day(string at) => Open().StateAt(NodaTime.Text.InstantPattern.General.Parse(at).Value, InForce);

    [Test]
    public void A_call_whose_days_are_over_is_not_opened()
    {
        CallTerms Closing(LocalDate day) => Terms with { ClosesOn = day };
        Error? Opened(CallTerms terms) => HostCall.Open("GA-2027-1", terms, Secretariat, WhileOpen, InForce).Error;
        var past = Terms with { PeriodFrom = new(2020, 4, 1), PeriodUntil = new(2020, 5, 31), ClosesOn = new(2020, 3, 1) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Opened(Closing(new(2026, 9, 15))), Is.Null, "the last day counts to its end");
            Assert.That(Opened(Closing(new(2026, 9, 14)))!.Fields.Keys, Is.EqualTo(["closesOn"]));
            Assert.That(Opened(past), Is.EqualTo(HostingErrors.CallInThePast));
            Assert.That(Opened(past)!.Fields.Keys, Is.EquivalentTo(["periodUntil", "closesOn"]));
        }
    }

    [Test]
    public void A_call_is_not_moved_to_days_that_are_over_and_what_is_over_stays_as_it_was()
    {
        var call = Open();
        var yesterday = Terms with { ClosesOn = new(2026, 9, 14) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Change(yesterday, Secretariat, WhileOpen, InForce), Is.EqualTo(HostingErrors.CallInThePast));
            Assert.That(call.Terms, Is.EqualTo(Terms));
            Assert.That(call.Change(Terms with { Criteria = "Costs." }, Secretariat, Closed, InForce), Is.Null);
        }
    }

    [Test]
    public void A_call_closed_early_is_closed_and_a_later_last_day_opens_it_again()
    {
        var call = Open();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Close("Enough.", Secretariat, At(2026, 8, 1), InForce), Is.EqualTo(HostingErrors.CallNotOpenYet));
            Assert.That(call.Close("Enough.", Secretariat, WhileOpen, InForce), Is.Null);
            Assert.That(call.StateAt(WhileOpen, InForce), Is.EqualTo(CallState.Closed));
            Assert.That(call.Close("Enough.", Secretariat, WhileOpen, InForce), Is.EqualTo(HostingErrors.CallClosed));
            Assert.That(call.Change(Terms with { Criteria = "Costs." }, Secretariat, WhileOpen, InForce), Is.Null);
            Assert.That(call.StateAt(WhileOpen, InForce), Is.EqualTo(CallState.Closed), "other words do not open it");
            Assert.That(call.Change(Terms with { ClosesOn = new(2026, 11, 30) }, Secretariat, WhileOpen, InForce), Is.Null);
            Assert.That(call.StateAt(WhileOpen, InForce), Is.EqualTo(CallState.Open));
            Assert.That(call.Steps.Select(s => s.Kind), Is.EqualTo([CallStepKind.Opened, CallStepKind.ClosedEarly, CallStepKind.Extended]));
        }
    }

    [Test]
    public void Its_last_day_is_the_one_on_which_it_was_closed_early_until_it_is_open_again()
    {
        var call = Open();
        Assert.That(call.LastDay(InForce), Is.EqualTo(Terms.ClosesOn));

        call.Close("Enough.", Secretariat, WhileOpen, InForce);
        Assert.That(call.LastDay(InForce), Is.EqualTo(new LocalDate(2026, 9, 15)));

        call.Change(Terms with { ClosesOn = new(2026, 11, 30) }, Secretariat, WhileOpen, InForce);
        Assert.That(call.LastDay(InForce), Is.EqualTo(new LocalDate(2026, 11, 30)));
    }

    [Test]
    public void Who_was_told_of_a_call_is_told_when_it_ends_on_another_day()
    {
        var (untold, told) = (Open(), Open());
        told.Told(WhileOpen);
        foreach (var call in new[] { untold, told })
        {
            call.Change(Terms with { Criteria = "Costs." }, Secretariat, WhileOpen, InForce);
            call.Change(Terms with { ClosesOn = new(2026, 11, 15) }, Secretariat, WhileOpen, InForce);
            call.Close("Enough.", Secretariat, WhileOpen, InForce);
            call.Change(Terms with { ClosesOn = new(2026, 11, 30) }, Secretariat, WhileOpen, InForce);
        }

        Assert.That(untold.TakeEvents(), Is.Empty);
        Assert.That(
            told.TakeEvents(),
            Is.EqualTo(
                new DomainEvent[]
                {
                    new LastDayMoved(told.Id, "GA-2027-1", new(2026, 10, 30)),
                    new CallClosedEarly(told.Id, "GA-2027-1", "Enough."),
                    new LastDayMoved(told.Id, "GA-2027-1", new(2026, 11, 15)),
                }
            )
        );
    }

    [Test]
    public void One_member_is_asked_at_a_time_and_not_before_the_call_is_closed()
    {
        var call = Open();
        var (first, second) = (Submitted(call, Slovenia, 1), Submitted(call, Bulgaria, 2));
        var draft = new HostProposal(call.Id, Bulgaria, new(), Head, null, WhileOpen);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ask(call, first, WhileOpen), Is.EqualTo(HostingErrors.CallStillOpen));
            Assert.That(Ask(call, draft, Closed), Is.EqualTo(HostingErrors.NotSubmitted));
            Assert.That(Ask(call, first, Closed, option: 0), Is.EqualTo(HostingErrors.UnknownDates));
            Assert.That(Ask(call, first, Closed, option: 3), Is.EqualTo(HostingErrors.UnknownDates));
            Assert.That(Ask(call, first, Closed, option: 2), Is.Null);
            Assert.That(call.Assignments.Single().Dates.OpenMeeting, Is.EqualTo(new LocalDate(2027, 5, 12)));
            Assert.That(call.Assignments.Single().AnswerBy, Is.EqualTo(new LocalDate(2026, 11, 16)));
            Assert.That(Ask(call, second, Closed), Is.EqualTo(HostingErrors.SomebodyIsAsked));
            Assert.That(call.StateAt(Closed, InForce), Is.EqualTo(CallState.Asked));
        }
    }

    [Test]
    public void The_last_second_of_the_fourteenth_day_is_in_time_for_the_answer()
    {
        var call = Open();
        var proposal = Submitted(call, Slovenia, 1);
        Ask(call, proposal, Closed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Accept(1, proposal, Head, null, At(2026, 11, 17, 0), InForce), Is.EqualTo(HostingErrors.AnswerLate));
            Assert.That(call.Accept(2, proposal, Head, null, Closed, InForce), Is.EqualTo(HostingErrors.UnknownAssignment));
            Assert.That(call.Accept(1, proposal, Head, null, At(2026, 11, 16, 23, 59, 59), InForce), Is.Null);
            Assert.That(call.Accept(1, proposal, Head, null, Closed, InForce), Is.EqualTo(HostingErrors.AlreadyAnswered));
            Assert.That(call.Decline(1, "No.", Head, null, Closed, InForce), Is.EqualTo(HostingErrors.AlreadyAnswered));
            Assert.That(Ask(call, proposal, Closed), Is.EqualTo(HostingErrors.CallDecided));
            Assert.That(call.Change(Terms, Secretariat, Closed, InForce), Is.EqualTo(HostingErrors.CallDecided));
        }
    }

    [Test]
    public void Accepting_says_all_the_assembly_is_made_from()
    {
        var call = Open();
        var proposal = Submitted(call, Slovenia, 1, Ljubljana with { City = "Љубљана", CityLatin = "Ljubljana" });
        Ask(call, proposal, Closed);
        call.TakeEvents();
        call.Accept(1, proposal, Head, null, Closed, InForce);

        var accepted = call.TakeEvents().OfType<HostAccepted>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((accepted.Edition, accepted.Host, accepted.By), Is.EqualTo(("GA-2027-1", Slovenia, Head)));
            Assert.That((accepted.Place.CityInWords(), accepted.Place.TimeZone), Is.EqualTo(("Љубљана (Ljubljana)", "Europe/Ljubljana")));
            Assert.That(accepted.OpenMeeting, Is.EqualTo(new LocalDate(2027, 4, 21)));
            Assert.That(accepted.Days, Is.EqualTo([new LocalDate(2027, 4, 22), new LocalDate(2027, 4, 23)]));
        }
    }

    [Test]
    public void Who_declines_or_stays_silent_makes_room_for_the_next_of_the_order()
    {
        var call = Open();
        var (first, second, third) = (
            Submitted(call, Slovenia, 1),
            Submitted(call, Bulgaria, 2),
            Submitted(call, Id<Domain.Members.Organisation>.New(), 3)
        );
        var all = new[] { first, second, third }.ToDictionary(p => p.Id);
        Ask(call, first, Closed, 1, new(second.Id, 2), new(third.Id, 1));
        call.Decline(1, "The hall burnt down.", Head, null, Closed, InForce);
        var next = call.AskNext(all, "SI", Closed, InForce);
        var later = At(2026, 11, 17);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((next?.N, next?.Member, next?.Dates), Is.EqualTo((2, Bulgaria, second.DateOptions[1])));
            Assert.That(call.Expire(At(2026, 11, 16, 23, 59), InForce), Is.False, "its last day is not over");
            Assert.That(call.Expire(later, InForce), Is.True);
            Assert.That(call.Expire(later, InForce), Is.False, "once");
            Assert.That(call.AskNext(all, "BG", later, InForce)?.Proposal, Is.EqualTo(third.Id));
            Assert.That(
                call.Assignments.Select(a => a.State),
                Is.EqualTo([AssignmentState.Declined, AssignmentState.Expired, AssignmentState.Pending])
            );
            Assert.That(
                call.Assignments.Select(a => a.Reason),
                Is.EqualTo([
                    "Shortest journeys.",
                    "SI cannot host; this proposal is next in the order given.",
                    "BG did not answer in time; this proposal is next in the order given.",
                ]),
                "nobody gets the praise of another"
            );
            Assert.That(call.Accept(2, second, Head, null, later, InForce), Is.EqualTo(HostingErrors.AnswerLate), "nobody answered");
        }

        call.Decline(3, "No.", Head, null, later, InForce);
        Assert.That(call.AskNext(all, "CZ", later, InForce), Is.Null, "nobody is left");
        Assert.That(call.StateAt(later, InForce), Is.EqualTo(CallState.Closed), "the secretariat chooses anew");
    }

    [Test]
    public void A_reserve_that_withdrew_meanwhile_is_passed_over()
    {
        var call = Open();
        var (first, second, third) = (
            Submitted(call, Slovenia, 1),
            Submitted(call, Bulgaria, 2),
            Submitted(call, Id<Domain.Members.Organisation>.New(), 3)
        );
        Ask(call, first, Closed, 1, new(second.Id, 1), new(third.Id, 1));
        Assert.That(second.Withdraw(call, Head, null, Closed, InForce), Is.Null);
        call.Decline(1, "No.", Head, null, Closed, InForce);
        Assert.That(
            call.AskNext(new[] { first, second, third }.ToDictionary(p => p.Id), "SI", Closed, InForce)?.Proposal,
            Is.EqualTo(third.Id)
        );
    }

    [Test]
    public void Proposals_are_put_to_the_vote_once_when_the_call_is_closed_and_there_are_some()
    {
        var call = Open();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.PutToVote("item 16", 2, Secretariat, WhileOpen, InForce), Is.EqualTo(HostingErrors.CallStillOpen));
            Assert.That(call.PutToVote("item 16", 0, Secretariat, Closed, InForce), Is.EqualTo(HostingErrors.NothingToVoteOn));
            Assert.That(call.PutToVote("item 16", 2, Secretariat, Closed, InForce), Is.Null);
            Assert.That(call.PutToVote("item 16", 2, Secretariat, Closed, InForce), Is.EqualTo(HostingErrors.AlreadyPutToVote));
            Assert.That(call.StateAt(Closed, InForce), Is.EqualTo(CallState.PutToVote));
            Assert.That(call.Change(Terms, Secretariat, Closed, InForce), Is.EqualTo(HostingErrors.AlreadyPutToVote));
        }
    }
}
