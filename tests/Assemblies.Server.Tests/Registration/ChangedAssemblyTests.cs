using System.Net.Http.Json;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using static Assemblies.Domain.Registration.TakingPart;

namespace Assemblies.Server.Tests.Registration;

/// <summary>What becomes of registrations when the assembly, one of its meetings or somebody's part in it changes.</summary>
public sealed class ChangedAssemblyTests
{
    private Spring2027 it = null!;

    [OneTimeSetUp]
    public async Task Start() => it = await Spring2027.Start("--Jobs:Run=false");

    [OneTimeTearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task Who_registered_for_days_that_do_not_stand_registers_anew_and_nobody_moves_up_meanwhile()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2);
        var dinner = await at.Dinner(5);
        await at.Resize(1);
        await at.Send(people[0], at.Form(OnSite, null, null, [dinner])).Succeeds();
        await at.Take(people[1]);

        await it.Secretariat.PostAsJsonAsync($"{at.A}/postpone", new { reason = "The hall was flooded." }).Succeeds();
        Assert.That(await at.Has(people[0]), Is.Empty);
        Assert.That(await at.Has(people[1]), Is.Empty);
        Assert.That(await at.Told(people[0]), Is.EqualTo(["you are registered"]), "the letter tells it, not a third mail");
        Assert.That(await Cancels(at, people[0]), Is.Unique, "each entry is taken back once");
        Assert.That(await at.Send(people[0], at.Form(OnSite)).Refusal(), Does.StartWith("409 registration."));

        await it.Secretariat.PostAsJsonAsync($"{at.A}/reschedule", new { firstDay = "2027-05-26", reason = "The hall is dry." }).Succeeds();
        await it.Secretariat.PostAsync($"{at.A}/convene", null).Succeeds();
        Assert.That((await at.Take(people[1])).Seats.Select(s => s.State), Is.EqualTo([SeatState.Confirmed]));
        Assert.That((await at.Take(people[0])).Seats.Select(s => s.State), Has.Member(SeatState.Waiting));
        Assert.That((await at.Seats()).Capacity, Is.EqualTo(1), "what the host said of the hall stays");
    }

    [Test]
    public async Task A_cancelled_assembly_has_no_registrations_and_takes_none()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2);
        await at.Resize(1);
        await at.Take(people[0]);
        await at.Take(people[1]);

        await it.Secretariat.PostAsJsonAsync($"{at.A}/cancel", new { reason = "No host was found." }).Succeeds();
        Assert.That(await at.Seats() is { Taken: 0, Waiting: 0 });
        Assert.That(await at.Told(people[1]), Is.EqualTo(["you are registered"]));
        Assert.That(await at.Send(people[1], at.Day1(OnSite)).Refusal(), Does.StartWith("409 registration."));
    }

    [Test]
    public async Task A_meeting_that_is_held_by_video_for_a_while_gives_seats_and_places_in_line_back_in_their_order()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(3);
        await at.Resize(1);
        foreach (var email in people)
        {
            await at.Take(email);
        }

        await it.Change("day1", plan => plan with { Format = MeetingFormat.Online }, at.Code);
        foreach (var email in people)
        {
            Assert.That(await at.Has(email), Is.EqualTo("online until a seat on site is free"));
        }

        Assert.That((await at.Told(people[0])).Count, Is.EqualTo(2), "once each");
        Assert.That((await at.Letter(people[0])).Paragraphs, Has.Some.Contains("takes place by video only now"));

        await it.Change("day1", plan => plan with { Format = MeetingFormat.Hybrid }, at.Code);
        Assert.That(await at.Has(people[0]), Is.EqualTo("on site"));
        Assert.That(await at.Has(people[1]), Does.StartWith("number 1 in line"));
        Assert.That(await at.Has(people[2]), Does.StartWith("number 2 in line"));
        Assert.That((await at.Letter(people[0])).Paragraphs, Has.Some.Contains("in the room and by video now"));
        Assert.That(await at.Seats() is { Capacity: 1, Taken: 1, Waiting: 2 });
    }

    [Test]
    public async Task A_meeting_that_is_held_in_the_room_only_sends_nobody_there_unasked()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(3);
        await at.Resize(1);
        await at.Take(people[0]);
        await at.Take(people[1]);
        await at.Take(people[2], Online);

        await it.Change("day1", plan => plan with { Format = MeetingFormat.OnSite }, at.Code);
        Assert.That(await at.Has(people[0]), Is.EqualTo("on site"));
        Assert.That(await at.Has(people[1]), Is.EqualTo("number 1 in line for a seat on site"));
        Assert.That(await at.Has(people[2]), Is.Empty);
        Assert.That((await at.Letter(people[2])).Paragraphs, Has.Some.Contains("register for the room if you can come"));
        Assert.That(await at.Told(people[0]), Is.EqualTo(["you are registered"]));

        await it.Change("day1", plan => plan with { Format = MeetingFormat.Hybrid }, at.Code);
        Assert.That(await at.Has(people[2]), Is.EqualTo("online"));
    }

    [Test]
    public async Task Who_works_at_the_assembly_takes_no_seat_and_the_next_in_line_moves_up()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2);
        await at.Resize(1);
        var works = await at.Take(people[0]);
        await at.Take(people[1]);
        var counts = $"{at.A}/registrations/{works.Registration}/counts";

        await it.Secretariat.PutAsJsonAsync(counts, new { counts = false }).Succeeds();
        await it.Secretariat.PutAsJsonAsync(counts, new { counts = false }).Succeeds();
        Assert.That(await at.Has(people[1]), Is.EqualTo("on site"));
        Assert.That(await at.Seats() is { Taken: 1, Waiting: 0, Over: 0 });

        await it.Secretariat.PutAsJsonAsync(counts, new { counts = true }).Succeeds();
        Assert.That(await at.Seats() is { Taken: 2, Over: 1 }, "nobody is thrown out");
        Assert.That(
            await it.Secretariat.PutAsJsonAsync($"{at.A}/registrations/{Guid.CreateVersion7()}/counts", new { counts = false }).Refusal(),
            Is.EqualTo("404 registration.unknown")
        );
    }

    private Task<List<string>> Cancels(Gathering at, string email) =>
        it.Service.Db(db =>
            db.OutboxMails.Where(m => m.Email == email && m.Kind == "calendar.cancel")
                .Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == at.Code))
                .Select(m => m.Subject)
                .ToListAsync()
        );
}
