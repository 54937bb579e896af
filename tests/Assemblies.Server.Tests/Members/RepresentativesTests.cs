using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Members;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.SignIn;
using Assemblies.Server.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Members;

public sealed class RepresentativesTests
{
    private readonly List<DomainEvent> heard = [];
    private TestService service = null!;
    private HttpClient secretariat = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start(also: builder =>
            builder
                .Services.AddSingleton<IReactTo<MandateEnded>>(new Ear<MandateEnded>(heard))
                .AddSingleton<IReactTo<PersonAddressChanged>>(new Ear<PersonAddressChanged>(heard))
        );
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        secretariat.Dispose();
        await service.DisposeAsync();
    }

    [Test]
    public async Task Somebody_known_gets_another_hat_and_stays_one_person()
    {
        var mandate = await Add("DE", "  HEAD@at.stem.example.org", MandateRole.Adviser).Value<Id<Mandate>>();
        using var client = await service.As("head@at.stem.example.org");
        var me = await client.GetAsync("/api/v1/people/me").Value<ShowMe.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(me.Mandates.Select(m => $"{m.Organisation} {m.Role}"), Is.EquivalentTo(["AT Head", "DE Adviser"]));
            Assert.That(me.Name, Is.EqualTo("Johanna Brückner"));
            Assert.That(await Add("DE", "head@at.stem.example.org", MandateRole.Adviser).Refusal(), Is.EqualTo("409 members.holds_role"));
        }

        await secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { }).Succeeds();
    }

    [Test]
    public async Task There_is_one_head_at_a_time_also_when_two_are_entered_at_once()
    {
        Assert.That(await Add("CH", "second@ch.stem.example.org", MandateRole.Head).Refusal(), Is.EqualTo("409 members.role_taken"));
        var head = await MandateOf("head@ch.stem.example.org");
        await secretariat.PostAsJsonAsync($"/api/v1/representatives/{head}/end", new { lastDay = "2026-12-31" }, Json.Options).Succeeds();
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(async n => await Add("CH", $"next{n}@ch.stem.example.org", MandateRole.Head, "2027-01-01"))
        );
        var refusals = await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => Task.FromResult(a).Refusal()));
        Assert.That(refusals, Is.EqualTo(Enumerable.Repeat("409 members.role_taken", 5)));
    }

    [Test]
    public async Task Two_heads_cannot_be_entered_by_an_import_beside_a_form_either()
    {
        var head = await MandateOf("head@pl.stem.example.org");
        await End(head, "2026-12-31").Succeeds();
        const string list = "code,representative,email,role,from\nPL,Nowa Głowa,listed@pl.stem.example.org,head,2027-01-01\n";
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(list));
        content.Headers.ContentType = new("text/csv");
        var answers = await Task.WhenAll(
            secretariat.PostAsync("/api/v1/organisations/import", content),
            Add("PL", "added@pl.stem.example.org", MandateRole.Head, "2027-01-01")
        );
        Assert.That(answers.Count(a => a.IsSuccessStatusCode), Is.EqualTo(1));
    }

    [Test]
    public async Task The_database_itself_holds_that_there_is_one_head_and_one_deputy_at_a_time()
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            service.Db(async db =>
            {
                var there = await db.Mandates.FirstAsync(m => m.Role == MandateRole.Deputy && m.Until == null);
                var somebody = await db.People.Where(p => p.Email == DemoNetwork.Partner).Select(p => p.Id).SingleAsync();
                db.Add(new Mandate(somebody, there.Organisation, MandateRole.Deputy, new(2026, 1, 1), null, null));
                await using var transaction = await db.Database.BeginTransactionAsync();
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return true;
            })
        );
        Assert.That(refused?.ConstraintName, Is.EqualTo("mandate_one_head_one_deputy"));
    }

    [Test]
    public async Task Ending_never_lengthens_and_a_last_day_lies_within()
    {
        var mandate = await MandateOf("deputy@lv.stem.example.org");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await End(mandate, "2027-06-30").Outcome(), Is.EqualTo("204"));
            Assert.That(await End(mandate, "2027-06-30").Outcome(), Is.EqualTo("204"), "the same again");
            Assert.That(await End(mandate, "2027-12-31").Refusal(), Is.EqualTo("409 members.ends_before"));
            Assert.That(await End(mandate, "1999-12-31").Refusal(), Is.EqualTo("400 members.last_day_before_first"));
            Assert.That(
                await Add("LV", "adviser@lv.stem.example.org", MandateRole.Adviser, until: "2020-01-01").Refusal(),
                Is.EqualTo("400 members.last_day_before_first"),
                "from today"
            );
        }
    }

    [Test]
    public async Task An_ended_mandate_ends_the_rights_at_once_and_is_told_to_who_reacts()
    {
        using var client = await service.As("deputy@ie.stem.example.org");
        var mandate = await MandateOf("deputy@ie.stem.example.org");
        var before = await client.GetAsync("/api/v1/organisations/SI");
        await secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { }).Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before.IsSuccessStatusCode, Is.True);
            Assert.That(await client.GetAsync("/api/v1/organisations/SI").Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(heard.OfType<MandateEnded>().Select(e => e.Mandate), Does.Contain(mandate));
            Assert.That(
                await secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { }).Refusal(),
                Is.EqualTo("409 members.mandate_ended")
            );
        }
    }

    [Test]
    public async Task A_new_address_is_told_to_who_reacts_and_must_be_nobody_elses()
    {
        var mandate = await MandateOf("deputy@hu.stem.example.org");
        using var themselves = await service.As("deputy@hu.stem.example.org");
        await themselves.PutAsJsonAsync("/api/v1/people/me/preferences", new { language = "de", timeZone = "Europe/Vienna" }).Succeeds();
        var facts = new NameAndAddress(" New@HU.stem.example.org ", "Új Név", null);
        await Correct(mandate, 1, facts).Succeeds();
        var taken = await Correct(mandate, 2, facts with { Email = DemoNetwork.GreeceHead }).Refusal();
        var stale = await Correct(mandate, 1, facts with { Name = "Régi Név" }).Refusal();
        var unsaid = await secretariat.PutAsJsonAsync($"/api/v1/representatives/{mandate}", facts, Json.Options).Refusal();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                heard.OfType<PersonAddressChanged>().Select(e => (e.Was, e.Now)),
                Is.EqualTo([("deputy@hu.stem.example.org", "new@hu.stem.example.org")])
            );
            Assert.That(
                (taken, stale, unsaid),
                Is.EqualTo(("409 members.address_taken", "412 members.person_changed", "400 request.version_missing"))
            );
            Assert.That(
                await service.Db(db => db.People.Where(p => p.Name == "Új Név").Select(p => p.Language + p.TimeZone).SingleAsync()),
                Is.EqualTo("deEurope/Vienna"),
                "what they chose stays"
            );
        }
    }

    [Test]
    public async Task The_head_names_an_adviser_and_nobody_else_does()
    {
        var adviser = await Add("SI", "adviser@si.stem.example.org", MandateRole.Adviser).Value<Id<Mandate>>();
        using var head = await service.As(DemoNetwork.SloveniaHead);
        using var deputy = await service.As(DemoNetwork.SloveniaDeputy);
        using var partner = await service.As(DemoNetwork.Partner);
        await Name(head, adviser).Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await service.Db(db => db.Mandates.Where(m => m.Id == adviser).Select(m => m.NamedByHead).SingleAsync()), Is.True);
            Assert.That(await Name(deputy, adviser).Refusal(), Is.EqualTo("403 members.head_only"));
            Assert.That(await Name(partner, adviser).Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(await Name(head, Id<Mandate>.New()).Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(await Name(head, await MandateOf(DemoNetwork.SloveniaDeputy)).Refusal(), Is.EqualTo("409 members.not_adviser"));
        }

        static Task<HttpResponseMessage> Name(HttpClient by, Id<Mandate> whom) =>
            by.PutAsJsonAsync($"/api/v1/representatives/{whom}/named", new { named = true });
    }

    [Test]
    public async Task The_secretariat_takes_in_and_lets_go_but_never_the_last_one()
    {
        await using var own = await DemoNetwork.Start();
        using var first = await own.As(DemoNetwork.Secretariat);
        using var lucia = await own.As("deputy@es.stem.example.org");
        await first.PostAsJsonAsync("/api/v1/secretariat", new { email = "deputy@es.stem.example.org" }).Succeeds();
        await first.PostAsJsonAsync("/api/v1/secretariat", new { email = "deputy@es.stem.example.org" }).Succeeds();
        var all = await lucia.GetAsync("/api/v1/secretariat").Value<List<ListSecretariat.One>>();
        foreach (var other in all.Where(one => one.Email != "deputy@es.stem.example.org"))
        {
            await lucia.DeleteAsync($"/api/v1/secretariat/{other.Person}").Succeeds();
        }

        var herself = all.Single(one => one.Email == "deputy@es.stem.example.org");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all, Has.Count.EqualTo(3));
            Assert.That(herself.GrantedBy, Is.EqualTo(all.Single(one => one.Email == DemoNetwork.Secretariat).Name));
            Assert.That(
                await lucia.DeleteAsync($"/api/v1/secretariat/{herself.Person}").Refusal(),
                Is.EqualTo("409 members.last_of_secretariat")
            );
            Assert.That(await first.GetAsync("/api/v1/secretariat").Refusal(), Is.EqualTo("403 access.secretariat_only"));
            Assert.That(
                await lucia.PostAsJsonAsync("/api/v1/secretariat", new { email = "nobody@example.org" }).Refusal(),
                Is.EqualTo("404 members.unknown_person")
            );
        }
    }

    private Task<HttpResponseMessage> End(Id<Mandate> mandate, string lastDay) =>
        secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { lastDay });

    private Task<HttpResponseMessage> Correct(Id<Mandate> mandate, long version, NameAndAddress person) =>
        secretariat.Put($"/api/v1/representatives/{mandate}", person, version);

    private Task<HttpResponseMessage> Add(string code, string email, MandateRole role, string? from = null, string? until = null) =>
        secretariat.PostAsJsonAsync(
            $"/api/v1/organisations/{code}/representatives",
            new
            {
                person = new PersonFacts(email, "Somebody New", null, "en", "Europe/Brussels"),
                role,
                from,
                until,
            },
            Json.Options
        );

    private Task<Id<Mandate>> MandateOf(string email) =>
        service.Db(db => db.Mandates.Where(m => db.People.Any(p => p.Id == m.Person && p.Email == email)).Select(m => m.Id).SingleAsync());

    private sealed class Ear<T>(List<DomainEvent> heard) : IReactTo<T>
        where T : DomainEvent
    {
        public ValueTask Happened(T happened, CancellationToken ct)
        {
            lock (heard)
            {
                heard.Add(happened);
            }

            return ValueTask.CompletedTask;
        }
    }
}
