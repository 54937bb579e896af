using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Voting;

/// <summary>Day 1 of the demo in session: 19 members present, LV and PT by proxy of EE and ES, HR without a vote; item 1 is on, with a motion on the budget.</summary>
internal sealed class VotingDay : IAsyncDisposable
{
    public const string A = DayOne.A;

    /// <summary>The members that may vote, by code: P = 21.</summary>
    public static readonly string[] Voting = [.. DayOne.OnSite.Concat(DayOne.Online).Concat(["LV", "PT"]).Order(StringComparer.Ordinal)];

    private VotingDay(DayOne day) => Day = day;

    public DayOne Day { get; }

    public TestService Service => Day.Service;

    public HttpClient Chair { get; private set; } = null!;

    public Id<Meeting> Meeting => Day.Meetings["day1"];

    public Id<AgendaItem> Item { get; private set; }

    /// <summary>The number of the motion on the budget.</summary>
    public string Motion { get; private set; } = "";

    /// <summary>Brings it about.</summary>
    /// <param name="before">What is done before anybody comes, and before the roll is fixed.</param>
    public static async Task<VotingDay> Start(Func<DayOne, Task>? before = null)
    {
        var it = new VotingDay(await DayOne.Start());
        await (before?.Invoke(it.Day) ?? Task.CompletedTask);
        await it.Day.Proxies();
        it.Day.Begins();
        await it.Day.Attendance();
        it.Chair = await it.Day.As(DayOne.Chair);
        await it.Chair.Post($"/api/v1/meetings/{it.Meeting}/open", null).Succeeds();
        it.Item = await it.Service.Db(db => db.AgendaItems.Where(i => i.Of.Meeting == it.Meeting).Select(i => i.Id).SingleAsync());
        await it.Chair.Post($"/api/v1/meetings/{it.Meeting}/go-to", new { item = it.Item }).Succeeds();
        it.Motion = await it.Put();
        return it;
    }

    /// <summary>Enters a motion on item 1.</summary>
    public async Task<string> Put(string type = "budget", string title = "Budget 2028", string item = "1") =>
        (await Chair.Post($"{A}/motions", Body(type, title, item)).Value<PutMotion.Answer>()).Number;

    public static object Body(string type, string title, string item = "1") =>
        new
        {
            item,
            motion = new
            {
                title,
                text = $"The {title} in document 8a is adopted.",
                proposer = "Steering committee",
                ruleType = type,
            },
        };

    /// <summary>The chair opens a vote.</summary>
    public async Task<Id<Poll>> Open(string? motion = null, PollMethod method = PollMethod.Ballots, int? minutes = null) =>
        (
            await Chair
                .Post(
                    $"{A}/polls",
                    new
                    {
                        motion = motion ?? Motion,
                        method,
                        minutes,
                    }
                )
                .Value<OpenPoll.Answer>()
        ).Id;

    /// <summary>Who casts the vote of a member: its head, or that of the member that holds its proxy.</summary>
    public static string Caster(string member) =>
        DayOne.Head(
            member switch
            {
                "LV" => "EE",
                "PT" => "ES",
                _ => member,
            }
        );

    /// <summary>Casts the vote of a member.</summary>
    public async Task<HttpResponseMessage> Cast(
        Id<Poll> poll,
        string member,
        VoteChoice choice,
        string? by = null,
        bool confirmed = false,
        string? key = null
    )
    {
        var client = await Day.As(by ?? Caster(member));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/polls/{poll}/ballots")
        {
            Content = JsonContent.Create(
                new
                {
                    member,
                    choice,
                    confirmed,
                },
                options: Json.Options
            ),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.SendAsync(request);
    }

    /// <summary>All members vote: these say no, these abstain, the others yes.</summary>
    public async Task All(Id<Poll> poll, string[] no, string[] abstain, string[]? silent = null)
    {
        foreach (var member in Voting.Except(silent ?? []))
        {
            var choice =
                no.Contains(member) ? VoteChoice.No
                : abstain.Contains(member) ? VoteChoice.Abstain
                : VoteChoice.Yes;
            await Cast(poll, member, choice, confirmed: true).Succeeds();
        }
    }

    public async Task<PollNow> Close(Id<Poll> poll) => await Chair.Post($"/api/v1/polls/{poll}/close", null).Value<PollNow>();

    public async Task<ShowVotes.Answer> Votes(string by) => await (await Day.As(by)).GetAsync($"{A}/votes").Value<ShowVotes.Answer>();

    public async Task<ShowPoll.Answer> Shown(Id<Poll> poll) => await Chair.GetAsync($"/api/v1/polls/{poll}").Value<ShowPoll.Answer>();

    public ValueTask DisposeAsync() => Day.DisposeAsync();
}
