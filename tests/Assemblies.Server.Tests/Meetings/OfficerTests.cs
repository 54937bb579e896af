using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Meetings;

public sealed class OfficerTests
{
    private const string Address = "/api/v1/assemblies/GA-2027-1/officers";

    private TestService service = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        await DemoAssembly.Host(service);
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task The_officers_of_the_demo_are_appointed_with_who_and_when()
    {
        await Appoint("head@be.stem.example.org", Office.Chair).Succeeds();
        await Appoint("deputy@nl.stem.example.org", Office.MinuteTaker).Succeeds();
        await Appoint("head@ee.stem.example.org", Office.Teller).Succeeds();
        await Appoint("head@dk.stem.example.org", Office.Teller).Succeeds();

        var officers = await secretariat.GetAsync(Address).Value<ListOfficers.Line[]>();
        Assert.That(
            officers.Where(o => o.Office is not Office.Host).Select(o => (o.Office, o.Name, o.AppointedBy, o.Since)),
            Is.EqualTo([
                (Office.Chair, "Lotte Van den Broeck", "Anna de Vries", service.Clock.GetCurrentInstant()),
                (Office.MinuteTaker, "Joost van 't Hof", "Anna de Vries", service.Clock.GetCurrentInstant()),
                (Office.Teller, "Liis Mägi", "Anna de Vries", service.Clock.GetCurrentInstant()),
                (Office.Teller, "Søren Ålborg", "Anna de Vries", service.Clock.GetCurrentInstant()),
            ])
        );
    }

    [Test]
    public async Task An_office_gives_its_rights_at_once_and_takes_them_at_once()
    {
        const string chair = "head@be.stem.example.org";
        var open = (await secretariat.GetAsync("/api/v1/assemblies/GA-2027-1").Value<ShowAssembly.Answer>());
        var (client, body) = (await service.As(chair), new { title = open.Title, place = open.Place });
        async Task<string> Change()
        {
            using var answer = await client.Put("/api/v1/assemblies/GA-2027-1", body, 4);
            return answer.IsSuccessStatusCode ? "done" : await Task.FromResult(answer).Refusal();
        }

        Assert.That(await Change(), Is.EqualTo("403 access.forbidden"));
        var appointed = await Appoint(chair, Office.Chair).Value<AppointOfficer.Answer>();
        Assert.That(await Change(), Is.EqualTo("done"));
        await secretariat.PostAsync($"{Address}/{appointed.Id}/end", null).Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Change(), Is.EqualTo("403 access.forbidden"));
            Assert.That(
                await secretariat.PostAsync($"{Address}/{appointed.Id}/end", null).Refusal(),
                Is.EqualTo("409 officers.ended_already")
            );
            Assert.That(
                (await secretariat.GetAsync(Address).Value<ListOfficers.Line[]>()).Single(o => o.Office is Office.Chair).EndedBy,
                Is.EqualTo("Anna de Vries")
            );
        }
    }

    [Test]
    public async Task Chair_and_minute_taker_are_one_each_also_when_two_are_appointed_at_once()
    {
        string[] candidates =
        [
            "head@be.stem.example.org",
            "head@fi.stem.example.org",
            "head@pt.stem.example.org",
            "head@cz.stem.example.org",
        ];
        var answers = await Task.WhenAll(candidates.Select(email => Appoint(email, Office.Chair)));
        var refusals = await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => Task.FromResult(a).Refusal()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusals, Is.EqualTo(Enumerable.Repeat("409 officers.taken", 3)));
            Assert.That(await service.Db(db => db.Officers.CountAsync(o => o.Office == Office.Chair)), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Nobody_holds_an_office_twice_strangers_do_not_organise_for_the_host_and_nobody_unknown_is_appointed()
    {
        await Appoint("head@ee.stem.example.org", Office.Teller).Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Appoint("head@ee.stem.example.org", Office.Teller).Refusal(), Is.EqualTo("409 officers.held_already"));
            Assert.That(await Appoint("head@ee.stem.example.org", Office.Host).Refusal(), Is.EqualTo("400 officers.not_of_host"));
            Assert.That(
                await secretariat.PostAsJsonAsync(Address, new { person = Id<Person>.New().Value, office = "teller" }).Refusal(),
                Is.EqualTo("400 officers.unknown_person")
            );
            Assert.That(
                await secretariat.PostAsJsonAsync(Address, new { person = Id<Person>.New().Value, office = "treasurer" }).Refusal(),
                Is.EqualTo("400 request.malformed")
            );
            Assert.That(
                await (await service.As(DemoNetwork.SloveniaHead))
                    .PostAsJsonAsync(Address, new { person = Id<Person>.New().Value, office = "teller" })
                    .Refusal(),
                Is.EqualTo("403 access.secretariat_only")
            );
            Assert.That(
                await service.Anybody().GetAsync("/api/v1/assemblies/GA-2026-2/officers").Refusal(),
                Is.EqualTo("401 access.sign_in")
            );
        }
    }

    private async Task<HttpResponseMessage> Appoint(string email, Office office)
    {
        var person = await service.Db(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        return await secretariat.PostAsJsonAsync(Address, new { person = person.Value, office }, Json.Options);
    }
}
