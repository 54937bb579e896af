using System.Net.Http.Json;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>What is done with the minutes of a day of <see cref="SittingStage"/>: its items are an opening, a closed one on the accounts, and the budget.</summary>
internal static class MinutesStage
{
    public const string MinuteTaker = "deputy@lt.stem.example.org";

    public static string M(this SittingDay day) => $"{day.A}/minutes";

    public static string TextOf(this SittingDay day, int item) => $"{day.M()}/items/{day.Items[item]}/text";

    /// <summary>
    /// The demo's attendance, the meeting opened, all items taken up but the last before the second, and the meeting closed; the second day is called off.
    /// </summary>
    public static async Task<SittingDay> HeldDay(this SittingStage stage)
    {
        var day = await stage.DemoDay();
        await day.Opens();
        stage.Later(2);
        await day.GoesTo(0);
        stage.Later(15);
        await day.GoesTo(2);
        stage.Later(20);
        await day.GoesTo(1);
        stage.Later(25);
        await day.Post(stage.Chair, "close").Succeeds();
        await day.CallOffDay2();
        return day;
    }

    public static Task<int> CallOffDay2(this SittingDay day) =>
        day.Stage.Service.Db(async db =>
        {
            var assembly = await db
                .Assemblies.Include(a => a.Meetings)
                .Include(a => a.Steps)
                .AsSplitQuery()
                .SingleAsync(a => a.Id == day.Assembly);
            var second = assembly.Meetings.Single(m => m.Id == day.Day2);
            assembly.CancelMeeting(second, day.Stage.Service.Clock.GetCurrentInstant(), null, "All is said.");
            return await db.SaveChangesAsync();
        });

    public static async Task<long> Writes(this SittingDay day, HttpClient client, int item, string text, long version = 0) =>
        (await client.Put(day.TextOf(item), new { text }, version).Value<WriteMinutesText.SavedText>()).Version;

    /// <summary>Every item and both ends are written.</summary>
    public static async Task WriteAll(this SittingDay day)
    {
        foreach (var item in Enumerable.Range(0, day.Items.Count))
        {
            await day.Writes(day.Stage.Chair, item, $"What was said at item {item + 1}.");
        }
    }

    public static Task<ShowDraftMinutes.Answer> Draft(this SittingDay day) =>
        day.Stage.Chair.GetAsync($"{day.M()}/draft").Value<ShowDraftMinutes.Answer>();

    public static async Task<PublishMinutes.Published> Publishes(this SittingDay day, string? despite = null) =>
        await day.Stage.Chair.Post($"{day.M()}/publish", new { despite }, (await day.Draft()).Version).Value<PublishMinutes.Published>();

    public static Task<ShowMinutes.Answer> Minutes(this SittingDay day, HttpClient client) =>
        client.GetAsync(day.M()).Value<ShowMinutes.Answer>();

    public static Task<HttpResponseMessage> Objects(this SittingDay day, HttpClient client, string text, int? item = null) =>
        client.PostAsJsonAsync(
            $"{day.M()}/object",
            new { text, item = item is { } at ? day.Items[at] : (Domain.Id<Domain.Agenda.AgendaItem>?)null },
            Json.Options
        );

    public static Task<HttpResponseMessage> Releases(this SittingDay day, MinutesReaders readers) =>
        day.Stage.Chair.Put($"{day.M()}/readers", new { readers }, null);

    public static async Task<HttpClient> AppointMinuteTaker(this SittingDay day)
    {
        await day.Stage.Service.Db(async db =>
        {
            var person = await db.People.Where(p => p.Email == MinuteTaker).Select(p => p.Id).SingleAsync();
            db.Add(new Officer(person, day.Assembly, Office.MinuteTaker, day.Stage.Service.Clock.GetCurrentInstant(), null));
            return await db.SaveChangesAsync();
        });
        return await day.Stage.Service.As(MinuteTaker);
    }

    public static FormUrlEncodedContent Typed(params (string Name, string Value)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    public static Task<HttpResponseMessage> Sends(this SittingDay day, HttpClient client, string page, params (string, string)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/assemblies/{day.Code}/minutes{page}") { Content = Typed(fields) };
        request.Headers.Accept.ParseAdd("text/html");
        return client.SendAsync(request);
    }
}
