using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Registration;

/// <summary>A convened assembly to register for: an open meeting and two days, all hybrid. One service has several, so that tests stand apart.</summary>
internal sealed class Gathering
{
    private static int count;

    private readonly Spring2027 it;
    private readonly Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);

    private Gathering(Spring2027 it, string code) => (this.it, Code, A) = (it, code, $"/api/v1/assemblies/{code}");

    public string Code { get; }

    public string A { get; }

    public TestService Service => it.Service;

    public HttpClient Secretariat => it.Secretariat;

    public IReadOnlyDictionary<string, Id<Meeting>> Meetings { get; private set; } = new Dictionary<string, Id<Meeting>>();

    /// <summary>A further assembly of a service, convened.</summary>
    public static async Task<Gathering> Convened(Spring2027 it)
    {
        var gathering = await Planned(it);
        await it.Secretariat.PostAsync($"{gathering.A}/convene", null).Succeeds();
        return gathering;
    }

    public static async Task<Gathering> Planned(Spring2027 it)
    {
        var code = FormattableString.Invariant($"GA-{2030 + Interlocked.Increment(ref count)}-1");
        await it.Plan(code, new LocalDate(2027, 4, 21), "Europe/Ljubljana", "Ljubljana");
        var gathering = new Gathering(it, code);
        gathering.Meetings = await it.Service.Db(db =>
            db.Meetings.Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == code)).ToDictionaryAsync(m => m.Key, m => m.Id)
        );
        return gathering;
    }

    public async Task<HttpClient> As(string email)
    {
        if (!clients.TryGetValue(email, out var client))
        {
            clients[email] = client = await it.Service.As(email);
        }

        return client;
    }

    /// <summary>The same way to take part in every meeting, but for those named.</summary>
    public object Form(TakingPart how, params (string Meeting, TakingPart How)[] but) => Form(how, null, null, [], but);

    public object Form(
        TakingPart how,
        Id<Person>? person,
        string? told,
        Id<SeatPool>[] items,
        params (string Meeting, TakingPart How)[] but
    ) =>
        new
        {
            meetings = Meetings.Select(m => new
            {
                meeting = m.Value.Value,
                how = but.Where(b => b.Meeting == m.Key).Select(b => (TakingPart?)b.How).FirstOrDefault() ?? how,
            }),
            items = items.Select(pool => new { pool = pool.Value, wanted = true }),
            person = person?.Value,
            source = told is null ? null : new { kind = "phone", note = told },
        };

    /// <summary>Somebody registers on day 1 alone, for a seat on site.</summary>
    public Task<Register.Answer> Take(string email, TakingPart how = TakingPart.OnSite, long? version = null) =>
        Send(email, Day1(how), version).Value<Register.Answer>();

    public object Day1(TakingPart how) => Form(TakingPart.Not, ("day1", how));

    public async Task<HttpResponseMessage> Send(string email, object form, long? version = null) =>
        await (await As(email)).Post($"{A}/registrations", form, version);

    public async Task<ShowRegistration.Answer> Shown(string email) =>
        await (await As(email)).GetAsync($"{A}/registration-form").Value<ShowRegistration.Answer>();

    /// <summary>What somebody has, in words, by meeting: "on site", "number 2 in line for a seat on site; online until a seat on site is free".</summary>
    public async Task<string> Has(string email, string meeting = "day1") =>
        string.Join("; ", (await Shown(email)).Seats.Where(s => s.Meeting == Meetings[meeting]).Select(s => s.Says));

    public async Task<ListSeats.Pool> Seats(string meeting = "day1", PoolKind kind = PoolKind.OnSite) =>
        (await Secretariat.GetAsync($"{A}/seats").Value<ListSeats.Answer>()).Pools.Single(p => p.Meeting == meeting && p.Kind == kind);

    public async Task<ListSeats.Pool> Resize(int? capacity, int reserved = 0, string meeting = "day1")
    {
        var seats = await Seats(meeting);
        return await Secretariat.Put($"{A}/seats/{seats.Id}", new { capacity, reserved }, seats.Version).Value<ListSeats.Pool>();
    }

    public async Task Rules(SeatTerms terms)
    {
        var now = (await Secretariat.GetAsync($"{A}/seats").Value<ListSeats.Answer>()).Terms;
        await Secretariat.Put($"{A}/seats/terms", terms, now.Version).Succeeds();
    }

    public async Task<HttpResponseMessage> Cancel(string email) =>
        await (await As(email)).PostAsync($"{A}/registrations/{(await Shown(email)).Registration}/cancel", null);

    /// <summary>Subjects of the mails about registrations that were decided for somebody, in order.</summary>
    public Task<List<string>> Told(string email) =>
        it.Service.Db(async db => (await Letters(db, email)).ConvertAll(letter => letter.Subject[(Code.Length + 2)..]));

    /// <summary>The latest of them.</summary>
    public Task<RegistrationLetter> Letter(string email) => it.Service.Db(async db => (await Letters(db, email))[^1]);

    public Task<Id<Person>> Person(string email) =>
        it.Service.Db(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());

    /// <summary>People who represent organisations of their own, or one and the same.</summary>
    public Task<List<string>> Newcomers(int count, bool sameOrganisation = false, OrganisationKind kind = OrganisationKind.Member) =>
        it.Service.Db(async db =>
        {
            var emails = new List<string>();
            var (batch, organisation) = (Guid.CreateVersion7().ToString("N")[^8..], (Organisation?)null);
            foreach (var i in Enumerable.Range(1, count))
            {
                if (organisation is null || !sameOrganisation)
                {
                    organisation = new Organisation(
                        $"{batch}{i}",
                        new(
                            kind,
                            $"Newcomers {i} of {batch}",
                            null,
                            new("SI", "Ljubljana", null, 46.05, 14.51, "Europe/Ljubljana"),
                            null,
                            null,
                            1
                        )
                    );
                    db.Add(organisation);
                }

                var person = new Person(
                    FormattableString.Invariant($"p{i}.{batch}@new.example.org"),
                    $"Person {i}",
                    null,
                    "en",
                    "Europe/Ljubljana"
                );
                var role = sameOrganisation && i > 1 ? MandateRole.Adviser : MandateRole.Head;
                db.AddRange(person, new Mandate(person.Id, organisation.Id, role, new LocalDate(2026, 1, 1), null, null));
                emails.Add(person.Email);
            }

            await db.SaveChangesAsync();
            return emails;
        });

    /// <summary>The dinner of the programme can be booked, for so many.</summary>
    public async Task<Id<SeatPool>> Dinner(int capacity)
    {
        var session = await it.Service.Db(db =>
            db.Sessions.Where(s => s.Meeting == Meetings["open"] && s.Title == "Members’ walking dinner").Select(s => s.Id).SingleAsync()
        );
        var item = new { title = "Members’ walking dinner", session = session.Value };
        return (await Secretariat.Post($"{A}/seats", new { item, capacity }).Value<AddBookable.Added>()).Seats;
    }

    private async Task<List<RegistrationLetter>> Letters(AssembliesDb db, string email)
    {
        var models = await db
            .OutboxMails.Where(m => m.Kind == ComposeRegistrationNews.TheKind && m.Email == email)
            .Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code))
            .OrderBy(m => m.Id)
            .Select(m => m.Model)
            .ToListAsync();
        return models.ConvertAll(model => JsonSerializer.Deserialize<RegistrationLetter>(model, Json.Options)!);
    }
}
