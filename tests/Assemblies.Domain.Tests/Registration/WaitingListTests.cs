using Assemblies.Domain.Registration;
using NodaTime;
using static Assemblies.Domain.Registration.TakingPart;

namespace Assemblies.Domain.Tests.Registration;

public sealed class WaitingListTests
{
    private static readonly SeatTerms Offers = new() { OffersFirst = true };

    [Test]
    public void Each_pool_promotes_on_its_own()
    {
        var (hall, people) = (new Hall(1), Delegate.Some(3));
        var dinner = hall.Offer("Dinner", 1);
        hall.Do(book => book.Book(people[2].Joining, dinner, true, hall.By, ""));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
            hall.Do(book => book.Book(one.Joining, dinner, true, hall.By, ""));
        }

        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "1 meanwhile", "2 meanwhile"]));
        Assert.That(people.Select(p => hall.Place(p, dinner)), Is.EqualTo(["1", "2", "in"]));
        hall.Do(book => book.Book(people[2].Joining, dinner, false, hall.By, ""));
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "1 meanwhile", "2 meanwhile"]));
        Assert.That(people.Select(p => hall.Place(p, dinner)), Is.EqualTo(["in", "1", "–"]));
    }

    [Test]
    public void Public_case_C24_as_many_move_up_as_seats_are_free_and_each_is_told_why()
    {
        var (hall, people) = (new Hall(2), Delegate.Some(5));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        hall.Leave(people[0]);
        Assert.That(people.Select(hall.What), Is.EqualTo(["–", "in", "in", "1 meanwhile", "2 meanwhile"]));
        Assert.That(people.Skip(2).SelectMany(hall.Told), Is.EqualTo(["Promoted: Organisation 1 gave a seat back."]));

        hall.Resize(4);
        Assert.That(people.Skip(1).Select(hall.What), Is.All.EqualTo("in"));
        Assert.That(
            people.Skip(1).SelectMany(hall.Told),
            Is.EqualTo(["Promoted: The number of seats went from 2 to 4.", "Promoted: The number of seats went from 2 to 4."])
        );

        hall.Resize(2);
        Assert.That(people.Skip(1).Select(hall.What), Is.All.EqualTo("in"), "nobody is thrown out");
        Assert.That(hall.Pool(hall.OnSite).Over(hall.Taken(hall.OnSite)), Is.EqualTo(2));
        hall.Take(people[0], OnSite);
        hall.Leave(people[1]);
        Assert.That(hall.What(people[0]), Is.EqualTo("1 meanwhile"), "no promotion until it fits");
    }

    [Test]
    public void Whoever_does_not_fit_is_skipped_once_with_the_reason_and_keeps_the_place()
    {
        var hall = new Hall(2);
        var (latvia, others) = (Delegate.Of("LV", 3), Delegate.Some(3));
        foreach (var one in latvia.Concat(others))
        {
            hall.Take(one, OnSite);
        }

        hall.Resize(4);
        Assert.That(latvia.Concat(others).Select(hall.What), Is.EqualTo(["in", "in", "1 meanwhile", "in", "in", "2 meanwhile"]));
        Assert.That(
            hall.Told(latvia[2]),
            Is.EqualTo(["Skipped: The organisation has its two seats on site already, so the next in line moved up."])
        );
    }

    [Test]
    public void Whoever_cancels_is_out_and_whoever_joins_again_stands_at_the_end()
    {
        var (hall, people) = (new Hall(1), Delegate.Some(3));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        hall.Leave(people[1]);
        hall.Take(people[1], OnSite);
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "2 meanwhile", "1 meanwhile"]));
    }

    [Test]
    public void A_reserved_block_that_is_released_gives_only_what_is_truly_free()
    {
        var (hall, people) = (new Hall(4), Delegate.Some(6));
        hall.Resize(4, 2);
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "in", "1 meanwhile", "2 meanwhile", "3 meanwhile", "4 meanwhile"]));
        Assert.That(hall.Told(people[5]), Is.EqualTo(["Joined: All seats that are not kept back are taken."]));
        hall.Resize(3, 2);
        hall.Resize(3, 0);
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "in", "in", "1 meanwhile", "2 meanwhile", "3 meanwhile"]));
        Assert.That(hall.Told(people[2]), Is.EqualTo(["Promoted: Two seats kept back before are free now."]));
    }

    [Test]
    public void By_hand_the_host_gives_what_is_kept_back_and_nobody_is_passed_over()
    {
        var (hall, people) = (new Hall(1), Delegate.Some(4));
        hall.Resize(2, 1);
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        var line = hall.LineOf(people[3])!;
        Assert.That(hall.Do(book => book.PromoteByHand(line, true, hall.By, "Speaks at the opening.")), Is.Null);
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "1 meanwhile", "2 meanwhile", "in"]));
        Assert.That(people.SelectMany(hall.Told), Is.EqualTo(["Promoted: Speaks at the opening."]));
        Assert.That(hall.Pool(hall.OnSite).Reserved, Is.Zero);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(hall.Do(b => b.PromoteByHand(line, true, hall.By, "")), Is.EqualTo(RegistrationDomainErrors.DoesNotWait));
            var next = hall.LineOf(people[1])!;
            Assert.That(hall.Do(b => b.PromoteByHand(next, true, hall.By, "")), Is.EqualTo(RegistrationDomainErrors.NothingReserved));
            Assert.That(hall.Do(b => b.PromoteByHand(next, false, hall.By, "")), Is.EqualTo(RegistrationDomainErrors.NoFreeSeat));
        }
    }

    [Test]
    public void A_free_seat_given_by_hand_exceeds_the_share_of_an_organisation_and_is_told_to_whoever_is_passed_over()
    {
        var hall = new Hall(10);
        var (latvia, spain) = (Delegate.Of("LV", 3), Delegate.Of("ES", 3));
        foreach (var one in latvia.Concat(spain))
        {
            hall.Take(one, OnSite);
        }

        Assert.That(hall.Do(b => b.PromoteByHand(hall.LineOf(spain[2])!, false, hall.By, "Reports to the assembly.")), Is.Null);
        Assert.That(hall.What(spain[2]), Is.EqualTo("in"));
        Assert.That(hall.Told(latvia[2]), Is.EqualTo(["Skipped: Reports to the assembly."]));
    }

    [Test]
    public void Offered_a_seat_is_held_and_taken_or_goes_to_the_next_when_time_is_over()
    {
        var (hall, people) = (new Hall(1, Offers), Delegate.Some(4));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        Assert.That(hall.What(people[0]), Is.EqualTo("in"), "who comes while a seat is free gets it");
        hall.Leave(people[0]);
        Assert.That(people.Select(hall.What), Is.EqualTo(["–", "offered meanwhile", "1 meanwhile", "2 meanwhile"]));
        Assert.That(hall.LineOf(people[1])!.OfferedUntil, Is.EqualTo(hall.Now + Duration.FromHours(24)));
        Assert.That(hall.Taken(hall.OnSite), Is.EqualTo(1), "held is taken");

        hall.Take(people[1], OnSite);
        Assert.That(
            hall.What(people[1]),
            Is.EqualTo("offered meanwhile"),
            "who sends the form again stays online as long as nothing is taken"
        );

        hall.Now += Duration.FromHours(24);
        Assert.That(hall.Do(book => book.Accept(hall.LineOf(people[1])!, hall.By)), Is.False);
        hall.Do(book => book.Expire(hall.Now));
        Assert.That(people.Select(hall.What), Is.EqualTo(["–", "2 meanwhile", "offered meanwhile", "1 meanwhile"]));

        Assert.That(hall.Do(book => book.Accept(hall.LineOf(people[2])!, hall.By)), Is.True);
        Assert.That(people.Select(hall.What), Is.EqualTo(["–", "2 meanwhile", "in", "1 meanwhile"]));
    }

    [Test]
    public void An_offer_never_holds_past_the_deadline_and_after_it_seats_are_given_at_once()
    {
        var (hall, people) = (new Hall(1, Offers), Delegate.Some(3));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        hall.Closes = hall.Now + Duration.FromHours(5);
        hall.Leave(people[0]);
        Assert.That(hall.LineOf(people[1])!.OfferedUntil, Is.EqualTo(hall.Closes));

        hall.Now += Duration.FromHours(6);
        hall.Do(book => book.Expire(hall.Now));
        Assert.That(people.Skip(1).Select(hall.What), Is.EqualTo(["1 meanwhile", "in"]));
    }

    [Test]
    public void Whoever_gives_up_an_offer_leaves_the_seat_to_the_next()
    {
        var (hall, people) = (new Hall(1, Offers), Delegate.Some(3));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        hall.Leave(people[0]);
        hall.Take(people[1], Online);
        Assert.That(people.Select(hall.What), Is.EqualTo(["–", "– online", "offered meanwhile"]));
    }

    [Test]
    public void Whoever_waits_is_online_meanwhile_and_no_more_once_a_seat_is_theirs()
    {
        var (hall, people) = (new Hall(1), Delegate.Some(2));
        hall.Take(people[0], OnSite);
        hall.Take(people[1], Online);
        hall.Take(people[1], OnSite);
        Assert.That(hall.What(people[1]), Is.EqualTo("1 meanwhile"));
        hall.Leave(people[0]);
        Assert.That(hall.What(people[1]), Is.EqualTo("in"));
        Assert.That(
            hall.News.Where(n => n.Line.Registrant == people[1].Id).Select(n => (n.Change.What, n.Change.Why)),
            Is.EqualTo([(SeatEvent.Promoted, "Organisation 1 gave a seat back."), (SeatEvent.Ended, "A place on site is theirs now.")])
        );
    }

    [Test]
    public void A_larger_share_lets_those_move_up_who_waited_for_it_alone()
    {
        var (hall, latvia) = (new Hall(10), Delegate.Of("LV", 4));
        foreach (var one in latvia)
        {
            hall.Take(one, OnSite);
        }

        hall.Terms = new() { OnSite = 3 };
        hall.Do(book => book.SettleAll(hall.By, "An organisation has three seats on site now."));
        Assert.That(latvia.Select(hall.What), Is.EqualTo(["in", "in", "in", "1 meanwhile"]));
    }
}
