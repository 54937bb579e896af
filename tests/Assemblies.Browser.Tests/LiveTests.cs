using System.Net.Http.Json;
using Assemblies.Domain.Presence;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>A day of the general assembly in several windows: the room, the chair, the wall, the desk.</summary>
public sealed class LiveTests
{
    private const string Room = $"/assemblies/{DayOne.Code}/room";
    private const string Door = $"/assemblies/{DayOne.Code}/check-in";

    private DayOne day = null!;
    private List<string> thereFromTheBeginning = [];

    [OneTimeSetUp]
    public async Task Start()
    {
        day = await DayOne.Start();
        await day.Proxies();
        day.Begins();
        await day.Attendance();
        await (await day.As(DayOne.Chair)).PostAsync($"/api/v1/meetings/{day.Meetings["day1"]}/open", null).Succeeds();
        thereFromTheBeginning = await There();
    }

    /// <summary>Each test begins with the same people in the room, also after one that failed.</summary>
    [TearDown]
    public async Task AsItBegan()
    {
        foreach (var email in (await There()).Except(thereFromTheBeginning))
        {
            await day.CheckOut(email).Succeeds();
        }
    }

    [OneTimeTearDown]
    public async Task End() => await day.DisposeAsync();

    [Test]
    public async Task A_check_in_changes_the_quorum_of_an_open_room_and_is_said_once()
    {
        await using var visitor = await Open(DayOne.Head("PL"), Room);
        var quorum = visitor.Page.Locator("[data-live=quorum]");
        await Says(quorum, "21 of 23 present or represented, 12 needed");

        await day.CheckIn(DayOne.Head("GR")).Succeeds();

        await Says(quorum, "22 of 23 present or represented, 12 needed");
        await Says(visitor.Page.Locator("[data-live-says]"), "Quorum reached: 22 of 23 present or represented, 12 needed.");
        await day.CheckOut(DayOne.Head("GR")).Succeeds();
        await Says(quorum, "21 of 23 present or represented, 12 needed");
        Assert.That(visitor.Complaints, Is.Empty);
    }

    [Test]
    public async Task A_part_that_has_the_focus_stays_and_says_that_there_is_something_new()
    {
        await using var visitor = await Open(DayOne.Head("PL"), Room);
        var people = visitor.Page.Locator("[data-live=people]");
        await people.Locator("summary").FocusAsync();

        await day.CheckIn(DayOne.Head("CH")).Succeeds();

        await Says(people, "This has changed meanwhile");
        Assert.That(await visitor.Page.EvaluateAsync<string>("document.activeElement.tagName"), Is.EqualTo("SUMMARY"));
        await visitor.Page.Locator("[data-live=next] summary").FocusAsync();
        await Says(people, "20 members are present");
    }

    [Test]
    public async Task A_lost_line_is_said_and_what_was_missed_is_fetched_when_it_is_back()
    {
        await using var visitor = await Open(DayOne.Head("SE"), Room);
        await Says(visitor.Page.Locator("[data-live=quorum]"), "21 of 23");
        await visitor.Page.Context.SetOfflineAsync(true);
        await Says(visitor.Page.Locator("[data-live-away]"), "Not up to date since");

        await day.CheckIn(DayOne.Head("GR")).Succeeds();
        await visitor.Page.Context.SetOfflineAsync(false);

        await Says(visitor.Page.Locator("[data-live=quorum]"), "22 of 23");
        await Assertions.Expect(visitor.Page.Locator("[data-live-away]")).ToBeHiddenAsync(Patience);
    }

    [TestCase(true, TestName = "The desk checks in by keyboard alone: search, Enter, Enter")]
    [TestCase(false, TestName = "The desk checks in by keyboard alone without JavaScript")]
    public async Task Check_in(bool script)
    {
        var who = DayOne.Deputy(script ? "FR" : "DE");
        var name = await day.Service.Db(db => Task.FromResult(db.People.Single(p => p.Email == who).Name));
        await using var visitor = await Open(DayOne.Desk, Door, script);
        await Assertions.Expect(visitor.Page.Locator("[data-desk-search]")).ToBeFocusedAsync(PatienceForFocus);
        await visitor.Page.Keyboard.TypeAsync(name);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator("button:focus")).ToContainTextAsync($"Check in {name}", PatienceForText);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Says(visitor.Page.Locator("[data-desk-part=said]"), $"{name}, ");
        await Says(visitor.Page.Locator("[data-desk-part=said]"), ": in.");
        await Says(visitor.Page.Locator("[data-live=latest] li").First, $"{name} in");
        await Assertions.Expect(visitor.Page.Locator("[data-desk-search]")).ToBeFocusedAsync(PatienceForFocus);
        await visitor.Page.Locator("[data-desk-part=said] button").ClickAsync();
        await Says(visitor.Page.Locator("[data-desk-part=said]"), ": out.");
    }

    [Test]
    public async Task Two_desks_see_each_other()
    {
        await using var one = await Open(DayOne.Desk, Door);
        await using var other = await Open(DayOne.Teller, Door);
        var name = await day.Service.Db(db => Task.FromResult(db.People.Single(p => p.Email == DayOne.Deputy("AT")).Name));
        var there = other.Page.Locator("[data-live=list] li", new() { HasText = name });

        await one.Page.Locator("[data-live=list] li", new() { HasText = name }).GetByRole(AriaRole.Button).ClickAsync();
        await Says(there, "In since");

        await other.Page.Locator("[data-live=latest] li", new() { HasText = name }).First.GetByRole(AriaRole.Button).ClickAsync();
        await Says(one.Page.Locator("[data-live=list] li", new() { HasText = name }), "Out since");
    }

    [Test]
    public async Task A_desk_that_is_offline_for_a_while_loses_no_press_and_none_counts_twice()
    {
        await using var visitor = await Open(DayOne.Desk, Door);
        string[] emails = [DayOne.Deputy("ES"), DayOne.Deputy("IT")];
        var names = await day.Service.Db(db =>
            Task.FromResult(emails.Select(email => db.People.Single(p => p.Email == email).Name).ToList())
        );
        var before = await Rows();
        await visitor.Page.Context.SetOfflineAsync(true);
        foreach (var name in names)
        {
            await visitor.Page.Locator("[data-desk-search]").FillAsync(name);
            await visitor.Page.Keyboard.PressAsync("Enter");
            await visitor.Page.Keyboard.PressAsync("Enter");
        }

        await Says(visitor.Page.Locator("[data-desk-waiting]"), "2 presses wait for the line.");
        await visitor.Page.Context.SetOfflineAsync(false);

        await Assertions.Expect(visitor.Page.Locator("[data-desk-waiting]")).ToBeHiddenAsync(Patience);
        await Says(visitor.Page.Locator("[data-desk-part=said]"), names[1]);
        Assert.That(await Rows() - before, Is.EqualTo(2));
    }

    [Test]
    public async Task Presses_that_waited_when_the_window_was_closed_are_sent_by_the_next()
    {
        await using var visitor = await Open(DayOne.Desk, Door);
        var email = DayOne.Deputy("SE");
        var name = await day.Service.Db(db => Task.FromResult(db.People.Single(p => p.Email == email).Name));
        await visitor.Page.Context.SetOfflineAsync(true);
        await visitor.Page.Locator("[data-live=list] li", new() { HasText = name }).GetByRole(AriaRole.Button).ClickAsync();
        await Says(visitor.Page.Locator("[data-desk-waiting]"), "1 press waits for the line.");
        var another = await visitor.Page.Context.NewPageAsync();
        await visitor.Page.CloseAsync();
        await another.Context.SetOfflineAsync(false);

        await another.GotoAsync(Door);

        await Says(another.Locator("[data-live=list] li", new() { HasText = name }), "In since");
    }

    [Test]
    public async Task The_chair_goes_on_and_the_wall_follows()
    {
        await using var chair = await Open(DayOne.Chair, $"{Room}/chair");
        await chair.Page.GetByLabel("Where the screen hangs").FillAsync("The hall");
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Make a link" }).ClickAsync();
        var link = await chair.Page.Locator(".note.ok a").GetAttributeAsync("href");
        await using var wall = await Open(null, new Uri(link!).AbsolutePath);
        await using var member = await Open(DayOne.Head("PL"), Room);

        await chair.Page.GotoAsync($"{Room}/chair");
        await chair.Page.GetByRole(AriaRole.Button, new() { Name = "Go to 1. Budget" }).ClickAsync();

        await Says(wall.Page.Locator("h1"), "1. Budget and membership fees 2028");
        await Says(member.Page.Locator("h1"), "1. Budget and membership fees 2028");
        await Says(member.Page.Locator("[data-live-says]"), "Now: 1. Budget and membership fees 2028");
    }

    [Test]
    public async Task What_can_be_pressed_after_a_page_has_followed_is_sent_to_the_page()
    {
        await using var chair = await Open(DayOne.Chair, $"{Room}/chair");
        var lead = chair.Page.Locator("[data-live=lead]");
        await (await day.As(DayOne.Chair))
            .PostAsJsonAsync($"/api/v1/meetings/{day.Meetings["day1"]}/break", new { minutes = 15, step = (int?)null })
            .Succeeds();
        await Says(lead, "End the break");

        await lead.GetByRole(AriaRole.Button, new() { Name = "End the break" }).ClickAsync();

        await Says(lead, "Take a break");
        Assert.That(new Uri(chair.Page.Url).AbsolutePath, Is.EqualTo($"{Room}/chair"));
    }

    private static readonly LocatorAssertionsToBeHiddenOptions Patience = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToBeFocusedOptions PatienceForFocus = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToContainTextOptions PatienceForText = new() { Timeout = 30_000 };

    private static Task Says(ILocator part, string words) => Assertions.Expect(part).ToContainTextAsync(words, PatienceForText);

    private Task<List<string>> There() =>
        day.Service.Db(async db =>
        {
            var (emails, rows) = (
                day.Registrants.ToDictionary(r => r.Value, r => r.Key),
                await db.PresenceEntries.AsNoTracking().ToListAsync()
            );
            return rows.GroupBy(row => row.Registrant)
                .Where(its => its.MaxBy(row => row.Number)!.Move is Move.In)
                .Select(its => emails[its.Key])
                .ToList();
        });

    private Task<int> Rows() => day.Service.Db(db => Task.FromResult(db.PresenceEntries.Count()));

    private async Task<Visitor> Open(string? email, string address, bool script = true)
    {
        var visitor = await Visitor.Open(day.Service, email, script);
        await visitor.Page.GotoAsync(address);
        if (script)
        {
            // Followed from now on: what happens before the stream is open is fetched too, but by another way.
            await visitor.Page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(it => it.name.includes('live'))");
        }

        return visitor;
    }
}
