using Assemblies.Domain.Hosting;
using NodaTime;
using static Assemblies.Domain.Tests.Hosting.Calls;

namespace Assemblies.Domain.Tests.Hosting;

public sealed class HostProposalTests
{
    [Test]
    public void An_empty_draft_is_told_everything_that_is_missing() =>
        Assert.That(
            new ProposalTerms().Missing(Terms).Keys,
            Is.EquivalentTo([
                "city",
                "country",
                "latitude",
                "longitude",
                "timeZone",
                "venue",
                "mainRoomSeats",
                "sideRooms",
                "stepFreeAccess",
                "hearingSupport",
                "costToNetworkEur",
                "hotelPerNightEur",
                "dateOptions",
            ])
        );

    [Test]
    public void The_demo_proposal_misses_nothing() => Assert.That(Ljubljana.Missing(Terms), Is.Empty);

    [TestCase("2027-03-31", "2027-04-01", ExpectedResult = false, TestName = "an open meeting before the period")]
    [TestCase("2027-05-30", "2027-06-01", ExpectedResult = false, TestName = "a day after the period")]
    [TestCase("2027-04-23", "2027-04-22", ExpectedResult = false, TestName = "an open meeting after the general assembly")]
    [TestCase("2027-04-22", "2027-04-22", ExpectedResult = false, TestName = "an open meeting on the first day, which is full")]
    [TestCase("2027-04-01", "2027-04-02", ExpectedResult = true, TestName = "the first day of the period")]
    [TestCase("2027-05-30", "2027-05-31", ExpectedResult = true, TestName = "the last day of the period")]
    public bool Dates_fit(string open, string day) =>
        (Ljubljana with { DateOptions = [new(Date(open), [Date(day)])] }).Missing(Terms).Count is 0;

    [Test]
    public void Days_come_in_their_order_each_once()
    {
        LocalDate[] twice = [new(2027, 4, 22), new(2027, 4, 22)];
        Assert.That((Ljubljana with { DateOptions = [new(new(2027, 4, 21), twice)] }).Missing(Terms).Keys, Is.EqualTo(["dateOptions[0]"]));
        Assert.That((Ljubljana with { DateOptions = [new(new(2027, 4, 21), [])] }).Missing(Terms).Keys, Is.EqualTo(["dateOptions[0]"]));
    }

    [Test]
    public void A_submitted_one_keeps_its_number_and_stays_complete()
    {
        var call = Open();
        var proposal = Submitted(call, Slovenia, 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(proposal.Submit(7, "Somebody else", call, Head, null, WhileOpen, InForce).Value, Is.EqualTo(1), "a repeat");
            Assert.That(
                proposal.Edit(Ljubljana with { Venue = null }, call, Head, null, WhileOpen, InForce)?.Fields.Keys,
                Is.EqualTo(["venue"])
            );
            Assert.That(proposal.Version, Is.EqualTo(2), "what is refused changes nothing");
            Assert.That(proposal.Edit(Ljubljana with { SideRooms = 5 }, call, Head, null, WhileOpen, InForce), Is.Null);
            Assert.That((proposal.Version, proposal.SideRooms), Is.EqualTo((3, 5)));
        }
    }

    [Test]
    public void Nothing_is_changed_or_submitted_once_the_call_is_closed()
    {
        var call = Open();
        var draft = new HostProposal(call.Id, Slovenia, Ljubljana, Head, null, WhileOpen);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(draft.Edit(Ljubljana, call, Head, null, Closed, InForce), Is.EqualTo(HostingErrors.CallClosed));
            Assert.That(draft.Submit(1, "Špela Žagar", call, Head, null, Closed, InForce).Error, Is.EqualTo(HostingErrors.CallClosed));
            Assert.That(draft.Edit(Ljubljana, call, Head, null, At(2026, 8, 1), InForce), Is.EqualTo(HostingErrors.CallNotOpenYet));
        }
    }

    [Test]
    public void It_is_withdrawn_until_a_host_is_found_but_who_is_asked_declines()
    {
        var call = Open();
        var (first, second) = (Submitted(call, Slovenia, 1), Submitted(call, Bulgaria, 2));
        Ask(call, first, Closed);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Withdraw(call, Head, null, Closed, InForce), Is.EqualTo(HostingErrors.DeclineInstead));
            Assert.That(second.Withdraw(call, Head, null, Closed, InForce), Is.Null);
            Assert.That(second.Withdraw(call, Head, null, Closed, InForce), Is.EqualTo(HostingErrors.ProposalWithdrawn));
            Assert.That(second.Edit(Ljubljana, call, Head, null, WhileOpen, InForce), Is.EqualTo(HostingErrors.ProposalWithdrawn));
        }

        call.Accept(1, first, Head, null, Closed, InForce);
        Assert.That(first.Withdraw(call, Head, null, Closed, InForce), Is.EqualTo(HostingErrors.CallDecided));
    }

    [Test]
    public void What_the_secretariat_enters_is_told_and_what_the_member_enters_is_not()
    {
        var source = new Source(SourceKind.Phone, "Špela Žagar, 14 September");
        var call = Open();
        var own = new HostProposal(call.Id, Slovenia, Ljubljana, Head, null, WhileOpen);
        var entered = new HostProposal(call.Id, Bulgaria, Ljubljana, Secretariat, source, WhileOpen);
        Assert.That(own.TakeEvents(), Is.Empty);
        Assert.That(entered.TakeEvents(), Is.EqualTo([new ProposalEntered(entered.Id, 1, Secretariat, source, Submits: false)]));
    }

    [Test]
    public void A_clash_lies_on_a_day_of_the_option()
    {
        Clash[] busy = [new("Alliance", new(2027, 4, 23), new(2027, 4, 23)), new("Fair", new(2027, 4, 10), new(2027, 4, 20))];
        Assert.That(Clash.With(Ljubljana.DateOptions[0], busy).Select(c => c.InWords), Is.EqualTo(["Alliance on 23 April 2027"]));
        Assert.That(Clash.With(Ljubljana.DateOptions[1], busy), Is.Empty);
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
