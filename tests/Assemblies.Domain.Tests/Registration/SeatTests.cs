using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using static Assemblies.Domain.Registration.TakingPart;

namespace Assemblies.Domain.Tests.Registration;

public sealed class SeatTests
{
    [Test]
    public void A_registration_has_a_line_a_meeting_and_a_line_an_item()
    {
        var hall = new Hall(10);
        var (dinner, anna) = (hall.Offer("Dinner", 10), Delegate.Some(1)[0]);

        hall.Take(anna, OnSite);
        hall.Do(book => book.Book(anna.Joining, dinner, true, hall.By, ""));

        Assert.That(
            hall.Lines.Select(l => (l.Pool, l.State)),
            Is.EqualTo([(hall.OnSite, SeatState.Confirmed), (dinner, SeatState.Confirmed)])
        );
    }

    [Test]
    public void Without_a_capacity_there_is_no_limit_and_0_lets_everybody_wait()
    {
        var (open, closed, people) = (new Hall(null), new Hall(0), Delegate.Some(100));
        foreach (var one in people)
        {
            open.Take(one, OnSite);
            closed.Take(one, OnSite);
        }

        Assert.That(people.Select(open.What), Is.All.EqualTo("in"));
        Assert.That(people.Select(closed.What), Is.EqualTo(Enumerable.Range(1, 100).Select(i => $"{i} meanwhile")));
    }

    [Test]
    public void A_third_person_of_an_organisation_waits_for_a_seat_on_site_while_seats_are_free_and_others_get_them()
    {
        var hall = new Hall(10);
        var (latvia, other) = (Delegate.Of("LV", 3), Delegate.Some(1)[0]);
        foreach (var one in latvia.Append(other))
        {
            hall.Take(one, OnSite);
        }

        Assert.That(latvia.Append(other).Select(hall.What), Is.EqualTo(["in", "in", "1 meanwhile", "in"]));
        hall.Leave(latvia[0]);
        Assert.That(hall.What(latvia[2]), Is.EqualTo("in"));
        Assert.That(hall.Told(latvia[2]), Is.EqualTo(["Promoted: LV gave a seat back."]));
    }

    [Test]
    public void Guests_have_no_organisation_and_no_quota()
    {
        var hall = new Hall(3);
        var guests = Enumerable.Range(0, 4).Select(_ => new Delegate("guest", null)).ToList();
        guests.ForEach(guest => hall.Take(guest, OnSite));
        Assert.That(guests.Select(hall.What), Is.EqualTo(["in", "in", "in", "1 meanwhile"]));
    }

    [Test]
    public void Public_case_C27_who_takes_part_online_or_does_not_count_takes_no_seat_on_site()
    {
        var hall = new Hall(3);
        var (onSite, online, waiting) = (Delegate.Some(2), Delegate.Some(5), Delegate.Of("staff", 1)[0]);
        var staff = new Delegate("host", waiting.Organisation, counts: false);
        foreach (var one in onSite)
        {
            hall.Take(one, OnSite);
        }

        foreach (var one in online)
        {
            hall.Take(one, Online);
        }

        hall.Take(staff, OnSite);
        Assert.That(hall.What(staff), Is.EqualTo("in"));
        Assert.That(hall.Pool(hall.OnSite).Free(hall.Taken(hall.OnSite)), Is.EqualTo(1));

        hall.Take(waiting, OnSite);
        Assert.That(hall.Pool(hall.OnSite).Free(hall.Taken(hall.OnSite)), Is.EqualTo(0));
        Assert.That(hall.What(waiting), Is.EqualTo("in"));
    }

    [Test]
    public void Whoever_works_here_after_all_frees_a_seat_and_whoever_does_not_any_more_throws_nobody_out()
    {
        var hall = new Hall(1);
        var people = Delegate.Some(2);
        hall.Take(people[0], OnSite);
        hall.Take(people[1], OnSite);

        hall.Do(book => book.Count(people[0].Id, false, hall.By));
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "in"]));

        hall.Do(book => book.Count(people[0].Id, true, hall.By));
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "in"]));
        Assert.That(hall.Pool(hall.OnSite).Over(hall.Taken(hall.OnSite)), Is.EqualTo(1));
    }

    [Test]
    public void The_seat_belongs_to_the_organisation_somebody_else_comes_with_seat_and_place()
    {
        var hall = new Hall(1);
        var (first, second, third) = (Delegate.Of("FI", 2), Delegate.Of("PT", 2), Delegate.Some(1)[0]);
        hall.Take(first[0], OnSite);
        hall.Take(second[0], OnSite);
        hall.Take(third, OnSite);

        hall.Do(book => book.HandOver(first[0].Id, first[1].Id, hall.By));
        hall.Do(book => book.HandOver(second[0].Id, second[1].Id, hall.By));

        Assert.That(
            new[] { first[0], first[1], second[0], second[1], third }.Select(hall.What),
            Is.EqualTo(["–", "in", "–", "1 meanwhile", "2 meanwhile"])
        );
    }

    [Test]
    public void A_seat_that_is_handed_over_is_lost_by_one_and_confirmed_for_the_other()
    {
        var (hall, finland) = (new Hall(1), Delegate.Of("FI", 2));
        hall.Take(finland[0], OnSite);
        var line = hall.LineOf(finland[0])!;
        line.TakeEvents();

        hall.Do(book => book.HandOver(finland[0].Id, finland[1].Id, hall.By));

        Assert.That(
            line.TakeEvents().Select(e => e is SeatLost lost ? $"lost {lost.Registrant}" : $"confirmed {((SeatConfirmed)e).Registrant}"),
            Is.EqualTo([$"lost {finland[0].Id}", $"confirmed {finland[1].Id}"])
        );
    }

    [Test]
    public void Of_several_answers_to_one_question_one_can_be_had()
    {
        var (hall, anna) = (new Hall(10), Delegate.Some(1)[0]);
        var (ai, climate, dinner) = (hall.Offer("AI", 1, "Roundtable"), hall.Offer("Climate", 1, "Roundtable"), hall.Offer("Dinner", 1));

        hall.Do(book => book.Book(anna.Joining, ai, true, hall.By, ""));
        hall.Do(book => book.Book(anna.Joining, dinner, true, hall.By, ""));
        hall.Do(book => book.Book(anna.Joining, climate, true, hall.By, ""));

        Assert.That(new[] { ai, climate, dinner }.Select(pool => hall.Place(anna, pool)), Is.EqualTo(["–", "in", "in"]));
    }

    [Test]
    public void Where_there_is_no_way_to_be_online_whoever_waits_just_waits()
    {
        var (hall, anna) = (new Hall(0, format: MeetingFormat.OnSite), Delegate.Some(1)[0]);
        hall.Take(anna, OnSite);
        Assert.That(hall.Lines.Select(l => (l.Pool, l.State)), Is.EqualTo([(hall.OnSite, SeatState.Waiting)]));
    }

    [Test]
    public void The_same_again_changes_nothing()
    {
        var (hall, people) = (new Hall(1), Delegate.Some(2));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        hall.Take(people[0], OnSite);
        Assert.That(hall.News, Is.Empty);
        hall.Take(people[1], OnSite);
        Assert.That(hall.News, Is.Empty);
        Assert.That(people.Select(hall.What), Is.EqualTo(["in", "1 meanwhile"]));
    }

    [Test]
    public void What_is_called_off_ends_for_everybody_and_nobody_moves_up()
    {
        var (hall, people) = (new Hall(1), Delegate.Some(3));
        foreach (var one in people)
        {
            hall.Take(one, OnSite);
        }

        hall.Do(book => book.CallOff(hall.OnSite, hall.By, "The meeting is cancelled."));
        Assert.That(
            hall.News.Select(n => (n.Line.Registrant, n.Change.What, n.Change.Why)),
            Is.EqualTo(people.Select(p => (p.Id, SeatEvent.Ended, "The meeting is cancelled.")))
        );
    }
}
