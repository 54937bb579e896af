using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace Assemblies.Benchmarks.Machine;

/// <summary>A database with the demo network in it, to which numbered organisations and assemblies that wait to be convened are added.</summary>
internal sealed class Network : IAsyncDisposable
{
    private const Audience Guests = Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission;

    private readonly NpgsqlDataSource source;
    private readonly AssembliesDb db;

    private Network(NpgsqlDataSource source, AssembliesDb db) => (this.source, this.db) = (source, db);

    /// <summary>Its database, for what is written and counted by hand.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>Makes the database, lets the service bring it up and seed it, and opens it.</summary>
    public static async Task<Network> Make(Rig rig, string name)
    {
        var address = await rig.NewDatabase(name);
        await using (var product = Product.Start(rig, address, Child.FreePort()))
        {
            await product.Ready("/health/ready");
        }

        return Open(address);
    }

    /// <summary>Opens a database that is there.</summary>
    public static Network Open(DatabaseAddress address)
    {
        var builder = new NpgsqlDataSourceBuilder(address.Owner + ";Pooling=false");
        builder.UseNodaTime();
        var source = builder.Build();
        var options = new DbContextOptionsBuilder<AssembliesDb>();
        DatabaseSetup.Configure(options).UseNpgsql(source);
        return new(source, new(options.Options));
    }

    /// <summary>Adds associated partners <c>load-0001</c> and so on, with one representative each, who is invited to the open meeting.</summary>
    public async Task AddPartners(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"load-{number:0000}");
            var since = new LocalDate(2026, 1, 1);
            var seat = new Seat("BE", "Brussels", null, 50.85, 4.35, "Europe/Brussels");
            var organisation = new Organisation(
                code,
                new(OrganisationKind.AssociatedPartner, $"Load test organisation {number}", null, seat, since, null, 1)
            );
            var person = new Person($"contact@{code}.example.org", $"Load test contact {number}", null, "en", "Europe/Brussels");
            db.Add(organisation);
            db.Add(person);
            db.Add(new Mandate(person.Id, organisation.Id, MandateRole.Contact, since, null, null));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Plans an assembly with a published agenda: an open meeting of many sessions, and two days for the members.</summary>
    public async Task Plan(string code, LocalDate open)
    {
        var now = await db.Now(CancellationToken.None);
        var host = await db.Organisations.SingleAsync(o => o.Code == "SI");
        var place = new Place("Cankarjev dom", null, "Ljubljana", "SI", 46.05, 14.51, "Europe/Ljubljana");
        var assembly = new Assembly(code, $"General Assembly {code}", host.Id, place, StepKind.Planned, now, null);
        var meeting = assembly.AddMeeting(Meeting("open", "Open meeting: STEM skills for Europe", Guests | Audience.Public, open)).Value!;
        var first = assembly.AddMeeting(Meeting("day1", "General Assembly, day 1", Audience.Members, open.PlusDays(1))).Value!;
        var second = assembly.AddMeeting(Meeting("day2", "General Assembly, day 2", Audience.Members, open.PlusDays(2))).Value!;
        assembly.Announce(now, null);
        db.Assemblies.Add(assembly);

        var draft = new AgendaDraft(assembly.Id);
        for (var number = 1; number <= 18; number++)
        {
            var session = draft.Add(
                meeting,
                new($"Session {number}: skills for the sciences, examples and questions", SessionKind.Plain, 30)
            );
            session.Add(new($"A report from practice, part {number}", ItemKind.Information, 20));
        }

        draft.Add(first, new("Opening", SessionKind.Plain, 30)).Add(new("Minutes of the last assembly", ItemKind.Decision, 30));
        draft.Add(second, new("Work plan", SessionKind.Plain, 30)).Add(new("The work plan", ItemKind.Decision, 30));
        draft.Saved(now, null);
        db.AgendaDrafts.Add(draft);
        var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
        var content = PublishedAgenda.Of(assembly, draft, none);
        db.AgendaVersions.Add(AgendaVersion.Publish(draft, content, null, PublishAgenda.HashOf, now, null).Value!);
        await db.SaveChangesAsync();
    }

    /// <summary>Convenes, adjourns and closes an assembly that lies in the past.</summary>
    public async Task End(string code)
    {
        var now = await db.Now(CancellationToken.None);
        var assembly = await db.Assemblies.Include(a => a.Meetings).Include(a => a.Steps).SingleAsync(a => a.Code == code);
        assembly.Convene(1, now, null, null);
        assembly.Adjourn(now, null);
        assembly.Close(now, null, null);
        await db.SaveChangesAsync();
    }

    /// <summary>The day it is where its assemblies meet.</summary>
    public async Task<LocalDate> Today() =>
        (await db.Now(CancellationToken.None)).InZone(DateTimeZoneProviders.Tzdb["Europe/Ljubljana"]).Date;

    /// <summary>Convenes an assembly and registers the heads of all members.</summary>
    /// <returns>Its first statutory meeting, and their registrations.</returns>
    public async Task<(Guid Meeting, IReadOnlyList<Guid> Heads)> Gather(string code)
    {
        var now = await db.Now(CancellationToken.None);
        var assembly = await db.Assemblies.Include(a => a.Meetings).Include(a => a.Steps).SingleAsync(a => a.Code == code);
        assembly.Convene(1, now, null, null);
        var heads = await (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            where organisation.Kind == OrganisationKind.Member && mandate.Role == MandateRole.Head
            orderby organisation.Code
            select new
            {
                mandate,
                person,
                organisation.Name,
            }
        ).ToListAsync();
        var registrants = heads.ConvertAll(head => new Registrant(
            assembly.Id,
            new(head.person.Name, null, head.person.Email, head.person.TimeZone, head.Name, Audience.Members)
            {
                Person = head.person.Id,
                Organisation = head.mandate.Organisation,
                Mandate = head.mandate.Id,
            },
            BadgeCode.New(),
            now,
            null
        ));
        db.AddRange(registrants);
        await db.SaveChangesAsync();
        return (assembly.Meetings.First(m => m.Key == "day1").Id.Value, [.. registrants.Select(r => r.Id.Value)]);
    }

    /// <summary>Adds advisers of members, and signs a browser of each in.</summary>
    /// <returns>The secrets of their cookies.</returns>
    public async Task<IReadOnlyList<string>> SignInAdvisers(int count)
    {
        var (now, secrets) = (await db.Now(CancellationToken.None), new List<string>());
        var members = await db
            .Organisations.Where(o => o.Kind == OrganisationKind.Member)
            .OrderBy(o => o.Code)
            .Select(o => o.Id)
            .ToListAsync();
        for (var number = 0; number < count; number++)
        {
            var email = string.Create(CultureInfo.InvariantCulture, $"adviser-{number + 1:0000}@load.example.org");
            var person = new Person(email, $"Load test adviser {number + 1}", null, "en", "Europe/Brussels");
            secrets.Add(Secrets.New());
            db.Add(person);
            db.Add(new Mandate(person.Id, members[number % members.Count], MandateRole.Adviser, new(2026, 1, 1), null, null));
            db.Add(new SignedInBrowser(person.Id, secrets[^1], "benchmark", now));
        }

        await db.SaveChangesAsync();
        return secrets;
    }

    /// <summary>A client with somebody's rights, by a token.</summary>
    public async Task<HttpClient> As(string email, Uri service)
    {
        var person = await db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
        var (token, now) = (AccessToken.Prefix + Secrets.New(), await db.Now(CancellationToken.None));
        db.AccessTokens.Add(new(person, token, "benchmark", mayOnlyRead: false, now, now + Duration.FromHours(2)));
        await db.SaveChangesAsync();
        var client = new HttpClient { BaseAddress = service, Timeout = TimeSpan.FromMinutes(1) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Tokens of the contacts that <see cref="AddPartners"/> added, one each.</summary>
    public async Task<IReadOnlyList<string>> Tokens(int count)
    {
        var now = await db.Now(CancellationToken.None);
        var people = await db
            .People.Where(p => p.Email.StartsWith("contact@load-"))
            .OrderBy(p => p.Email)
            .Take(count)
            .Select(p => p.Id)
            .ToListAsync();
        var tokens = people.ConvertAll(_ => AccessToken.Prefix + Secrets.New());
        db.AddRange(
            people.Zip(tokens, (person, token) => new AccessToken(person, token, "benchmark", false, now, now + Duration.FromHours(2)))
        );
        await db.SaveChangesAsync();
        return tokens;
    }

    /// <summary>The lines of a pool of seats: with a seat, waiting, different places in line, different people.</summary>
    public async Task<(int Confirmed, int Waiting, int Places, int People)> Lines(Guid pool)
    {
        var id = new Id<SeatPool>(pool);
        var lines = await db
            .SeatLines.Where(l => l.Pool == id)
            .Select(l => new
            {
                l.State,
                l.Place,
                l.Registrant,
            })
            .ToListAsync();
        return (
            lines.Count(l => l.State is SeatState.Confirmed),
            lines.Count(l => l.State is SeatState.Waiting),
            lines.DistinctBy(l => l.Place).Count(),
            lines.DistinctBy(l => l.Registrant).Count()
        );
    }

    /// <summary>Gives the planner its figures, as a database that has lived for a while has them.</summary>
    public Task Analyse() => db.Database.ExecuteSqlRawAsync("analyze");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await db.DisposeAsync();
        await source.DisposeAsync();
    }

    private static MeetingPlan Meeting(string key, string title, Audience audience, LocalDate day) =>
        new(key, title, key != "open", audience, MeetingFormat.Hybrid, day, new(9, 0), new(18, 0), "Linhart Hall", null, null);
}
