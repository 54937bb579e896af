using System.Net;
using System.Net.Http.Json;
using System.Xml.Linq;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes.Register;

public sealed class RegisterReadingTests
{
    private const string Api = RegisterStage.Api;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Test]
    public async Task The_public_reads_public_decisions_members_all_but_closed_ones_and_those_who_may_vote_everything()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Charter", "Articles 4 and 11 are amended.", closed: true, type: "charter");
        await it.Decide("Position", "The position paper is adopted.");
        var chair = await it.Chair;
        await chair
            .PostAsJsonAsync($"{Api}/decisions/GA-2027-1/03/open", new { isPublic = false, reason = "It is sent to the Commission first." })
            .Succeeds();
        var (all, open, members) = (
            new[] { "GA-2027-1/03", "GA-2027-1/02", "GA-2027-1/01" },
            new[] { "GA-2027-1/01" },
            new[] { "GA-2027-1/03", "GA-2027-1/01" }
        );
        using var anybody = it.Service.Anybody();
        var adviser = await Adviser(it);
        using var partner = await it.Service.As(DemoNetwork.Partner);
        using var finland = await it.Service.As(DemoNetwork.FinlandHead);
        using var unpaid = await it.Service.As(DayOne.Head("HR"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await RegisterStage.Names(anybody), Is.EqualTo(open));
            Assert.That(await RegisterStage.Names(partner), Is.EqualTo(open));
            Assert.That(await RegisterStage.Names(adviser), Is.EqualTo(members));
            Assert.That(await RegisterStage.Names(unpaid), Is.EqualTo(members), "seated without a vote");
            Assert.That(await RegisterStage.Names(finland), Is.EqualTo(all));
            Assert.That(await RegisterStage.Names(chair), Is.EqualTo(all));
            Assert.That(await anybody.GetAsync($"{Api}/decisions/GA-2027-1/02").Refusal(), Is.EqualTo("404 decisions.unknown"));
        }

        // The same as of the item itself.
        var item = await it.Service.Db(db => db.AgendaItems.Where(i => i.Closed).Select(i => i.Id).SingleAsync());
        foreach (var client in new[] { anybody, partner, adviser, unpaid, finland, chair })
        {
            using var shown = await client.GetAsync($"{DayOne.A}/agenda/items/{item}");
            var reads = (await RegisterStage.Names(client)).Contains("GA-2027-1/02");
            Assert.That(reads, Is.EqualTo(shown.IsSuccessStatusCode));
        }

        // Opened with a reason, it is everybody's; a repeat is refused.
        await chair
            .PostAsJsonAsync($"{Api}/decisions/GA-2027-1/02/open", new { isPublic = true, reason = "The charter is public." })
            .Succeeds();
        Assert.That(await RegisterStage.Names(anybody), Is.EqualTo(new[] { "GA-2027-1/02", "GA-2027-1/01" }));
        Assert.That(
            await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/02/open", new { isPublic = true, reason = "Again" }).Refusal(),
            Is.EqualTo("409 decisions.public_already")
        );
        Assert.That(
            await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/03/open", new { isPublic = false, reason = "Again" }).Refusal(),
            Is.EqualTo("409 decisions.withheld_already")
        );
    }

    [Test]
    public async Task Where_the_rules_make_none_public_members_alone_read_decisions()
    {
        await using var it = await RegisterStage.Start();
        await it.Service.Db(async db =>
        {
            var rules = RulesOfProcedure.Default with { PublicDecisions = PublicDecisions.None };
            var newest = await db.RulesVersions.SingleAsync();
            db.Add(newest.Follow(rules, "A decision.", it.Service.Clock.GetCurrentInstant(), null).Value!);
            await db.SaveChangesAsync();
            return await db
                .Assemblies.Where(a => a.Code == RegisterStage.Code)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.RulesVersion, 2));
        });
        await it.Decide("Budget 2028", "The budget is adopted.");
        using var anybody = it.Service.Anybody();
        Assert.That(await RegisterStage.Names(anybody), Is.Empty);
        using var member = await it.Service.As(DemoNetwork.FinlandHead);
        Assert.That(await RegisterStage.Names(member), Is.EqualTo(new[] { "GA-2027-1/01" }));
    }

    [TestCase("reteaua", new[] { "GA-2027-1/01" }, TestName = "Accents do not matter")]
    [TestCase("REȚEAUA", new[] { "GA-2027-1/01" }, TestName = "Nor do capitals")]
    [TestCase("δικτυο", new[] { "GA-2027-1/02" }, TestName = "In Greek neither")]
    [TestCase("budget", new[] { "GA-2027-1/03", "GA-2027-1/04" }, TestName = "Those with the word in the title come first, however old")]
    [TestCase("fee", new[] { "GA-2027-1/04" }, TestName = "The beginning of a word finds it")]
    [TestCase("feeing", new string[0], TestName = "Endings matter: nothing is stemmed")]
    [TestCase("GA-2027-1/02", new[] { "GA-2027-1/02" }, TestName = "A number finds its decision")]
    [TestCase("table 2", new[] { "GA-2027-1/04" }, TestName = "All words have to occur")]
    [TestCase("table nowhere", new string[0], TestName = "One word that is nowhere finds nothing")]
    [TestCase("'; drop table decision; --", new string[0], TestName = "Signs of a query are words like others")]
    [TestCase("!!!", new string[0], TestName = "Signs alone find nothing")]
    public async Task Words(string search, string[] found)
    {
        var it = await Searched.Value;
        using var anybody = it.Service.Anybody();
        Assert.That(await RegisterStage.Names(anybody, $"search={Uri.EscapeDataString(search)}"), Is.EqualTo(found));
        Assert.That(
            await RegisterStage.Names(anybody, $"search={Uri.EscapeDataString(search)}", limit: 1),
            Is.EqualTo(found),
            "page by page"
        );
    }

    [TestCase("year=2027&outcome=adopted", 4)]
    [TestCase("year=2026", 0)]
    [TestCase("outcome=notAdopted", 1)]
    [TestCase("type=fees", 1)]
    [TestCase("assembly=GA-2026-1", 0)]
    [TestCase("responsible=SI", 1)]
    [TestCase("isPublic=false", 0)]
    public async Task The_register_is_narrowed_by(string query, int found)
    {
        var it = await Searched.Value;
        using var anybody = it.Service.Anybody();
        Assert.That(await RegisterStage.Names(anybody, query), Has.Count.EqualTo(found));
        var table = await anybody.GetStringAsync($"{Api}/decisions/export?{query}");
        Assert.That(
            table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries),
            Has.Length.EqualTo(found + 1),
            "the table has the same rows"
        );
    }

    [Test]
    public async Task A_cursor_or_a_year_that_cannot_be_read_is_refused()
    {
        var it = await Searched.Value;
        using var anybody = it.Service.Anybody();
        Assert.That(await anybody.GetAsync($"{Api}/decisions?after=nonsense").Refusal(), Is.EqualTo("400 request.malformed"));
        Assert.That(await anybody.GetAsync($"{Api}/decisions/export?year=soon").Refusal(), Is.EqualTo("400 request.malformed"));
    }

    [Test]
    public async Task Pages_follow_each_other_by_link_without_a_gap_and_without_a_count()
    {
        var it = await Searched.Value;
        using var anybody = it.Service.Anybody();
        Assert.That(await RegisterStage.Names(anybody, limit: 2), Is.EqualTo(await RegisterStage.Names(anybody)));
        using var first = await anybody.GetAsync($"{Api}/decisions?limit=2");
        Assert.That(first.Headers.GetValues("Link").Single(), Does.Contain("after=").And.Contain("rel=\"next\""));
    }

    [Test]
    public async Task What_a_spreadsheet_would_run_is_inert_in_the_table()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("=cmd|' /C calc'!A0", "+1 to all of it");
        using var anybody = it.Service.Anybody();
        var table = await anybody.GetStringAsync($"{Api}/decisions/export?separator=,");
        Assert.That(table, Does.Contain("'=cmd|' /C calc'!A0").And.Contain("'+1 to all of it"));
    }

    [Test]
    public async Task The_feed_has_the_newest_public_decisions_and_costs_whoever_has_it_nothing()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget & fees", "The budget <for 2028> is adopted.");
        await it.Decide("Charter", "Articles 4 and 11 are amended.", closed: true);
        await it.Decide("Lost", "Something else.", Outcome.Rejected);
        using var anybody = it.Service.Anybody();
        using var feed = await anybody.GetAsync("/decisions.atom");
        var entries = XDocument.Parse(await feed.Content.ReadAsStringAsync()).Root!.Elements(Atom + "entry").ToList();
        Assert.That(entries.Select(e => e.Element(Atom + "title")!.Value), Is.EqualTo(new[] { "GA-2027-1/01 Budget & fees" }));
        Assert.That(entries[0].Element(Atom + "content")!.Value, Does.StartWith("The budget <for 2028> is adopted."));
        Assert.That(entries[0].Element(Atom + "id")!.Value, Does.EndWith("/decisions/GA-2027-1/01"));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/decisions.atom");
        again.Headers.IfNoneMatch.Add(feed.Headers.ETag!);
        using var unchanged = await anybody.SendAsync(again);
        Assert.That(unchanged.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        await it.Decide("Work plan", "The work plan is adopted.");
        using var later = new HttpRequestMessage(HttpMethod.Get, "/decisions.atom");
        later.Headers.IfNoneMatch.Add(feed.Headers.ETag!);
        using var changed = await anybody.SendAsync(later);
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_pages_show_what_is_the_readers_to_read()
    {
        await using var it = await RegisterStage.Start();
        using var anybody = it.Service.Anybody();
        Assert.That(await anybody.GetStringAsync("/decisions"), Does.Contain("Nothing is decided yet."));
        await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Fees 2028", "The fees are those of table 2.", Outcome.TiedRejected);
        await it.Decide("Charter", "Articles 4 and 11 are amended.", closed: true);
        var list = await anybody.GetStringAsync("/decisions");
        Assert.That(list, Does.Contain("/decisions/GA-2027-1/01").And.Contain("GA-2027-1, motion 1.2").And.Contain("Tied, not adopted"));
        Assert.That(list, Does.Not.Contain("Articles 4 and 11"));
        Assert.That(await anybody.GetStringAsync("/decisions?search=nowhere"), Does.Contain("No decision fits."));
        Assert.That(await anybody.GetStringAsync("/assemblies/GA-2027-1/decisions"), Does.Contain("The budget is adopted."));
        using var hidden = await anybody.GetAsync("/decisions/GA-2027-1/02");
        Assert.That(hidden.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static readonly Lazy<Task<RegisterStage>> Searched = new(async () =>
    {
        var it = await RegisterStage.Start();
        await it.Decide("Admission of RO", "Rețeaua STEM Carpați (Romania) is admitted.", type: "admission");
        await it.Decide("Admission of GR", "Το Δίκτυο is welcome.", type: "admission");
        await it.Decide("Budget 2028", "It is adopted as in document 8a.");
        await it.Decide("Fees 2028", "The fees follow the budget, table 2.", type: "fees");
        await it.Decide("Position paper", "Paragraph 3 is deleted.", Outcome.TiedRejected, "position");
        var chair = await it.Chair;
        await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/04/assign", new { organisation = "SI" }).Succeeds();
        return it;
    });

    [OneTimeTearDown]
    public async Task End()
    {
        if (Searched.IsValueCreated)
        {
            await (await Searched.Value).DisposeAsync();
        }
    }

    private static async Task<HttpClient> Adviser(RegisterStage it)
    {
        await it.Service.Db(async db =>
        {
            var person = new Domain.Members.Person("adviser@pl.stem.example.org", "An adviser", null, "en", "Europe/Warsaw");
            var poland = await db.Organisations.SingleAsync(o => o.Code == "PL");
            db.Add(person);
            db.Add(
                new Domain.Members.Mandate(person.Id, poland.Id, Domain.Members.MandateRole.Adviser, new LocalDate(2026, 1, 1), null, null)
            );
            return await db.SaveChangesAsync();
        });
        return await it.As("adviser@pl.stem.example.org");
    }
}
