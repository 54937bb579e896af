using System.Net.Http.Json;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Registration;

/// <summary>The host's lists, counts, exports and badges.</summary>
public sealed class RegistrationListTests
{
    private const string A = Spring2027.A;

    // Not the tab and the line: a name is one line, and a tab is refused where it is entered.
    private static readonly string[] Formulas = ["=HYPERLINK(\"http://x.example.org\")", "+1", "-2", "@SUM(1)", "＝1"];

    private Spring2027 spring = null!;
    private HttpClient host = null!;
    private ListSeats.Pool day1 = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        spring = await Spring2027.Start("--Jobs:Run=false");
        await spring.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        host = spring.Secretariat;
        day1 = (await host.GetAsync($"{A}/seats").Value<ListSeats.Answer>()).Pools.Single(p =>
            p is { Meeting: "day1", Kind: PoolKind.OnSite }
        );
        await host.Put($"{A}/seats/{day1.Id}", new { capacity = 2, reserved = 0 }, day1.Version).Succeeds();
        await Register(DemoNetwork.FinlandHead, Help.Vegetarian);
        await Register(DemoNetwork.GreeceHead, Help.Vegetarian, Help.HearingLoop);
        await Register(DemoNetwork.BulgariaHead, Help.StepFree);
    }

    [OneTimeTearDown]
    public async Task End() => await spring.DisposeAsync();

    [Test]
    public async Task Page_list_export_and_door_count_the_same()
    {
        var list = await host.GetAsync($"{A}/registrations").Value<ListRegistrations.Answer>();
        var summary = await host.GetAsync($"{A}/registrations/summary").Value<SummariseRegistrations.Answer>();
        var (heads, rows) = await Table(";");
        var column = Array.IndexOf(heads, day1.Title);
        var pool = summary.Seats.Single(p => p.Id == day1.Id);

        Assert.That((pool.Taken, pool.Free, pool.Waiting), Is.EqualTo((2, (int?)0, 1)));
        Assert.That(list.Items.Count(r => r.Seats.Any(s => s.Seats == day1.Id && s.State is SeatState.Confirmed)), Is.EqualTo(pool.Taken));
        Assert.That(rows.Count(r => r[column] is "confirmed"), Is.EqualTo(pool.Taken));
        Assert.That(rows.Count(r => r[column] is "waiting"), Is.EqualTo(pool.Waiting));
        Assert.That(rows.Select(r => r[0]), Is.EqualTo(list.Items.Select(r => r.Id.ToString())), "and in the same order");
        Assert.That((await host.GetAsync($"{A}/seats").Value<ListSeats.Answer>()).Pools, Is.EqualTo(summary.Seats));
    }

    [Test]
    public async Task What_helps_is_counted_and_never_named()
    {
        using var answer = await host.GetAsync($"{A}/registrations/summary");
        var summary = await Task.FromResult(answer).Value<SummariseRegistrations.Answer>();

        Assert.That(summary.Helps.Single(h => h.Help is Help.HearingLoop).Count, Is.EqualTo(1));
        Assert.That(summary.Helps.Single(h => h.Help is Help.Vegetarian).Count, Is.EqualTo(2));
        foreach (var address in new[] { $"{A}/registrations", $"{A}/registrations/export" })
        {
            Assert.That(await host.GetStringAsync(address), Does.Not.Contain("egetarian").And.Not.Contain("earing"), address);
        }
    }

    [Test]
    public async Task Who_is_missing_is_named_and_whoever_registered_is_not()
    {
        var summary = await host.GetAsync($"{A}/registrations/summary").Value<SummariseRegistrations.Answer>();

        Assert.That(summary.MissingOrganisations.Select(o => o.Code), Does.Contain("PL").And.Not.Contain("FI"));
        Assert.That(summary.Unanswered, Is.Not.Empty);
        Assert.That(summary.Growth.Sum(d => d.Registered - d.Cancelled), Is.EqualTo(summary.Registered));
    }

    [Test]
    public async Task Lists_are_cut_by_seats_state_and_words()
    {
        var waiting = await List($"seats={day1.Id}&state=waiting");
        Assert.That(waiting.Items.Select(r => r.Email), Is.EqualTo([DemoNetwork.BulgariaHead]));
        Assert.That((await List("search=fi.stem")).Items.Select(r => r.Email), Is.EqualTo([DemoNetwork.FinlandHead]));
        Assert.That((await List("search=%25")).Items, Is.Empty, "what is typed is no pattern");
        Assert.That((await List("show=cancelled")).Items, Is.Empty);
        var page = await List("limit=1");
        Assert.That((page.Items.Count, page.Next), Is.EqualTo((1, page.Items[0].Id.ToString())));
        Assert.That((await List($"limit=100&after={page.Next}")).Items.Select(r => r.Id), Does.Not.Contain(page.Items[0].Id));
        var one = await host.GetAsync($"{A}/registrations/{waiting.Items[0].Id}").Value<ShowRegistrant.Answer>();
        Assert.That(one.Seats.Single(s => s.Pool == day1.Id).NumberInLine, Is.EqualTo(1));
        Assert.That(await host.GetAsync($"{A}/registrations/{Id<Registrant>.New()}").Refusal(), Is.EqualTo("404 registration.unknown"));
    }

    [Test]
    public async Task C52_formulas_are_inert_in_the_table_and_unchanged_in_the_app_and_in_JSON([Values(";", ",")] string separator)
    {
        foreach (var (formula, at) in Formulas.Select((formula, at) => (formula, at)))
        {
            await Guest(formula, $"formula{at}-{(separator is ";" ? "a" : "b")}@guests.example.org");
        }

        var (heads, rows) = await Table(separator);
        var (name, affiliation) = (Array.IndexOf(heads, "name"), Array.IndexOf(heads, "affiliation"));
        var cells = rows.SelectMany(r => r).ToList();
        var list = (await List("limit=100")).Items;

        Assert.That(cells.Where(c => c.Length > 0 && "=+-@＝\t\r".Contains(c[0], StringComparison.Ordinal)), Is.Empty);
        Assert.That(rows.Select(r => InertCells.In(r[name])), Is.EqualTo(list.Select(r => r.Name)), "the way back gives the same");
        Assert.That(rows.Select(r => InertCells.In(r[affiliation])), Is.EqualTo(list.Select(r => r.Affiliation)));
        Assert.That(list.Select(r => r.Name), Is.SupersetOf(Formulas));
    }

    [Test]
    public async Task Badges_bear_the_Latin_name_beside_the_own_one_and_say_who_gives_no_consent()
    {
        var badges = await host.GetAsync($"{A}/badges").Value<IReadOnlyList<ListBadges.Badge>>();
        var bulgaria = badges.Single(b =>
            b.NameLatin is not null && b.Affiliation.Contains("България", StringComparison.Ordinal)
            || b.Role is "Head of delegation" && b.Name.Any(c => c is >= 'Ѐ' and <= 'ӿ')
        );

        Assert.That(bulgaria.NameLatin, Is.Not.Null.And.Not.EqualTo(bulgaria.Name));
        Assert.That(badges.Select(b => b.Code), Is.Unique);
        Assert.That(badges.Select(b => b.PhotoConsent), Has.All.False, "no until they say yes");
        var alone = await host.GetAsync($"{A}/badges?one={bulgaria.Registrant}").Value<IReadOnlyList<ListBadges.Badge>>();
        Assert.That(alone, Is.EqualTo([bulgaria]));
        Assert.That(await host.GetAsync($"{A}/badges?one={Id<Registrant>.New()}").Refusal(), Is.EqualTo("404 access.not_found"));
    }

    [Test]
    public void A_code_is_drawn_as_one_path()
    {
        var drawing = QrDrawing.Of("ABCD2345");

        Assert.That(drawing.Size, Is.EqualTo(29), "21 modules and a quiet zone of four on each side");
        Assert.That(drawing.Path, Does.StartWith("M4 4h7v1h-7z"), "the upper edge of the first finder");
        Assert.That(QrDrawing.Of("ABCD2345"), Is.EqualTo(drawing));
    }

    private Task<ListRegistrations.Answer> List(string query) =>
        host.GetAsync($"{A}/registrations?{query}").Value<ListRegistrations.Answer>();

    private async Task<(string[] Heads, List<string[]> Rows)> Table(string separator)
    {
        var bytes = await host.GetByteArrayAsync($"{A}/registrations/export?separator={Uri.EscapeDataString(separator)}");
        Assert.That(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), "it has its mark");
        var rows = DelimitedText
            .Read(Encoding.UTF8.GetString(bytes.AsSpan(Encoding.UTF8.Preamble.Length)), separator[0])
            .Select(line => line.Cells)
            .ToList();
        return (rows[0], rows[1..]);
    }

    private async Task Register(string email, params Help[] helps)
    {
        using var client = await spring.Service.As(email);
        var form = await client.GetAsync($"{A}/registration-form").Value<ShowRegistration.Answer>();
        await client
            .Post(
                $"{A}/registrations",
                new
                {
                    meetings = form.Meetings.Select(m => new { m.Meeting, how = "onSite" }),
                    needs = new
                    {
                        helps,
                        more = (string?)null,
                        phone = (string?)null,
                    },
                }
            )
            .Succeeds();
    }

    private async Task Guest(string name, string email)
    {
        var sent = host.PostAsJsonAsync(
            $"{A}/guests",
            new
            {
                name,
                affiliation = name,
                email,
            }
        );
        await sent.Succeeds();
        var token = await spring.Service.Db(async db =>
            await db.NewAttendLink(
                await db.Admissions.Where(a => a.Email == email).Select(a => a.Id).SingleAsync(),
                spring.Service.Clock.GetCurrentInstant(),
                CancellationToken.None
            )
        );
        using var anybody = spring.Service.Anybody();
        await anybody.PostAsJsonAsync($"/attend/{token}", new { how = TakingPart.OnSite }, Json.Options).Succeeds();
    }
}
