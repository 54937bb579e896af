using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Voting;

/// <summary>A service killed (SIGKILL: no handler, no goodbye) at each step of a vote: another one finishes it, and no confirmed ballot is lost.</summary>
public sealed class VotingKilledTests
{
    [Test]
    public async Task Killed_after_the_opening_while_ballots_come_and_while_it_closes_the_vote_is_finished_with_every_confirmed_ballot()
    {
        await using var at = await VotingDay.Start();
        var port = Ports.Free();

        // After the opening.
        Id<Poll> poll;
        using (var child = await Child(at, port))
        {
            using var chair = await As(at, DayOne.Chair, port);
            poll = (await chair.PostAsJsonAsync($"{VotingDay.A}/polls", new { motion = at.Motion }).Value<OpenPoll.Answer>()).Id;
            await Kill(child);
        }

        // While ballots come: some are confirmed, some are not, and those who got no answer send again.
        var confirmed = new ConcurrentBag<string>();
        using (var child = await Child(at, port))
        {
            var clients = new List<(HttpClient Client, string Member)>();
            foreach (var member in VotingDay.Voting)
            {
                clients.Add((await As(at, VotingDay.Caster(member), port), member));
            }

            await Task.WhenAll(clients.Chunk(7).Select(Lane));
            await child.WaitForExitAsync();

            // Whoever gets the third answer kills the service: others are on their way then, or not sent yet.
            async Task Lane((HttpClient Client, string Member)[] lane)
            {
                foreach (var (client, member) in lane)
                {
                    await Cast(client, poll, member, confirmed);
                    if (confirmed.Count >= 3)
                    {
                        child.Kill();
                    }
                }
            }
        }

        var stored = await at.Service.Db(db =>
            db.Ballots.Where(b => b.Poll == poll).Join(db.Organisations, b => b.Organisation, o => o.Id, (b, o) => o.Code).ToListAsync()
        );
        Assert.That(confirmed, Has.Count.InRange(3, VotingDay.Voting.Length - 1), "it was killed in between");
        Assert.That(confirmed, Is.SubsetOf(stored), "no confirmed ballot is lost");
        foreach (var member in VotingDay.Voting)
        {
            await at.Cast(poll, member, VoteChoice.Yes).Succeeds();
        }

        // While it closes: either nothing happened, or all of it did.
        using (var child = await Child(at, port))
        {
            using var chair = await As(at, DayOne.Chair, port);
            var closing = chair.PostAsync($"/api/v1/polls/{poll}/close", null);
            await Kill(child);
            await closing.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        var shown = await at.Shown(poll);
        Assert.That(shown.EndedAt is not null, Is.EqualTo(shown.Result is not null), "closing and result are one");
        var result = shown.Result ?? (await at.Close(poll)).Result!;
        Assert.That((result.Outcome, result.Yes, result.NotVoting), Is.EqualTo((Outcome.Adopted, 21, 0)));
    }

    private static async Task Cast(HttpClient client, Id<Poll> poll, string member, ConcurrentBag<string> confirmed)
    {
        using (client)
        {
            try
            {
                using var answer = await client.PostAsJsonAsync($"/api/v1/polls/{poll}/ballots", new { member, choice = "yes" });
                if (answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<CastBallot.Recorded>(Json.Options)) is not null)
                {
                    confirmed.Add(member);
                }
            }
            catch (HttpRequestException)
            {
                // The service died before it answered: whether it is recorded is found out by sending again.
            }
        }
    }

    private static async Task<HttpClient> As(VotingDay at, string email, int port) =>
        new()
        {
            BaseAddress = new($"http://127.0.0.1:{port}"),
            DefaultRequestHeaders = { Authorization = (await at.Day.As(email)).DefaultRequestHeaders.Authorization },
        };

    private static async Task Kill(Process child)
    {
        child.Kill();
        await child.WaitForExitAsync();
    }

    /// <summary>A service of its own process on the same database, its clock on the same day.</summary>
    private static async Task<Process> Child(VotingDay at, int port)
    {
        // A process has no clock of the tests: business time is what the database says.
        var ahead = (long)(at.Service.Clock.GetCurrentInstant() - Machine()).TotalSeconds;
        await at.Service.Db(db =>
            db.Database.ExecuteSqlAsync(
                $"insert into clock_offset (id, seconds) values (1, {ahead}) on conflict (id) do update set seconds = excluded.seconds"
            )
        );
        var child = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "Assemblies.Server.dll"),
                    "--environment=Development",
                    $"--urls=http://127.0.0.1:{port}",
                    $"--ConnectionStrings:Assemblies={at.Service.Database.Address.App}",
                    $"--ConnectionStrings:Migrator={at.Service.Database.Address.Owner}",
                    "--Jobs:Run=false",
                    "--Demo:Seed=false",
                ]
            )
            {
                UseShellExecute = false,
            }
        )!;
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        await Eventually.Holds(async () =>
        {
            try
            {
                return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return child;
    }

#pragma warning disable RS0030 // how far business time is ahead of the machine's
    private static NodaTime.Instant Machine() => NodaTime.SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030
}
