using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Invitations;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Offers, what the host does by hand, what the service does by itself.</summary>
public sealed class OfferTests
{
    private Spring2027 it = null!;
    private Gathering at = null!;

    [SetUp]
    public async Task Start()
    {
        it = await Spring2027.Start("--Jobs:Run=false");
        at = await Gathering.Convened(it);
    }

    [TearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task A_seat_is_offered_with_its_end_taken_once_or_goes_to_the_next_when_nobody_answers()
    {
        var people = await at.Newcomers(3);
        await at.Rules(new() { OffersFirst = true });
        await at.Resize(1);
        foreach (var email in people)
        {
            await at.Take(email);
        }

        await at.Cancel(people[0]).Succeeds();
        Assert.That(await at.Has(people[1]), Does.StartWith("a seat on site is held for you until 26 November 2026, 12:00 in Ljubljana"));
        Assert.That(await at.Seats() is { Taken: 1, Offered: 1, Free: 0, Waiting: 1 });
        Assert.That((await at.Told(people[1]))[^1], Is.EqualTo("a seat is held for you: General Assembly, day 1, on site"));

        it.Service.Clock.AdvanceHours(24);
        var line = (await at.Shown(people[1])).Seats.Single(s => s.State is SeatState.Offered).Line;
        Assert.That(
            await (await at.As(people[1])).PostAsync($"{at.A}/seats/lines/{line}/accept", null).Refusal(),
            Is.EqualTo("410 registration.offer_over")
        );
        await it.Service.Send<Done>(new ExpireOffers());
        await it.Service.Send<Done>(new ExpireOffers());
        Assert.That(await at.Has(people[1]), Does.StartWith("number 1 in line"));
        Assert.That((await at.Told(people[1]))[^1], Is.EqualTo("your seat is not held any more: General Assembly, day 1, on site"));

        var next = (await at.Shown(people[2])).Seats.Single(s => s.State is SeatState.Offered).Line;
        await (await at.As(people[2])).PostAsync($"{at.A}/seats/lines/{next}/accept", null).Succeeds();
        await (await at.As(people[2])).PostAsync($"{at.A}/seats/lines/{next}/accept", null).Succeeds();
        Assert.That(await at.Has(people[2]), Is.EqualTo("on site"));
        Assert.That(
            await at.Told(people[2]),
            Is.EqualTo(["you are registered", "a seat is held for you: General Assembly, day 1, on site", "the seat is yours"])
        );
    }

    [Test]
    public async Task By_hand_the_host_gives_what_is_kept_back_with_a_reason_that_is_read()
    {
        var people = await at.Newcomers(3);
        await at.Resize(2, reserved: 1);
        foreach (var email in people)
        {
            await at.Take(email);
        }

        var waiting = await it.Secretariat.GetAsync($"{at.A}/waiting-list").Value<ListWaiting.Line[]>();
        Assert.That(waiting.Select(w => (w.Name, w.NumberInLine)), Is.EqualTo([("Person 2", (int?)1), ("Person 3", 2)]));
        var address = $"{at.A}/waiting-list/{waiting[1].Id}/promote";
        Assert.That(
            await it.Secretariat.PostAsJsonAsync(address, new { why = "Before their turn." }).Refusal(),
            Is.EqualTo("409 registration.no_free_seat")
        );
        await it.Secretariat.PostAsJsonAsync(address, new { why = "Speaks at the opening.", fromReserved = true }).Succeeds();
        Assert.That(
            await it.Secretariat.PostAsJsonAsync(address, new { why = "Again.", fromReserved = true }).Refusal(),
            Is.EqualTo("409 registration.does_not_wait")
        );
        Assert.That((await at.Letter(people[2])).Paragraphs[0], Does.Contain("Speaks at the opening."));
        Assert.That(await at.Seats() is { Capacity: 2, Reserved: 0, Taken: 2, Free: 0, Waiting: 1 });
        Assert.That(
            await it.Secretariat.PostAsJsonAsync($"{at.A}/waiting-list/{Id<SeatLine>.New()}/promote", new { why = "Who?" }).Refusal(),
            Is.EqualTo("404 registration.unknown_line")
        );
        Assert.That(
            await it
                .Secretariat.PostAsJsonAsync($"{at.A}/waiting-list/{waiting[0].Id}/promote", new { why = "Now.", fromReserved = true })
                .Refusal(),
            Is.EqualTo("409 registration.nothing_reserved")
        );
    }

    [Test]
    public async Task Bookable_things_are_added_changed_on_their_version_and_taken_off_with_a_word_to_who_had_them()
    {
        var email = (await at.Newcomers(1))[0];
        var added = await it
            .Secretariat.Post($"{at.A}/seats", new { item = new { title = "A boat trip" }, capacity = 20 })
            .Value<AddBookable.Added>();
        await at.Send(email, at.Form(TakingPart.OnSite, null, null, [added.Seats])).Succeeds();

        var boat = await Boat();
        Assert.That((boat.Title, boat.Taken, boat.Free), Is.EqualTo(("A boat trip", 1, (int?)19)));
        var changed = await it
            .Secretariat.Put($"{at.A}/seats/{added.Seats}/item", new { title = "A boat on the river" }, boat.Version)
            .Value<ListSeats.Pool>();
        Assert.That(changed.Title, Is.EqualTo("A boat on the river"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await it.Secretariat.Put($"{at.A}/seats/{added.Seats}/item", new { title = "A ship" }, boat.Version).Refusal(),
                Is.EqualTo("412 registration.seats_changed_meanwhile")
            );
            Assert.That(
                await it.Secretariat.Put($"{at.A}/seats/{added.Seats}/item", new { title = "A ship" }, null).Refusal(),
                Is.EqualTo("400 request.version_missing")
            );
            Assert.That(
                await it.Secretariat.Put($"{at.A}/seats/{(await at.Seats()).Id}/item", new { title = "A ship" }, 1).Refusal(),
                Is.EqualTo("409 registration.not_bookable")
            );
            Assert.That(
                await it.Secretariat.Post($"{at.A}/seats", new { item = new { title = "X", session = Guid.CreateVersion7() } }).Refusal(),
                Is.EqualTo("400 registration.unknown_session")
            );
            Assert.That(
                await it.Secretariat.Put($"{at.A}/seats/{Id<SeatPool>.New()}", new { capacity = 1, reserved = 0 }, 1).Refusal(),
                Is.EqualTo("404 registration.unknown_seats")
            );
            Assert.That(
                await it.Secretariat.Put($"{at.A}/seats/terms", new SeatTerms { People = 9 }, 7).Refusal(),
                Is.EqualTo("412 registration.seats_changed_meanwhile")
            );
        }

        await it.Secretariat.PostAsJsonAsync($"{at.A}/seats/{added.Seats}/remove", new { why = "The harbour is closed." }).Succeeds();
        Assert.That((await at.Letter(email)).Paragraphs[0], Is.EqualTo("A boat on the river: your seat has ended. The harbour is closed."));
        Assert.That(
            await it.Secretariat.PostAsJsonAsync($"{at.A}/seats/{added.Seats}/remove", new { why = "Again." }).Refusal(),
            Is.EqualTo("404 registration.unknown_seats")
        );

        async Task<ListSeats.Pool> Boat() =>
            (await it.Secretariat.GetAsync($"{at.A}/seats").Value<ListSeats.Answer>()).Pools.Single(p => p.Id == added.Seats);
    }

    [Test]
    public async Task The_second_step_is_for_those_who_have_a_seat_on_site()
    {
        var people = await at.Newcomers(2);
        await at.Resize(1);
        var bus = await it
            .Secretariat.Post($"{at.A}/seats", new { item = new { title = "The bus", forConfirmed = true } })
            .Value<AddBookable.Added>();
        foreach (var email in people)
        {
            await at.Take(email);
        }

        Assert.That((await at.Shown(people[0])).Items.Single() is { IsSecondStep: true, IsOpen: true });
        Assert.That((await at.Shown(people[1])).Items.Single().IsOpen, Is.False);
        foreach (var email in people)
        {
            await at.Send(
                    email,
                    at.Form(TakingPart.Not, null, null, [bus.Seats], ("day1", TakingPart.OnSite)),
                    (await at.Shown(email)).Version
                )
                .Succeeds();
        }

        Assert.That((await at.Shown(people[0])).Seats.Select(s => s.Title), Has.Member("The bus"));
        Assert.That((await at.Shown(people[1])).Seats.Select(s => s.Title), Has.No.Member("The bus"));
    }

    [Test]
    public async Task Diet_and_access_needs_are_gone_on_the_31st_day_after_the_last()
    {
        var email = (await at.Newcomers(1))[0];
        await at.Send(
                email,
                new
                {
                    meetings = at.Meetings.Values.Select(m => new { meeting = m.Value, how = "onSite" }),
                    needs = new { helps = new[] { "vegan" } },
                }
            )
            .Succeeds();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 5, 23, 20, 0));
        await it.Service.Send<Done>(new PurgeNeeds());
        Assert.That(await it.Service.Db(db => db.Needs.CountAsync()), Is.EqualTo(1));
        it.Service.Clock.Reset(Instant.FromUtc(2027, 5, 23, 22, 0));
        await it.Service.Send<Done>(new PurgeNeeds());
        Assert.That(await it.Service.Db(db => db.Needs.CountAsync()), Is.Zero);
        Assert.That(await it.Service.Db(db => db.Registrants.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_week_before_it_closes_those_who_have_not_answered_are_reminded_and_nobody_who_has()
    {
        var (members, partners) = (await at.Newcomers(3), await at.Newcomers(2, kind: Domain.Members.OrganisationKind.AssociatedPartner));
        foreach (var email in members.Concat(partners))
        {
            await it.Secretariat.PostAsJsonAsync($"{at.A}/invitations", new { person = (await at.Person(email)).Value }).Succeeds();
        }

        await at.Take(members[0]);
        await at.Send(members[1], at.Day1(TakingPart.Not)).Succeeds();
        using var anybody = it.Service.Anybody();
        await anybody.Answer(await CaseTests.Link(at, partners[0]), new { answer = "declined" }).Succeeds();

        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 1, 9, 0)); // a Thursday, a week before
        await it.Service.Send(new SendReminders());
        var reminded = await it.Service.Db(db =>
            db.OutboxMails.Where(m => m.Kind == ComposeReminder.MailKind && m.Key.Contains("RegistrationDue"))
                .Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == at.Code))
                .Select(m => m.Email)
                .ToListAsync()
        );
        Assert.That(
            reminded,
            Has.Member(members[2]).And.Member(partners[1]).And.Member(DemoNetwork.FinlandHead).And.Member(DemoNetwork.Commission)
        );
        Assert.That(reminded.Intersect([members[0], members[1], partners[0]]), Is.Empty);
    }
}
