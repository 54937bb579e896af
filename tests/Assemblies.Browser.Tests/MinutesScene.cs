using System.Net.Http.Json;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Presence;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Browser.Tests;

/// <summary>The minutes of the day in session: written so far, and, ahead of time, published in two versions with an objection to the first.</summary>
internal static class MinutesScene
{
    /// <summary>Plays it.</summary>
    public static async Task Play(DayOne day)
    {
        var (keeper, delegation) = (await day.As(DayOne.MinuteTaker), await day.As(Scenario.Delegate));
        var items = (await keeper.GetAsync($"{DayOne.A}/room").Value<ShowRoom.Answer>())
            .Order.Lines.Where(line => line.Item is not null)
            .Select(line => line.Item!.Value)
            .ToList();
        await Write(keeper, "opening", 0, "The chair welcomed the delegates and thanked the host, **Znanost Povezuje**.");
        await Write(
            keeper,
            $"items/{items[0]}",
            0,
            "The roll was called. 21 of 23 members were there.\n\n- Apologies: CH, GR\n- Proxies: LV to EE, PT to ES"
        );
        await Write(keeper, $"items/{items[1]}", 0, "The agenda was taken as published.");
        await Publish(day, "The assembly goes on; this is what was said so far.");
        await delegation
            .PostAsJsonAsync($"{DayOne.A}/minutes/object", new { text = "We asked for a vote on the agenda.", item = items[1].ToString() })
            .Succeeds();
        await keeper
            .PostAsJsonAsync(
                $"{DayOne.A}/minutes/statements",
                new
                {
                    member = "FI",
                    text = "We would have liked more time for the agenda.",
                    item = items[1].ToString(),
                }
            )
            .Succeeds();
        await Write(keeper, $"items/{items[1]}", 1, "The agenda was taken as published; a member asked for a vote.");
        await Publish(day, "The assembly goes on; this is what was said so far.");
    }

    private static Task Write(HttpClient keeper, string place, long version, string text) =>
        keeper.Put($"{DayOne.A}/minutes/{place}/text", new { text }, version).Succeeds();

    // As publishing does it, but that it waits for the end of the meeting.
    private static async Task Publish(DayOne day, string despite)
    {
        await using var scope = day.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var assembly = await db.Assemblies.Where(a => a.Code == DayOne.Code).Select(a => a.Id).SingleAsync();
        var by = await db.People.Where(p => p.Email == DayOne.MinuteTaker).Select(p => p.Id).SingleAsync();
        var content = await scope.ServiceProvider.GetRequiredService<MinutesComposer>().Compose(assembly, CancellationToken.None);
        var newest = await db.NewestMinutes(assembly, CancellationToken.None);
        db.Add(
            MinutesVersion
                .Publish(
                    assembly,
                    content,
                    MinutesHash.Of(content),
                    newest,
                    newest is null ? [] : MinutesDifference.Between(newest.Content, content),
                    MinutesCheck.Of(content),
                    despite,
                    day.Service.Clock.GetCurrentInstant(),
                    by
                )
                .Value!
        );
        await db.SaveChangesAsync();
    }
}
