using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Presence;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Tests.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Browser.Tests;

/// <summary>Day 1 with one vote that is over and another that is open: half have voted, and one spoken vote waits.</summary>
internal sealed class VotesScene : IAsyncDisposable
{
    private static readonly string[] Spoken = ["LT", "SE"];

    private readonly VotingDay day;

    private VotesScene(VotingDay day) => this.day = day;

    public TestService Service => day.Service;

    /// <summary>The number of the motion that was voted on.</summary>
    public string Motion => day.Motion;

    /// <summary>The vote that is over.</summary>
    public Id<Poll> Closed { get; private init; }

    /// <summary>The vote that is open. ES, EE, FI and HU have not voted.</summary>
    public Id<Poll> Open { get; private init; }

    /// <summary>The path of the wall's link.</summary>
    public string Screen { get; private init; } = "";

    public static async Task<VotesScene> Play()
    {
        var day = await VotingDay.Start();
        var item = day.Item.Value.ToString();
        await day.Service.Db(db =>
            db.Database.ExecuteSqlAsync(
                $"""update proxy set instructions = jsonb_build_array(jsonb_build_object('item', {item}, 'vote', 'yes', 'about', 'strategy'))"""
            )
        );
        var closed = await day.Open();
        await day.All(closed, no: ["DE", "NL"], abstain: [], silent: ["LT"]);
        await Say(day, closed, "LT");
        await (await day.Day.As("head@ee.stem.example.org"))
            .PostAsJsonAsync($"/api/v1/polls/{closed}/spoken-votes/LT/answer", new { confirmed = true })
            .Succeeds();
        await day.Close(closed);
        var open = await day.Open(await day.Put("strategy", "Work plan 2028"));
        await day.All(open, no: ["DE", "FR"], abstain: ["IE"], silent: ["ES", "PT", "EE", "LV", "FI", "HU", .. Spoken]);
        await Say(day, open, "SE");
        var screen = await day.Chair.PostAsJsonAsync($"{DayOne.A}/screens", new { name = "The hall" }).Value<MakeScreenLink.Made>();
        return new(day)
        {
            Closed = closed,
            Open = open,
            Screen = new Uri(screen.Address).AbsolutePath,
        };
    }

    public ValueTask DisposeAsync() => day.DisposeAsync();

    private static async Task Say(VotingDay day, Id<Poll> poll, string member) =>
        await (await day.Day.As(DayOne.Teller))
            .PostAsJsonAsync($"/api/v1/polls/{poll}/spoken-votes", new { member, choice = "abstain" })
            .Succeeds();
}
