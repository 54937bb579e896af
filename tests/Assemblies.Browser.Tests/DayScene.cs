using System.Net.Http.Json;
using Assemblies.Domain.Registration;
using Assemblies.Server.Presence;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Agenda;
using Assemblies.Server.Tests.Presence;
using NodaTime;

namespace Assemblies.Browser.Tests;

/// <summary>
/// The first day of the general assembly in session, on a service of its own whose clock stands there: 19 members are in, two are represented, and the
/// fifth item is on.
/// </summary>
internal sealed class DayScene : IAsyncDisposable
{
    // Minutes until the chair goes on from each of the first items.
    private static readonly int[] Minutes = [14, 11, 10, 16];

    private readonly DayOne day;

    private DayScene(DayOne day) => this.day = day;

    /// <summary>The service.</summary>
    public TestService Service => day.Service;

    /// <summary>The path of the wall's link.</summary>
    public string Screen { get; private init; } = "";

    /// <summary>The registration of <see cref="Scenario.Delegate"/>, who has been there for a while.</summary>
    public string Registrant => day.Registrants[Scenario.Delegate].ToString();

    /// <summary>Plays it.</summary>
    public static async Task<DayScene> Play()
    {
        var day = await DayOne.Start();
        var (before, secretariat) = (day.Service.Clock.GetCurrentInstant(), await day.As(Scenario.Secretariat));
        day.Service.Clock.Reset(Instant.FromUtc(2027, 3, 2, 10, 0));
        await DemoProgramme.Enter(secretariat);
        await DemoProgramme.Publish(secretariat);
        await Register(day, DayOne.OnSite.Concat(["HR", "CH", "GR"]).Select(DayOne.Head), TakingPart.OnSite);
        await Register(day, DayOne.Online.Select(DayOne.Head).Concat(DayOne.OnSite.Select(DayOne.Deputy)), TakingPart.Online);
        await secretariat
            .Put($"{DayOne.A}/attendance/head", new { project = "101000000 (example)", activity = (string?)null }, 0)
            .Succeeds();
        day.Service.Clock.Reset(before);
        await day.Proxies();
        day.Begins();
        await day.Attendance();
        var screen = await GoOn(day, await day.As(DayOne.Chair));
        await MinutesScene.Play(day);
        await RegisterScene.Play(day);
        return new(day) { Screen = screen };
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => day.DisposeAsync();

    private static async Task Register(DayOne day, IEnumerable<string> people, TakingPart how)
    {
        foreach (var email in people)
        {
            var client = await day.As(email);
            var form = await client.GetAsync($"{DayOne.A}/registration-form").Value<ShowRegistration.Answer>();
            var wish = new { meetings = form.Meetings.Select(m => new { m.Meeting, how }), photoConsent = how is TakingPart.OnSite };
            await client.Post($"{DayOne.A}/registrations", wish, form.Version).Succeeds();
        }
    }

    // One who leaves now and then, so that the minutes have three times for them.
    private static async Task ComesAndGoes(DayOne day)
    {
        await day.CheckOut(DayOne.Head("HU"), "A call").Succeeds();
        day.Service.Clock.AdvanceMinutes(1);
        await day.CheckIn(DayOne.Head("HU")).Succeeds();
    }

    // Opens at nine, and goes from item to item.
    private static async Task<string> GoOn(DayOne day, HttpClient chair)
    {
        var (clock, at) = (day.Service.Clock, $"/api/v1/meetings/{day.Meetings["day1"]}");
        clock.AdvanceMinutes(29);
        var now = await chair.PostAsync($"{at}/open", null).Value<SittingNow>();
        var items = (await chair.GetAsync($"{DayOne.A}/room").Value<ShowRoom.Answer>()).Order.Lines.Where(line => line.Item is not null);
        foreach (var (place, (item, minutes)) in items.Zip([.. Minutes, 12]).Index())
        {
            now = await chair.Post($"{at}/go-to", new { item = item.Item, step = now.Step }).Value<SittingNow>();
            clock.AdvanceMinutes(minutes);
            if (place < 2)
            {
                await ComesAndGoes(day);
            }
        }

        var screen = await chair.PostAsJsonAsync($"{DayOne.A}/screens", new { name = "The hall" }).Value<MakeScreenLink.Made>();
        return new Uri(screen.Address).AbsolutePath;
    }
}
