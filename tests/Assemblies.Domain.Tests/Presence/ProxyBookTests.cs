using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Presence;

[Category("Time")]
public sealed class ProxyBookTests
{
    private static readonly Instant LastSecond = Instant.FromUtc(2027, 4, 20, 21, 59, 59);
    private static readonly Instant TooLate = Instant.FromUtc(2027, 4, 20, 22, 0);
    private static readonly DeadlineList Deadlines = DeadlineList.Of(RulesOfProcedure.Default, new(2027, 4, 22), new(2027, 4, 23));
    private static readonly ProxyActor Somebody = new(LastSecond, Id<Person>.New());

    [Test]
    public void A_proxy_goes_from_one_entitled_member_to_another()
    {
        var hall = new Hall(true, true, false);
        Assert.That(
            new[] { hall.Give(2, 0), hall.Give(0, 2), hall.Give(0, 0), hall.Give(0, 1) }.Select(given => given.Error?.Code),
            Is.EqualTo(["proxies.principal_without_vote", "proxies.holder_without_vote", "proxies.own_holder", null])
        );
    }

    [Test]
    public void Nobody_gives_two_passes_one_on_or_holds_one_after_giving_its_own()
    {
        var hall = new Hall(true, true, true);
        hall.Give(0, 1);
        Assert.That(
            new[] { hall.Give(0, 2), hall.Give(1, 2), hall.Give(2, 0) }.Select(given => given.Error?.Code),
            Is.EqualTo(["proxies.given_already", "proxies.holds_one", "proxies.holder_gave_one"])
        );
    }

    [Test]
    public void What_was_withdrawn_or_refused_does_not_count_for_the_limit()
    {
        var hall = new Hall(true, true, true, true, true);
        hall.Give(0, 4);
        hall.Give(1, 4);
        var full = hall.Give(2, 4).Error;
        hall.Book.Withdraw(hall.Standing(0)!, Somebody, null);
        var afterWithdrawal = hall.Give(2, 4).Error;
        hall.Standing(1)!.Refuse(Somebody, "We leave early.");
        Assert.That(
            (full?.Code, afterWithdrawal, hall.Give(3, 4).Error, hall.Book.RoomFor(hall.Roll[4].Organisation)),
            Is.EqualTo(("proxies.holder_full", (Error?)null, (Error?)null, 0))
        );
    }

    [Test]
    public void Rules_without_proxies_and_an_assembly_that_is_not_convened_have_none()
    {
        var (none, planned) = (new Hall(true, true) { PerHolder = 0 }, new Hall(true, true) { State = AssemblyState.Planned });
        Assert.That((none.Give(0, 1).Error?.Code, planned.Give(0, 1).Error?.Code), Is.EqualTo(("proxies.none", "proxies.not_open")));
    }

    [Test]
    public void The_last_second_of_the_last_day_is_in_time_and_an_exception_holds_longer_for_the_one_it_is_for()
    {
        var hall = new Hall(true, true, true) { Deadlines = Deadlines, Today = LastSecond };
        var inTime = hall.Give(0, 2).Error;
        hall.Today = TooLate;
        var (late, withdrawn) = (hall.Give(1, 2).Error, hall.Book.Withdraw(hall.Standing(0)!, Somebody, null));
        hall.Exceptions.Add(
            new(hall.Assembly, DeadlineKind.Proxies, hall.Roll[1].Organisation, null, new(2027, 4, 22), TooLate, null, "Ill.")
        );
        Assert.That(
            (inTime, late?.Code, withdrawn?.Code, hall.Give(1, 2).Error),
            Is.EqualTo(((Error?)null, "proxies.closed", "proxies.withdrawal_closed", (Error?)null))
        );
    }

    [Test]
    public void An_answer_stands_a_repeat_changes_nothing_and_what_is_over_is_not_answered()
    {
        var hall = new Hall(true, true);
        hall.Give(0, 1);
        var proxy = hall.Standing(0)!;
        string?[] answers =
        [
            proxy.Accept(Somebody)?.Code,
            proxy.Accept(Somebody)?.Code,
            proxy.Refuse(Somebody, null)?.Code,
            proxy.Withdraw(Somebody, null)?.Code,
            proxy.Withdraw(Somebody, null)?.Code,
            proxy.Accept(Somebody)?.Code,
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers, Is.EqualTo([null, null, "proxies.answered_already", null, null, "proxies.over"]));
            Assert.That(proxy.Steps.Select(s => s.What), Is.EqualTo([ProxyEvent.Given, ProxyEvent.Accepted, ProxyEvent.Withdrawn]));
        }
    }

    [Test]
    public void One_that_nobody_accepted_does_not_count_and_who_is_in_gives_none()
    {
        var hall = new Hall(true, true);
        hall.CheckIn(0, 0);
        var isIn = hall.Give(0, 1).Error;
        hall.CheckOut(0, 0);
        hall.Give(0, 1);
        hall.CheckIn(1, 0);
        Assert.That((isIn?.Code, hall.Count().PresentOrRepresented), Is.EqualTo(("proxies.principal_is_in", 1)));
    }

    [Test]
    public void A_proxy_for_chosen_items_counts_at_these()
    {
        var (first, second) = (Id<AgendaItem>.New(), Id<AgendaItem>.New());
        var proxy = new StandingProxy(default, default, default, [first]);
        Assert.That((proxy.Covers(first), proxy.Covers(second), proxy.Covers(null)), Is.EqualTo((true, false, false)));
    }

    [Test]
    public void An_instruction_is_for_an_item_that_the_proxy_is_for()
    {
        var hall = new Hall(true, true);
        var given = hall.Book.Give(
            new(
                hall.Roll[0].Organisation,
                hall.Roll[1].Organisation,
                "We give our vote.",
                [Id<AgendaItem>.New()],
                [new(Id<AgendaItem>.New(), InstructedVote.Yes, null)]
            ),
            false,
            Somebody
        );
        Assert.That(given.Error?.Code, Is.EqualTo("proxies.instruction_out_of_scope"));
    }
}
