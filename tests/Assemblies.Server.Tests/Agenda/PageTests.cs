using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Server.Agenda;
using Assemblies.Server.SignIn;
using Assemblies.Server.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

public sealed partial class PageTests : EnteredProgramme
{
    [Test]
    public async Task Public_case_C37_who_was_signed_out_keeps_the_text_and_saves_it_after_signing_in()
    {
        var item = (await chair.Draft()).ItemNumbered("8");
        var page = $"/assemblies/{Code}/agenda/items/{item}";
        (string, string)[] Typed(string text) => [("_handler", "text"), ("version", "1"), ("text", text)];
        using var browser = new Browser(service);
        using var signedIn = await browser.Post("/dev/sign-in-as", ("email", Chair));
        Assert.That(await browser.Read(page), Does.Contain("Budget and membership fees"));
        var device = (await chair.GetAsync("/api/v1/sign-ins").Value<List<ListSignIns.Device>>()).Single();
        await chair.DeleteAsync($"/api/v1/sign-ins/{device.Id}").Succeeds();

        using var signedOut = await browser.Post(page, Typed("An hour of work"));
        var shown = await signedOut.Content.ReadAsStringAsync();
        Assert.That(signedOut.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(shown, Does.Contain("An hour of work</textarea>"));
        Assert.That(shown, Does.Contain("name=\"version\" value=\"1\""));
        Assert.That(shown, Does.Contain("/sign-in?return="));
        Assert.That(shown, Does.Not.Contain("Budget and membership fees"));

        using var again = await browser.Post("/dev/sign-in-as", ("email", Chair));
        using var saved = await browser.Post(page, Typed("An hour of work"));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await chair.GetAsync(At($"agenda/items/{item}")).Value<ShowItem.Answer>()).Text, Is.EqualTo("An hour of work"));

        using var other = new Browser(service);
        using var otherSignedIn = await other.Post("/dev/sign-in-as", ("email", DemoNetwork.Secretariat));
        using var stale = await other.Post(page, Typed("Somebody else’s"));
        Assert.That(stale.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        var both = WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync());
        Assert.That(both, Does.Contain("An hour of work").And.Contain("Somebody else’s</textarea>"));
        Assert.That(both, Does.Contain("name=\"version\" value=\"2\""));
    }

    [Test]
    public async Task The_editor_saves_a_meeting_and_moves_a_session_in_one_go_and_shows_both_when_somebody_was_first()
    {
        var draft = await chair.Draft();
        var day1 = draft.Meetings[1].Sessions;
        var page = $"/assemblies/{Code}/agenda?meeting=day1";
        List<KeyValuePair<string, string>> Typed(string opening) =>
            [
                new("_handler", "agenda"),
                new("version", $"{draft.Version}"),
                .. day1.SelectMany(s =>
                    new KeyValuePair<string, string>[]
                    {
                        new("session", s.Id.ToString()),
                        new("item", s.Items.Count is 1 ? s.Items[0].Id.ToString() : ""),
                        new("title", s.Items is [{ Number: "1" }] ? opening : s.Name),
                        new("kind", (s.Items.Count is 1 ? (LineKind)s.Items[0].Plan.Kind : LineKind.Session + (int)s.Plan.Kind).ToString()),
                        new("minutes", s.Items is [{ Number: "5" }] ? "60" : $"{s.Length}"),
                    }
                ),
                new("down", day1[1].Id.ToString()),
            ];

        using var saved = await chair.PostAsync(page, new FormUrlEncodedContent(Typed("Opening")));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await saved.Content.ReadAsStringAsync());
        Assert.That(
            (await chair.Draft()).Lines("day1").Skip(1).Take(2),
            Is.EqualTo(["09:00–09:10 1 Adoption of the agenda", "09:10–09:25 2 Opening"])
        );
        var shown = WebUtility.HtmlDecode(await chair.GetStringAsync(page));
        Assert.That(shown, Does.Contain("Ends at 12:35, five minutes into “Lunch and site visit”"));

        using var second = await (await service.As(DemoNetwork.Secretariat)).PostAsync(page, new FormUrlEncodedContent(Typed("Welcome")));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        var both = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync());
        Assert.That(both, Does.Contain("Opening, Information, 15 min").And.Contain("Welcome, Information, 15 min"));
    }

    [Test]
    public async Task The_programme_of_what_was_cancelled_says_so_and_why_and_nobody_is_to_join()
    {
        var welcome = (await chair.Draft()).Meetings[0].Sessions[1].Id;
        await chair
            .Put(
                At($"sessions/{welcome}"),
                new
                {
                    session = new
                    {
                        title = "Welcome",
                        minutes = 15,
                        onlineLink = "https://video.example.org/welcome",
                    },
                },
                (await chair.Draft()).Version
            )
            .Succeeds();
        await Publish(chair);
        var member = await service.As(DemoNetwork.FinlandHead);
        var before = await member.GetStringAsync($"/assemblies/{Code}");
        await (await service.As(DemoNetwork.Secretariat)).Post(At("cancel"), new { reason = "A strike." }).Succeeds();
        var page = WebUtility.HtmlDecode(await member.GetStringAsync($"/assemblies/{Code}"));
        var open = WebUtility.HtmlDecode(await service.Anybody().GetStringAsync($"/assemblies/{Code}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(before, Does.Contain("video.example.org/open").And.Contain("video.example.org/welcome"));
            Assert.That(page, Does.Contain("<strong>Cancelled, it does not take place:</strong> A strike."));
            Assert.That(page, Does.Contain("Welcome").And.Not.Contain("Join by video"));
            Assert.That(open, Does.Contain("<strong>Cancelled, it does not take place:</strong> A strike."));
        }
    }

    [Test]
    public async Task Before_anything_is_published_the_programme_says_where_the_assembly_stands_and_when_it_is()
    {
        var page = await (await service.As(Host)).GetStringAsync($"/assemblies/{Code}");
        Assert.That(page, Does.Contain("Planned").And.Contain("21 to 23 April 2027").And.Contain("The programme is not published yet."));
    }

    [Test]
    public async Task Room_map_and_video_of_a_meeting_stand_apart()
    {
        await Publish(chair);
        await service.Db(db =>
            db.Meetings.Where(m => m.Key == "open")
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.Room, "Sala Suggia").SetProperty(m => m.MapLink, "https://maps.example.org/suggia")
                )
        );
        var page = await (await service.As(DemoNetwork.FinlandHead)).GetStringAsync($"/assemblies/{Code}");
        Assert.That(Tags().Replace(page, ""), Does.Contain("Sala Suggia Map Join by video"));
    }

    [Test]
    public async Task Only_a_member_whose_update_is_missing_is_told_that_the_deadline_has_passed()
    {
        const string says = "The deadline has passed. Send yours to the secretariat";
        var member = await service.As(DemoNetwork.FinlandHead);
        await member
            .PostAsync(At("documents/country-updates"), DocumentTests.Form("fi.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n")))
            .Succeeds();
        service.Clock.Reset(Instant.FromUtc(2027, 4, 22, 10, 0));
        var (finland, greece) = (
            await member.GetStringAsync($"/assemblies/{Code}/documents"),
            await (await service.As(DemoNetwork.GreeceHead)).GetStringAsync($"/assemblies/{Code}/documents")
        );
        Assert.That(
            (finland.Contains(says, StringComparison.Ordinal), greece.Contains(says, StringComparison.Ordinal)),
            Is.EqualTo((false, true))
        );
    }

    [TestCase("Pacific/Auckland")]
    [TestCase("America/Los_Angeles")]
    [Category("Time")]
    public async Task Public_case_C56_days_stay_the_venues_each_session_is_there_once_and_what_ends_after_midnight_says_so(string zone)
    {
        var dinner = (await chair.Draft()).Meetings[0].Sessions[^1];
        await chair
            .Put(
                At($"sessions/{dinner.Id}"),
                new
                {
                    session = new
                    {
                        title = "Members’ walking dinner",
                        kind = "social",
                        minutes = 300,
                        fixedStart = "19:30:00",
                        audience = new[] { "members" },
                    },
                },
                (await chair.Draft()).Version
            )
            .Succeeds();
        await Publish(chair);
        await service.Db(async db =>
        {
            (await db.People.SingleAsync(p => p.Email == DemoNetwork.FinlandHead)).Prefer("en", zone, null);
            return await db.SaveChangesAsync();
        });

        var shown = WebUtility.HtmlDecode(await (await service.As(DemoNetwork.FinlandHead)).GetStringAsync($"/assemblies/{Code}"));

        Assert.That(
            Headings().Matches(shown).Select(m => m.Groups["words"].Value),
            Is.EqualTo([
                "Wed 21 April: Open meeting: STEM skills for Europe",
                "Thu 22 April: General Assembly, day 1",
                "Fri 23 April: General Assembly, day 2",
            ])
        );
        foreach (
            var title in new[]
            {
                "Members’ walking dinner",
                "Networking",
                "Roundtable B: vocational pathways",
                "Accounts 2026 and discharge",
                "Work plan",
            }
        )
        {
            Assert.That(Regex.Count(shown, Regex.Escape(title), RegexOptions.None, TimeSpan.FromSeconds(5)), Is.EqualTo(1), title);
        }

        Assert.That(shown, Does.Contain("19:30–00:30"));
        Assert.That(Regex.Count(shown, Regex.Escape("+1 day"), RegexOptions.None, TimeSpan.FromSeconds(5)), Is.EqualTo(1));
        Assert.That(shown, Does.Contain(zone is "Pacific/Auckland" ? "Thu 22 April, 05:30 in Auckland" : "10:30 in Los Angeles"));
    }

    [Test]
    public async Task The_public_page_is_kept_with_an_etag_and_shows_the_open_programme_only()
    {
        Assert.That(await service.Anybody().GetStringAsync($"/assemblies/{Code}"), Does.Contain("The programme is not published yet."));
        await Publish(chair);
        using var page = await service.Anybody().GetAsync($"/assemblies/{Code}");
        var shown = await page.Content.ReadAsStringAsync();
        Assert.That(shown, Does.Contain("Networking").And.Not.Contain("walking dinner").And.Not.Contain("Adoption of the agenda"));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/assemblies/{Code}");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        Assert.That((await service.Anybody().SendAsync(again)).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
    }

    [TestCase("agenda?meeting=day1")]
    [TestCase("agenda/items/new?meeting=day1")]
    [TestCase("agenda/publish")]
    [TestCase("agenda/changes")]
    [TestCase("agenda/request")]
    [TestCase("agenda/requests")]
    [TestCase("documents")]
    public async Task Every_page_answers_before_and_after_publishing(string page)
    {
        foreach (var client in new[] { chair, await service.As(DemoNetwork.Secretariat) })
        {
            Assert.That((await client.GetAsync($"/assemblies/{Code}/{page}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        await Publish(chair);
        Assert.That((await chair.GetAsync($"/assemblies/{Code}/{page}")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [GeneratedRegex("<h2 id=\"[a-z0-9]+\">(?<words>[^<]+)</h2>", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Headings();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();
}
