using System.Net.Http.Json;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Many at once, on a real database: its locks settle who has a seat.</summary>
public sealed class RaceTests
{
    private Spring2027 it = null!;

    [OneTimeSetUp]
    public async Task Start() => it = await Spring2027.Start("--Jobs:Run=false");

    [OneTimeTearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task Public_case_C21_one_seat_and_twenty_people_at_once_is_one_seat_and_places_1_to_19()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(20);
        await at.Resize(1);
        foreach (var email in people)
        {
            await at.As(email);
        }

        var answers = await Task.WhenAll(people.Select(email => at.Take(email)));
        var onSite = answers.Select(a => a.Seats.Single(s => s.Title == "General Assembly, day 1, on site")).ToList();
        Assert.That(onSite.Count(s => s.State is SeatState.Confirmed), Is.EqualTo(1));
        Assert.That(
            onSite.Where(s => s.State is SeatState.Waiting).Select(s => s.NumberInLine!.Value).Order(),
            Is.EqualTo(Enumerable.Range(1, 19))
        );
        Assert.That(await at.Seats() is { Taken: 1, Free: 0, Over: 0, Waiting: 19 }, "the count is the same");
        Assert.That((await at.Seats(kind: PoolKind.Online)).Taken, Is.EqualTo(19), "whoever waits is online meanwhile");
    }

    [Test]
    public async Task Public_case_C21_one_person_twenty_times_at_once_is_one_registration_and_one_mail()
    {
        var at = await Gathering.Convened(it);
        var email = (await at.Newcomers(1))[0];
        var client = await at.As(email);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async i =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, $"{at.A}/registrations");
                    request.Content = JsonContent.Create(at.Day1(TakingPart.OnSite), options: Json.Options);
                    request.Headers.Add("Idempotency-Key", FormattableString.Invariant($"{email} {i}"));
                    return await client.SendAsync(request).Value<Register.Answer>();
                })
        );

        Assert.That(answers.Select(a => (a.Registration, a.Version)).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await at.Seats()).Taken, Is.EqualTo(1));
        Assert.That(await at.Told(email), Is.EqualTo(["you are registered"]));
    }

    [Test]
    public async Task Two_hundred_people_for_fifty_seats_from_twenty_connections_are_fifty_seats_and_a_line_of_150_in_the_order_of_joining()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(200);
        await at.Resize(50);
        foreach (var email in people)
        {
            await at.As(email);
        }

        var numbers = new System.Collections.Concurrent.ConcurrentBag<int>();
        await Parallel.ForEachAsync(
            people,
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            async (email, _) =>
            {
                var seat = (await at.Take(email)).Seats.Single(s => s.Pool == SeatPool.IdOf(at.Meetings["day1"], PoolKind.OnSite));
                if (seat.NumberInLine is { } number)
                {
                    numbers.Add(number);
                }
            }
        );

        Assert.That(numbers.Order(), Is.EqualTo(Enumerable.Range(1, 150)), "each was told a number of their own");
        Assert.That(await at.Seats() is { Taken: 50, Free: 0, Over: 0, Waiting: 150 });
        var lines = await at.Service.Db(db =>
            db.SeatLines.Where(l => l.Pool == SeatPool.IdOf(at.Meetings["day1"], PoolKind.OnSite)).OrderBy(l => l.Place).ToListAsync()
        );
        Assert.That(lines.Select(l => l.Place), Is.EqualTo(Enumerable.Range(1, 200)));
        Assert.That(lines.Take(50).Select(l => l.State), Is.All.EqualTo(SeatState.Confirmed), "who came first is in");
    }

    [Test]
    public async Task A_promotion_and_a_cancellation_at_once_never_give_a_seat_to_who_left_nor_lose_it()
    {
        var at = await Gathering.Convened(it);
        await at.Resize(1);
        for (var round = 0; round < 8; round++)
        {
            var people = await at.Newcomers(3);
            foreach (var email in people)
            {
                await at.Take(email);
            }

            var both = await Task.WhenAll(at.Cancel(people[0]), at.Cancel(people[1]));
            Assert.That(both.Select(answer => (int)answer.StatusCode), Is.All.EqualTo(204));
            Assert.That(await at.Has(people[2]), Is.EqualTo("on site"));
            Assert.That(await at.Seats() is { Taken: 1, Waiting: 0 });
            Assert.That(await at.Told(people[2]), Is.EqualTo(["you are registered", "you have a seat: General Assembly, day 1, on site"]));
            await at.Cancel(people[2]).Succeeds();
        }
    }

    [Test]
    public async Task Two_who_change_the_same_seats_at_once_are_told_of_each_other()
    {
        var at = await Gathering.Convened(it);
        var seats = await at.Seats();
        var both = await Task.WhenAll(
            new[] { 10, 20 }.Select(async capacity =>
                await at.Secretariat.Put($"{at.A}/seats/{seats.Id}", new { capacity, reserved = 0 }, seats.Version)
            )
        );
        Assert.That(both.Select(answer => (int)answer.StatusCode).Order(), Is.EqualTo([200, 412]));
    }
}
