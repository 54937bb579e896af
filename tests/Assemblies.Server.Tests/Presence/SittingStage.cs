using System.Globalization;
using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Presence;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Presence;

/// <summary>The demo network on the morning of 22 April 2027, 08:30 in Ljubljana; each test has an assembly of its own.</summary>
internal sealed class SittingStage : IAsyncDisposable
{
    public const string ChairEmail = "head@be.stem.example.org";
    public const string DeputyEmail = "head@se.stem.example.org";

    private static int editions;

    private SittingStage(TestService service) => Service = service;

    public TestService Service { get; }

    public HttpClient Secretariat { get; private set; } = null!;

    public HttpClient Chair { get; private set; } = null!;

    public HttpClient Deputy { get; private set; } = null!;

    public HttpClient Teller { get; private set; } = null!;

    public static async Task<SittingStage> Start(Action<WebApplicationBuilder>? also = null)
    {
        var stage = new SittingStage(await DemoNetwork.Start(also: also));
        stage.Service.Clock.Reset(Instant.FromUtc(2027, 4, 22, 6, 30));
        stage.Secretariat = await stage.Service.As(DemoNetwork.Secretariat);
        stage.Chair = await stage.Service.As(ChairEmail);
        stage.Deputy = await stage.Service.As(DeputyEmail);
        stage.Teller = await stage.Service.As("head@ee.stem.example.org");
        return stage;
    }

    public Task<HttpClient> Head(string member) => Service.As($"head@{member.ToLowerInvariant()}.stem.example.org");

    public void Later(int minutes) => Service.Clock.AdvanceMinutes(minutes);

    /// <summary>An assembly whose first statutory day is today: convened, its agenda published, all heads registered, nobody there.</summary>
    /// <param name="isConvened">Whether it is convened.</param>
    /// <param name="daysAhead">How many days later its meetings are.</param>
    public async Task<SittingDay> Day(bool isConvened = true, int daysAhead = 0)
    {
        var n = Interlocked.Increment(ref editions);
        var code = string.Create(CultureInfo.InvariantCulture, $"GA-{2040 + (n / 9)}-{1 + (n % 9)}");
        var today = Service.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Europe/Ljubljana"]).Date.PlusDays(daysAhead);
        return await Service.Db(async db =>
        {
            var at = Service.Clock.GetCurrentInstant();
            var host = await db.Organisations.SingleAsync(o => o.Code == "SI");
            var assembly = new Assembly(code, "General Assembly", host.Id, DemoAssembly.Ljubljana, StepKind.Planned, at, null);
            var open = assembly
                .AddMeeting(MeetingPlan.Open(today.PlusDays(-1)) with { OnlineLink = "https://video.example.org/open" })
                .Value!;
            var days = MeetingPlan
                .Days([today, today.PlusDays(1)])
                .Select(day => assembly.AddMeeting(day with { OnlineLink = "https://video.example.org/day" }).Value!)
                .ToList();
            assembly.Step(StepKind.Announced, at, null, null);
            if (isConvened)
            {
                assembly.Convene(1, at, null, null);
            }

            db.Add(assembly);
            foreach (
                var (email, office) in new[]
                {
                    (ChairEmail, Office.Chair),
                    (DeputyEmail, Office.DeputyChair),
                    ("head@ee.stem.example.org", Office.Teller),
                    (DemoNetwork.SloveniaHead, Office.Host),
                }
            )
            {
                db.Add(new Officer(await PersonOf(db, email), assembly.Id, office, at, null));
            }

            var draft = new AgendaDraft(assembly.Id);
            draft.Add(open, new("Welcome", SessionKind.Plain, 60));
            draft.Add(days[0], new("Check-in and signature sheet", SessionKind.CheckIn, 30));
            AgendaItem Item(string title, int minutes, bool closed = false) =>
                draft.Add(days[0], new(null, SessionKind.Plain, 0)).Add(new(title, ItemKind.Decision, minutes) { Closed = closed }).Value!;
            var items = new List<AgendaItem> { Item("Opening, roll call, quorum", 15), Item("Accounts and discharge", 30, closed: true) };
            var pause = draft.Add(days[0], new("Break", SessionKind.Break, 15));
            items.Add(Item("Budget", 40));
            draft.Saved(at, null);
            db.Add(draft);
            var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
            db.Add(AgendaVersion.Publish(draft, PublishedAgenda.Of(assembly, draft, none), null, PublishAgenda.HashOf, at, null).Value!);

            var heads = await (
                from mandate in db.Mandates
                join person in db.People on mandate.Person equals person.Id
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                where organisation.Kind == OrganisationKind.Member && mandate.Role == MandateRole.Head
                select new
                {
                    Mandate = mandate,
                    Person = person,
                    organisation.Code,
                }
            ).ToListAsync();
            foreach (var head in heads)
            {
                db.Add(
                    new Registrant(
                        assembly.Id,
                        new(head.Person.Name, null, head.Person.Email, head.Person.TimeZone, head.Code, Audience.Members)
                        {
                            Person = head.Person.Id,
                            Organisation = head.Mandate.Organisation,
                            Mandate = head.Mandate.Id,
                        },
                        "B" + head.Code,
                        at,
                        null
                    )
                );
            }

            await db.SaveChangesAsync();
            return new SittingDay(this, code, assembly.Id, open.Id, days[0].Id, days[1].Id, pause.Id, [.. items.Select(i => i.Id)]);
        });
    }

    /// <summary>The same with the attendance of the demo: 16 on site, 3 online, 2 represented, HR without a vote.</summary>
    public async Task<SittingDay> DemoDay()
    {
        var day = await Day();
        await day.In(Where.OnSite, "AT BE BG CZ DE DK EE ES FR HU IT LT NL PL SE SI HR");
        await day.In(Where.Online, "NO IE FI");
        await day.Proxy("LV", "EE");
        await day.Proxy("PT", "ES");
        return day;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Secretariat, Chair, Deputy, Teller })
        {
            client.Dispose();
        }

        await Service.DisposeAsync();
    }

    private static Task<Id<Person>> PersonOf(AssembliesDb db, string email) =>
        db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
}

/// <summary>An assembly of the stage, and what is done on its first day.</summary>
internal sealed record SittingDay(
    SittingStage Stage,
    string Code,
    Id<Assembly> Assembly,
    Id<Meeting> OpenMeeting,
    Id<Meeting> Meeting,
    Id<Meeting> Day2,
    Id<Session> Pause,
    IReadOnlyList<Id<AgendaItem>> Items
)
{
    public string A => $"/api/v1/assemblies/{Code}";

    /// <summary>Takes a step at the first day.</summary>
    public Task<HttpResponseMessage> Post(HttpClient client, string verb, object? body = null) => Post(client, Meeting, verb, body);

    public static Task<HttpResponseMessage> Post(HttpClient client, Id<Meeting> meeting, string verb, object? body = null) =>
        body is null
            ? client.PostAsync($"/api/v1/meetings/{meeting}/{verb}", null)
            : client.PostAsJsonAsync($"/api/v1/meetings/{meeting}/{verb}", body, Json.Options);

    public Task<SittingNow> Opens() => Post(Stage.Chair, "open").Value<SittingNow>();

    public Task<SittingNow> GoesTo(int item) => Post(Stage.Chair, "go-to", new { item = Items[item] }).Value<SittingNow>();

    public Task<ShowRoom.Answer> Room(HttpClient client) => client.GetAsync($"{A}/room").Value<ShowRoom.Answer>();

    public Task<ListQuorumChecks.Line[]> Checks() => Stage.Chair.GetAsync($"{A}/quorum").Value<ListQuorumChecks.Line[]>();

    /// <summary>Checks heads of members in, in the order given.</summary>
    public Task In(Where where, string members) => Move(members, (ledger, actor) => ledger.CheckIn(where, actor));

    /// <summary>Checks heads of members out.</summary>
    public Task Out(string members) => Move(members, (ledger, actor) => ledger.CheckOut(actor, null));

    public Task Proxy(string principal, string holder) =>
        Stage.Service.Db(async db =>
        {
            var ids = await db.Organisations.ToDictionaryAsync(o => o.Code, o => o.Id);
            var now = Stage.Service.Clock.GetCurrentInstant();
            var book = new ProxyBook(
                Assembly,
                AssemblyState.Convened,
                null,
                [],
                2,
                (await db.RollOf(Assembly, now, CancellationToken.None)).Members,
                [],
                now
            );
            var given = book.Give(new(ids[principal], ids[holder], "We give our vote.", [], []), false, new(now, null)).Value!;
            Assert.That(given.Accept(new(now, null)), Is.Null);
            db.Add(given);
            return await Saved(db);
        });

    public Task<Id<Organisation>> Member(string code) =>
        Stage.Service.Db(db => db.Organisations.Where(o => o.Code == code).Select(o => o.Id).SingleAsync());

    /// <summary>Who went out by a challenge: members' codes and reasons, in the order of the ledger.</summary>
    public Task<List<string>> CheckedOutByChallenge() =>
        Stage.Service.Db(db =>
            db.PresenceEntries.Where(e => e.Meeting == Meeting && e.Via == Via.Challenge)
                .OrderBy(e => e.Number)
                .Select(e =>
                    db.Organisations.Where(o => db.Registrants.Any(r => r.Id == e.Registrant && r.Organisation == o.Id))
                        .Select(o => o.Code)
                        .Single()
                    + ": "
                    + e.Reason
                )
                .ToListAsync()
        );

    private Task<int> Move(string members, Func<Ledger, DoorActor, PresenceEntry?> move) =>
        Stage.Service.Db(async db =>
        {
            foreach (var code in members.Split(' '))
            {
                var meeting = await db.Meetings.SingleAsync(m => m.Id == Meeting);
                var registrant = await db
                    .Registrants.Where(r => r.Assembly == Assembly && r.Affiliation == code)
                    .Select(r => r.Id)
                    .SingleAsync();
                var ledger = await db.LedgerOf(meeting, registrant, CancellationToken.None);
                db.Add(move(ledger, new(Stage.Service.Clock.GetCurrentInstant(), null, Via.Desk))!);
            }

            return await Saved(db);
        });

    /// <summary>As a command would: what the service has kept of the room is old.</summary>
    private async Task<int> Saved(AssembliesDb db)
    {
        var rows = await db.SaveChangesAsync();
        Stage.Service.Services.GetRequiredService<Commits>().Happened();
        return rows;
    }
}
