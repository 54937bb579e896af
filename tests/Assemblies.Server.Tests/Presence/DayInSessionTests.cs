using System.Net;
using System.Net.Http.Json;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Presence;

/// <summary>The day as it is mostly lived: the final documents were sent, a meeting is open, and people look for the room.</summary>
public sealed class DayInSessionTests
{
    [Test]
    public async Task The_room_is_found_on_the_day_and_nothing_is_put_off_while_people_sit_in_it()
    {
        await using var day = await DayOne.Start();
        await day.Proxies();
        var secretariat = await day.As(DemoNetwork.Secretariat);
        await day.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.Include(a => a.Steps).SingleAsync(a => a.Code == DayOne.Code);
            assembly.Step(StepKind.DocumentsSent, day.Service.Clock.GetCurrentInstant(), null, null);
            return await db.SaveChangesAsync();
        });
        day.Begins();
        await day.Attendance();
        await (await day.As(DayOne.Chair)).PostAsync($"/api/v1/meetings/{day.Meetings["day1"]}/open", null).Succeeds();
        var there = await Page(day, "PL", "/");
        var (tabs, desk) = (await Page(day, "PL", $"/assemblies/{DayOne.Code}"), await Page(day, "BE", $"/assemblies/{DayOne.Code}"));
        var (postponed, cancelled) = (
            await secretariat.PostAsJsonAsync($"{DayOne.A}/postpone", new { reason = "A flood." }).Refusal(),
            await secretariat.PostAsJsonAsync($"{DayOne.A}/cancel", new { reason = "A flood." }).Refusal()
        );
        await (await day.As(DayOne.Chair)).PostAsync($"/api/v1/meetings/{day.Meetings["day1"]}/close", null).Succeeds();
        await secretariat.PostAsJsonAsync($"{DayOne.A}/postpone", new { reason = "A flood.", firstDay = "2027-06-09" }).Succeeds();
        var proxies = await day.Service.Db(db => db.Proxies.AsNoTracking().ToListAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(there, Does.Contain("is in session").And.Contain($"/assemblies/{DayOne.Code}/room"));
            Assert.That(tabs, Does.Contain($"/assemblies/{DayOne.Code}/room\"").And.Contain($"/assemblies/{DayOne.Code}/proxies\""));
            Assert.That(desk, Does.Contain($"/assemblies/{DayOne.Code}/check-in\"").And.Contain($"/assemblies/{DayOne.Code}/attendance\""));
            Assert.That((postponed, cancelled), Is.EqualTo(("409 assembly.in_session", "409 assembly.in_session")));
            Assert.That(proxies.Select(p => p.State), Is.All.EqualTo(ProxyState.Void), "they were for days that do not stand");
            Assert.That(proxies.Select(p => p.Steps[^1].What), Is.All.EqualTo(ProxyEvent.Lapsed));
        }
    }

    [Test]
    public async Task A_walk_in_is_nobody_whom_the_network_knows_and_has_a_name()
    {
        await using var day = await DayOne.Start();
        day.Begins();
        var desk = await day.As(DayOne.Desk);
        Task<string> Enter(string name, string? email) =>
            desk.PostAsJsonAsync(
                    $"{DayOne.A}/check-ins/walk-in",
                    new
                    {
                        meeting = "day1",
                        name,
                        affiliation = "Ministry",
                        email,
                    }
                )
                .Refusal();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Enter("Somebody", DayOne.Head("FR").ToUpperInvariant()), Is.EqualTo("409 presence.known_address"));
            Assert.That(await Enter("\u200b", null), Is.EqualTo("400 request.invalid"));
        }
    }

    private static async Task<string> Page(DayOne day, string member, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await (await day.As(DayOne.Head(member))).SendAsync(request);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
