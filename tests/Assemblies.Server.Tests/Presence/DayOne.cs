using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Agenda;
using Assemblies.Server.Presence;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Presence;

/// <summary>
/// The General Assembly Spring 2027 of the demo network, convened, with its officers, a published agenda and head and deputy of every member registered. It is 15 April
/// 2027, after the record date and before the last day for proxies, until <see cref="Begins"/> moves the clock.
/// </summary>
internal sealed class DayOne : IAsyncDisposable
{
    public const string Code = "GA-2027-1";
    public const string A = $"/api/v1/assemblies/{Code}";
    public const string Chair = "head@be.stem.example.org";
    public const string MinuteTaker = "deputy@nl.stem.example.org";
    public const string Teller = "head@dk.stem.example.org";
    public const string Desk = DemoNetwork.SloveniaDeputy;

    /// <summary>Who is there on site by the demo, each by its head.</summary>
    public static readonly string[] OnSite =
    [
        "AT",
        "BE",
        "BG",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FR",
        "HU",
        "IT",
        "LT",
        "NL",
        "PL",
        "SE",
        "SI",
    ];

    /// <summary>Who is there online by the demo.</summary>
    public static readonly string[] Online = ["NO", "IE", "FI"];

    private static readonly Dictionary<string, Office[]> Officers = new()
    {
        [Chair] = [Office.Chair],
        [MinuteTaker] = [Office.MinuteTaker],
        ["head@ee.stem.example.org"] = [Office.Teller],
        [Teller] = [Office.Teller],
        [DemoNetwork.SloveniaHead] = [Office.Host],
        [Desk] = [Office.Host],
    };

    private readonly Dictionary<string, HttpClient> clients = [];

    private DayOne(TestService service) => Service = service;

    public TestService Service { get; }

    /// <summary>By mail address.</summary>
    public IReadOnlyDictionary<string, Id<Registrant>> Registrants { get; private set; } = null!;

    /// <summary>Of the meetings, by key.</summary>
    public IReadOnlyDictionary<string, Id<Meeting>> Meetings { get; private set; } = null!;

    public static async Task<DayOne> Start(Action<WebApplicationBuilder>? also = null, params string[] settings)
    {
        var it = new DayOne(await DemoNetwork.Start(also: also, settings: settings));
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 15, 10, 0));
        await it.Service.Db(async db =>
        {
            await Plan(db);
            return await db.SaveChangesAsync();
        });
        it.Registrants = await it.Service.Db(db => db.Registrants.ToDictionaryAsync(r => r.Email!, r => r.Id));
        it.Meetings = await it.Service.Db(db =>
            db.Meetings.Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code)).ToDictionaryAsync(m => m.Key, m => m.Id)
        );
        return it;
    }

    /// <summary>It is 08:31 in Ljubljana on the first day of the general assembly.</summary>
    public void Begins() => Service.Clock.Reset(Instant.FromUtc(2027, 4, 22, 6, 31));

    /// <summary>A client of somebody, kept.</summary>
    public async Task<HttpClient> As(string email)
    {
        if (!clients.TryGetValue(email, out var client))
        {
            clients[email] = client = await Service.As(email);
        }

        return client;
    }

    /// <summary>Gives a proxy, and has it accepted; by the head of each.</summary>
    public async Task<Id<Proxy>> Proxy(string principal, string holder)
    {
        var given = await (await As(Head(principal)))
            .PostAsJsonAsync($"{A}/proxies", new { holder, text = $"{principal} gives its vote to {holder}." })
            .Value<GiveProxy.Given>();
        await (await As(Head(holder))).PostAsJsonAsync($"{A}/proxies/{given.Id}/accept", new { }).Succeeds();
        return given.Id;
    }

    /// <summary>The two proxies of the demo.</summary>
    public async Task Proxies()
    {
        await Proxy("LV", "EE");
        await Proxy("PT", "ES");
    }

    /// <summary>The attendance of the demo: on site at the desk, online by themselves; HR seated without a vote.</summary>
    public async Task Attendance()
    {
        foreach (var code in OnSite.Append("HR"))
        {
            await CheckIn(Head(code)).Succeeds();
        }

        foreach (var code in Online)
        {
            await (await As(Head(code))).PostAsJsonAsync($"{A}/check-ins/self", new { meeting = "day1" }).Succeeds();
        }
    }

    /// <summary>The desk checks somebody in at day 1.</summary>
    public async Task<HttpResponseMessage> CheckIn(string email, bool endsProxy = false, string meeting = "day1", string desk = Desk) =>
        await (await As(desk)).PostAsJsonAsync(
            $"{A}/check-ins",
            new
            {
                meeting,
                registrant = Registrants[email].Value,
                endsProxy,
            }
        );

    /// <summary>The desk checks somebody out of day 1.</summary>
    public async Task<HttpResponseMessage> CheckOut(string email, string? reason = null, string desk = Desk) =>
        await (await As(desk)).PostAsJsonAsync(
            $"{A}/check-outs",
            new
            {
                meeting = "day1",
                registrant = Registrants[email].Value,
                reason,
            }
        );

    /// <summary>The count of day 1.</summary>
    public async Task<ShowPresence.Answer> Presence() =>
        await (await As(Chair)).GetAsync($"{A}/presence?meeting=day1").Value<ShowPresence.Answer>();

    /// <summary>A member in it.</summary>
    public async Task<ShowPresence.Line> Member(string code) => (await Presence()).Members.Single(m => m.Code == code);

    /// <summary>The address of a member's head.</summary>
    public static string Head(string code) => $"head@{code.ToLowerInvariant()}.stem.example.org";

    /// <summary>The address of a member's deputy.</summary>
    public static string Deputy(string code) => $"deputy@{code.ToLowerInvariant()}.stem.example.org";

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        await Service.DisposeAsync();
    }

    private static async Task Plan(Server.Platform.Database.AssembliesDb db)
    {
        var now = Instant.FromUtc(2027, 3, 1, 10, 0);
        var host = await db.Organisations.SingleAsync(o => o.Code == "SI");
        var assembly = new Assembly(Code, "General Assembly Spring 2027", host.Id, DemoAssembly.Ljubljana, StepKind.Planned, now, null);
        assembly.AddMeeting(MeetingPlan.Open(new(2027, 4, 21)));
        var days = MeetingPlan.Days([new(2027, 4, 22), new(2027, 4, 23)]).Select(day => assembly.AddMeeting(day).Value!).ToList();
        assembly.Convene(1, now, null, null);
        db.Add(assembly);

        var draft = new AgendaDraft(assembly.Id);
        draft.Add(days[0], new("Opening", SessionKind.Plain, 0)).Add(new("Budget and membership fees 2028", ItemKind.Decision, 30));
        draft.Add(days[1], new("Charter", SessionKind.Plain, 0)).Add(new("Amendment of the charter", ItemKind.Decision, 30));
        draft.Saved(now, null);
        db.Add(draft);
        var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
        db.Add(AgendaVersion.Publish(draft, PublishedAgenda.Of(assembly, draft, none), null, PublishAgenda.HashOf, now, null).Value!);

        var people = await db.People.ToDictionaryAsync(p => p.Email);
        foreach (var (email, offices) in Officers)
        {
            db.AddRange(offices.Select(office => new Officer(people[email].Id, assembly.Id, office, now, null)));
        }

        var members = await (
            from m in db.Mandates
            join o in db.Organisations on m.Organisation equals o.Id
            join p in db.People on m.Person equals p.Id
            where o.Kind == OrganisationKind.Member
            select new
            {
                Mandate = m,
                Of = o,
                Person = p,
            }
        ).ToListAsync();
        foreach (var (index, one) in members.Index())
        {
            var who = new Attendee(
                one.Person.Name,
                one.Person.NameLatin,
                one.Person.Email,
                one.Person.TimeZone,
                one.Of.Name,
                Audience.Members
            )
            {
                Person = one.Person.Id,
                Organisation = one.Of.Id,
                Mandate = one.Mandate.Id,
            };
            db.Add(new Registrant(assembly.Id, who, FormattableString.Invariant($"BADGE{index:000}"), now, one.Person.Id));
        }
    }
}
