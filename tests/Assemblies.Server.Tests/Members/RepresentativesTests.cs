using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Members;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.SignIn;
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
        var facts = new PersonFacts(" New@HU.stem.example.org ", "Új Név", null, "hu", "Europe/Budapest");
        await secretariat.PutAsJsonAsync($"/api/v1/representatives/{mandate}", facts, Json.Options).Succeeds();
        var taken = await secretariat
            .PutAsJsonAsync($"/api/v1/representatives/{mandate}", facts with { Email = DemoNetwork.GreeceHead }, Json.Options)
            .Refusal();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                heard.OfType<PersonAddressChanged>().Select(e => (e.Was, e.Now)),
                Is.EqualTo([("deputy@hu.stem.example.org", "new@hu.stem.example.org")])
            );
            Assert.That(taken, Is.EqualTo("409 members.address_taken"));
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

    private Task<HttpResponseMessage> Add(string code, string email, MandateRole role, string? from = null) =>
        secretariat.PostAsJsonAsync(
            $"/api/v1/organisations/{code}/representatives",
            new
            {
                person = new PersonFacts(email, "Somebody New", null, "en", "Europe/Brussels"),
                role,
                from,
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
