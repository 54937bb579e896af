using System.Net;
using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Voting;

/// <summary>Many at once, settled by the database: on a real PostgreSQL, with real concurrency.</summary>
public sealed class VotingRaceTests
{
    [Test]
    public async Task Sixty_four_clients_that_cast_one_members_ballot_at_once_make_one()
    {
        await using var at = await VotingDay.Start();
        var poll = await at.Open();
        var client = await at.Day.As(DayOne.Head("AT"));
        var sent = Enumerable
            .Range(0, 64)
            .Select(n => client.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { member = "AT", choice = n % 2 is 0 ? "yes" : "no" }))
            .ToList();
        var answers = await Task.WhenAll(sent);
        var recorded = await at.Service.Db(db => db.Ballots.Select(b => b.Choice).ToListAsync());
        Assert.Multiple(() =>
        {
            Assert.That(recorded, Has.Count.EqualTo(1));
            Assert.That(
                answers.Count(a => a.StatusCode is HttpStatusCode.OK),
                Is.EqualTo(32),
                "those who said the same get the same answer"
            );
            Assert.That(answers.Count(a => a.StatusCode is HttpStatusCode.Conflict), Is.EqualTo(32), "and the others are refused");
        });
        var said = await Task.WhenAll(
            answers.Where(a => a.IsSuccessStatusCode).Select(a => a.Content.ReadFromJsonAsync<CastBallot.Recorded>(Json.Options))
        );
        Assert.That(said.Distinct().Select(s => s!.Choice), Is.EqualTo(recorded));
    }

    [Test]
    public async Task Casting_against_closing_from_two_servers_for_two_thousand_rounds_loses_no_confirmed_ballot_and_takes_none_late()
    {
        const int Rounds = 2000;
        await using var at = await VotingDay.Start();
        await using var second = await TestService.StartOn(at.Service.Database);
        second.Clock.Reset(at.Service.Clock.GetCurrentInstant());
        var voters = new List<(string Member, HttpClient Client)>();
        foreach (var (member, n) in new[] { "AT", "BE", "BG", "CZ", "DE", "DK" }.Select((member, n) => (member, n)))
        {
            voters.Add(
                (
                    member,
                    n % 2 is 0
                        ? Plain(await at.Day.As(DayOne.Head(member)), at.Service)
                        : Plain(await at.Day.As(DayOne.Head(member)), second)
                )
            );
        }

        var chairs = new[] { Plain(at.Chair, at.Service), Plain(at.Chair, second) };
        var first = await at.Open();
        await at.Close(first);
        var (confirmed, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var poll = await NextPoll(at, first);

            // The closing comes somewhere among the casts: sometimes before most, sometimes after.
            var casts = voters.Select(v => Cast(v.Client, poll, v.Member, round)).ToList();
            await Turns(round % 12);
            var closing = chairs[round % 2].PostAsync($"/api/v1/polls/{poll}/close", null);
            var answers = await Task.WhenAll(casts);
            using var closed = await closing;
            var result = (await closed.Content.ReadFromJsonAsync<PollNow>(Json.Options))!.Result!;
            var taken = answers.Count(answer => answer is HttpStatusCode.OK);
            Assert.That(answers, Is.All.AnyOf(HttpStatusCode.OK, HttpStatusCode.Gone));
            Assert.That(
                result.Yes + result.No + result.Abstain,
                Is.EqualTo(taken),
                $"round {round}: every confirmed ballot counts, and none is late"
            );
            confirmed += taken;
            refused += answers.Length - taken;
        }

        TestContext.Out.WriteLine($"{Rounds} rounds on two servers: {confirmed} casts were confirmed, {refused} refused");
        Assert.Multiple(() =>
        {
            Assert.That(confirmed, Is.Positive);
            Assert.That(refused, Is.Positive);
        });
        Assert.That(await at.Service.Db(db => db.Ballots.CountAsync()), Is.EqualTo(confirmed));
    }

    [Test]
    public async Task Of_two_chairs_who_close_at_once_one_does()
    {
        await using var at = await VotingDay.Start();
        await at.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == DayOne.Code);
            var person = await db.People.SingleAsync(p => p.Email == "head@se.stem.example.org");
            db.Add(
                new Domain.Meetings.Officer(
                    person.Id,
                    assembly.Id,
                    Domain.Meetings.Office.DeputyChair,
                    at.Service.Clock.GetCurrentInstant(),
                    null
                )
            );
            return await db.SaveChangesAsync();
        });
        var deputy = await at.Day.As("head@se.stem.example.org");
        for (var round = 0; round < 20; round++)
        {
            var poll = await at.Open();
            var answers = await Task.WhenAll(
                at.Chair.PostAsync($"/api/v1/polls/{poll}/close", null),
                deputy.PostAsync($"/api/v1/polls/{poll}/close", null)
            );
            Assert.That(answers.Select(a => a.StatusCode), Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
            await at.Chair.Post($"/api/v1/polls/{poll}/annul", new { reason = "Once more." }).Succeeds();
        }

        Assert.That(await at.Service.Db(db => db.PollResults.CountAsync()), Is.EqualTo(20));
    }

    [Test]
    public async Task Of_two_chairs_who_open_at_once_one_does()
    {
        await using var at = await VotingDay.Start();
        var other = await at.Put("report", "Report");
        var answers = await Task.WhenAll(
            at.Chair.PostAsJsonAsync($"{VotingDay.A}/polls", new { motion = at.Motion }),
            (await at.Day.As(DemoNetwork.Secretariat)).PostAsJsonAsync($"{VotingDay.A}/polls", new { motion = other })
        );
        Assert.That(answers.Select(a => a.StatusCode), Is.EquivalentTo(new[] { HttpStatusCode.Created, HttpStatusCode.Conflict }));
    }

    [Test]
    public async Task A_principal_who_checks_in_while_the_holder_casts_leaves_one_ballot_that_was_confirmed_to_one_of_them()
    {
        await using var at = await VotingDay.Start();
        var (holder, principal) = (await at.Day.As(DayOne.Head("EE")), await at.Day.As(DayOne.Head("LV")));
        var (byHolder, byPrincipal) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            var poll = await at.Open();
            var coming = at.Day.CheckIn(DayOne.Head("LV"), endsProxy: true);
            await Turns(round % 8);
            var cast = holder.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { member = "LV", choice = "yes" });
            await coming.Succeeds();
            using var answer = await cast;
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Conflict));

            // The principal is there now: its vote is its own, unless the holder was first.
            using var own = await principal.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { member = "LV", choice = "no" });
            var ballot = await at.Service.Db(db => db.Ballots.Where(b => b.Poll == poll).Select(b => b.Choice).SingleAsync());
            if (answer.IsSuccessStatusCode)
            {
                byHolder++;
                Assert.That((own.StatusCode, ballot), Is.EqualTo((HttpStatusCode.Conflict, VoteChoice.Yes)));
            }
            else
            {
                byPrincipal++;
                Assert.That((own.StatusCode, ballot), Is.EqualTo((HttpStatusCode.OK, VoteChoice.No)));
            }

            await at.Chair.Post($"/api/v1/polls/{poll}/annul", new { reason = "Once more." }).Succeeds();
            await Undo(at);
        }

        TestContext.Out.WriteLine($"the holder was first in {byHolder} rounds, the principal in {byPrincipal}");
    }

    private static async Task Undo(VotingDay at)
    {
        await at.Day.CheckOut(DayOne.Head("LV")).Succeeds();
        await at.Service.Db(async db =>
        {
            await db.Database.ExecuteSqlAsync(
                $"update proxy set state = 'Accepted' where principal = (select id from organisation where code = 'LV')"
            );
            return 0;
        });
    }

    /// <summary>Another vote on the same motion, with everybody's turn as in the first: written straight into the tables, since what is tried is what follows.</summary>
    private static async Task<Id<Poll>> NextPoll(VotingDay at, Id<Poll> first)
    {
        var id = Id<Poll>.New();
        await at.Service.Db(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                insert into poll (id, assembly, meeting, motion, item, seq, method, opened_at, opened_by, until, ended_at, rule, entitled, present, represented, roll)
                select {id.Value}, assembly, meeting, motion, item, (select max(seq) + 1 from poll where motion = p.motion), method, opened_at, opened_by, until, null, rule, entitled, present, represented, roll
                from poll p where id = {first.Value};
                insert into poll_voter (poll, organisation, person, instruction)
                select {id.Value}, m.organisation, m.person, null from mandate m where m.role = 'Head'
                """
            )
        );
        return id;
    }

    private static async Task<HttpStatusCode> Cast(HttpClient client, Id<Poll> poll, string member, int round)
    {
        using var answer = await client.PostAsJsonAsync(
            $"/api/v1/polls/{poll}/ballots",
            new
            {
                member,
                choice = (round % 3) switch
                {
                    0 => "yes",
                    1 => "no",
                    _ => "abstain",
                },
            }
        );
        return answer.StatusCode;
    }

    /// <summary>Lets others have their turn, a few times.</summary>
    private static async Task Turns(int times)
    {
        for (var turn = 0; turn < times; turn++)
        {
            await Task.Yield();
        }
    }

    // Thousands of answers are not held against the document one by one.
    private static HttpClient Plain(HttpClient like, TestService service) =>
        new() { BaseAddress = service.Address, DefaultRequestHeaders = { Authorization = like.DefaultRequestHeaders.Authorization } };
}
