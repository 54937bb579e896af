using Assemblies.Domain.Presence;

namespace Assemblies.Domain.Tests.Presence;

public sealed class DelegationTests
{
    private const int Head = 0;
    private const int Deputy = 1;
    private const int Adviser = 2;

    [Test]
    public void Who_is_in_already_gets_no_second_row()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Head);
        Assert.That((hall.CheckIn(0, Head).Value, hall.Count().PresentOrRepresented), Is.EqualTo(((PresenceEntry?)null, 1)));
    }

    [Test]
    public void Head_and_deputy_of_one_member_count_once_and_the_head_votes()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Deputy);
        hall.CheckIn(0, Head);
        Assert.That(
            (hall.Count().PresentOrRepresented, hall.Member(0).Voter, hall.Member(0).In.Count),
            Is.EqualTo((1, hall.Person(0, Head) with { In = Where.OnSite }, 2))
        );
    }

    [Test]
    public void An_adviser_alone_makes_nobody_present_until_the_head_names_them()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Adviser);
        var before = hall.Member(0).State;
        Assert.That(hall.HandOver(0, Head, Adviser).Error, Is.Null);
        Assert.That(
            (before, hall.Member(0).State, hall.Member(0).Voter!.Registrant),
            Is.EqualTo((MemberState.Absent, MemberState.Present, hall.Person(0, Adviser).Registrant))
        );
    }

    [Test]
    public void The_vote_goes_to_one_who_is_in_comes_back_when_they_leave_and_is_theirs_again_when_they_return()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Head);
        var refused = hall.HandOver(0, Head, Deputy).Error;
        hall.CheckIn(0, Deputy);
        hall.HandOver(0, Head, Deputy);
        var handed = hall.Member(0).Voter!.Role;
        hall.CheckOut(0, Deputy);
        var left = hall.Member(0).Voter!.Role;
        hall.CheckIn(0, Deputy);
        var returned = hall.Member(0).Voter!.Role;
        hall.TakeBack(0, Head);
        Assert.That(
            (refused?.Code, handed, left, returned, hall.Member(0).Voter!.Role),
            Is.EqualTo(
                (
                    "presence.receiver_is_out",
                    Domain.Members.MandateRole.Deputy,
                    Domain.Members.MandateRole.Head,
                    Domain.Members.MandateRole.Deputy,
                    Domain.Members.MandateRole.Head
                )
            )
        );
    }

    [Test]
    public void A_deputy_hands_over_only_while_the_vote_is_theirs_and_an_adviser_never()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Head);
        hall.CheckIn(0, Deputy);
        hall.CheckIn(0, Adviser);
        var deputy = hall.HandOver(0, Deputy, Adviser).Error;
        var adviser = hall.HandOver(0, Adviser, Adviser).Error;
        hall.CheckOut(0, Head);
        Assert.That(
            (deputy?.Code, adviser?.Code, hall.HandOver(0, Deputy, Adviser).Error),
            Is.EqualTo(("presence.not_yours_to_hand", "presence.not_yours_to_hand", (Error?)null))
        );
    }

    [Test]
    public void Coming_oneself_ends_the_proxy_only_when_that_is_confirmed()
    {
        var hall = WithProxy();
        var asked = hall.CheckIn(0, Head, isConfirmed: false).Error;
        var stands = hall.Standing(0)?.State;
        hall.CheckIn(0, Head);
        Assert.That(
            (asked?.Code, stands, hall.Proxies.Single().State, hall.Count().PresentOrRepresented),
            Is.EqualTo(("presence.ends_proxy", ProxyState.Accepted, ProxyState.Void, 2))
        );
    }

    [Test]
    public void An_adviser_of_the_principal_ends_no_proxy_and_one_who_is_named_does()
    {
        var hall = WithProxy();
        hall.CheckIn(0, Adviser, isConfirmed: false);
        var stands = hall.Standing(0)?.State;
        var asked = hall.HandOver(0, Head, Adviser, isConfirmed: false).Error;
        hall.HandOver(0, Head, Adviser);
        Assert.That((stands, asked?.Code, hall.Standing(0)), Is.EqualTo((ProxyState.Accepted, "presence.ends_proxy", (Proxy?)null)));
    }

    [Test]
    public void Whoever_leaves_again_does_not_get_the_proxy_back_but_a_mistake_at_the_desk_harms_nobody()
    {
        var (left, mistaken) = (WithProxy(), WithProxy());
        left.CheckIn(0, Head);
        left.CheckOut(0, Head);
        mistaken.CheckIn(0, Head);
        mistaken.Undo(0, Head);
        Assert.That(
            (left.Member(0).State, mistaken.Member(0).State, mistaken.Standing(0)?.State),
            Is.EqualTo((MemberState.Absent, MemberState.Represented, ProxyState.Accepted))
        );
    }

    [Test]
    public void A_holder_who_leaves_takes_its_proxies_out_and_brings_them_back()
    {
        var hall = WithProxy();
        var with = hall.Count().PresentOrRepresented;
        hall.CheckOut(1, Head);
        var without = hall.Count().PresentOrRepresented;
        hall.CheckIn(1, Deputy);
        Assert.That((with, without, hall.Count().PresentOrRepresented), Is.EqualTo((2, 0, 2)));
    }

    [Test]
    public void A_phone_in_the_room_takes_nobody_out_of_it_and_who_comes_into_the_room_is_in_it()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Head, where: Where.Online);
        hall.CheckIn(0, Head);
        var phone = hall.LedgerOf(hall.Person(0, Head).Registrant).CheckIn(Where.Online, new(Hall.Now, null, Via.Self));
        Assert.That((phone, hall.Member(0).Voter!.In), Is.EqualTo(((PresenceEntry?)null, Where.OnSite)));
    }

    [Test]
    public void What_is_taken_back_is_as_it_was_before_once_and_no_earlier_row_is_taken_back()
    {
        var hall = new Hall(true);
        hall.CheckIn(0, Head, where: Where.Online);
        var first = hall.LedgerOf(hall.Person(0, Head).Registrant).Last!;
        hall.CheckIn(0, Head);
        var second = hall.LedgerOf(hall.Person(0, Head).Registrant).Last!;
        hall.Undo(0, Head);
        var ledger = hall.LedgerOf(hall.Person(0, Head).Registrant);
        var actor = new DoorActor(Hall.Now, null, Via.Desk);
        Assert.That(
            (
                ledger.Last!.Where,
                ledger.Last.Corrects,
                ledger.Undo(second, actor, null).Value,
                ledger.Undo(first, actor, null).Error?.Code,
                ledger.Undo(ledger.Last, actor, null).Error?.Code
            ),
            Is.EqualTo((Where.Online, second.Number, (PresenceEntry?)null, "presence.later_row", "presence.is_correction"))
        );
    }

    private static Hall WithProxy()
    {
        var hall = new Hall(true, true);
        hall.Give(0, 1);
        hall.Standing(0)!.Accept(new(Hall.Now, null));
        hall.CheckIn(1, Head);
        return hall;
    }
}
