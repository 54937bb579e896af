using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Domain.Presence;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>Minutes are written while the meeting runs: nothing that somebody wrote is lost.</summary>
public sealed class WritingTests
{
    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start();

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task A_text_is_saved_on_the_version_that_its_writer_saw()
    {
        var day = await stage.Day();
        Assert.That(await day.Writes(stage.Chair, 0, "One"), Is.EqualTo(1));
        Assert.That(
            await day.Writes(stage.Chair, 0, "One"),
            Is.EqualTo(1),
            "the same text once more, by a page that did not hear the answer"
        );
        Assert.That(await day.Writes(stage.Chair, 0, "Two\r\nlines", 1), Is.EqualTo(2));

        using var shown = await stage.Chair.GetAsync(day.TextOf(0));
        var text = await shown.Content.ReadFromJsonAsync<ShowMinutesText.Answer>(Json.Options);
        Assert.That((text!.Text, shown.Headers.ETag!.Tag, text.SavedBy), Is.EqualTo(("Two\nlines", "\"2\"", "Lotte Van den Broeck")));
    }

    [Test]
    public async Task Opening_and_closing_are_places_of_their_own()
    {
        var day = await stage.Day();
        foreach (var place in new[] { "opening", "closing" })
        {
            Assert.That((await stage.Chair.GetAsync($"{day.M()}/{place}/text").Value<ShowMinutesText.Answer>()).Version, Is.Zero);
            await stage.Chair.Put($"{day.M()}/{place}/text", new { text = place }, 0).Succeeds();
            Assert.That((await stage.Chair.GetAsync($"{day.M()}/{place}/text").Value<ShowMinutesText.Answer>()).Text, Is.EqualTo(place));
            Assert.That(
                await stage.Chair.Put($"{day.M()}/{place}/text", new { text = "x" }, 0).Refusal(),
                Is.EqualTo("412 minutes.text_changed")
            );
            Assert.That(
                await (await stage.Head("FI")).GetAsync($"{day.M()}/{place}/text").Refusal(),
                Is.EqualTo("403 minutes.keepers_only")
            );
        }

        var places = await stage.Chair.GetAsync($"{day.M()}/places").Value<ListMinutesPlaces.Answer>();
        Assert.That(
            places.Places.Select(p => $"{p.Number} {p.Title}: {p.IsWritten}".TrimStart()),
            Is.EqualTo([
                "Opening: True",
                "1 Opening, roll call, quorum: False",
                "2 Accounts and discharge: False",
                "3 Budget: False",
                "Closing: True",
            ])
        );
        Assert.That(await (await stage.Head("FI")).GetAsync($"{day.M()}/places").Refusal(), Is.EqualTo("403 minutes.keepers_only"));
    }

    [Test]
    public async Task Public_case_C37_the_second_of_two_editors_gets_412_with_both_texts_and_loses_nothing()
    {
        var day = await stage.Day();
        await day.Writes(stage.Chair, 2, "The base.");
        await day.Writes(stage.Chair, 2, "The chair's text.", 1);

        using (var refused = await stage.Secretariat.Put(day.TextOf(2), new { text = "The secretariat's text." }, 1))
        {
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            var now = problem.RootElement.GetProperty("current");
            Assert.That(
                (now.GetProperty("version").GetInt64(), now.GetProperty("text").GetString()),
                Is.EqualTo((2L, "The chair's text."))
            );
        }

        using var page = await day.Sends(
            stage.Secretariat,
            $"/write?item={day.Items[2]}",
            ("_handler", "text"),
            ("version", "1"),
            ("text", "The secretariat's text.")
        );
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(
            html,
            Does.Contain("<pre class=\"note\">The chair's text.</pre>")
                .And.Contain("<pre class=\"note mine\">The secretariat's text.</pre>")
                .And.Contain("name=\"version\" value=\"2\"")
                .And.Contain("The secretariat's text.</textarea>")
        );

        // Having seen both, they save what should stand.
        using var saved = await day.Sends(
            stage.Secretariat,
            $"/write?item={day.Items[2]}",
            ("_handler", "text"),
            ("version", "2"),
            ("text", "Both texts.")
        );
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await stage.Chair.GetAsync(day.TextOf(2)).Value<ShowMinutesText.Answer>()).Text, Is.EqualTo("Both texts."));
    }

    [Test]
    public async Task Public_case_C37_a_text_survives_the_end_of_the_sign_in()
    {
        var day = await stage.Day();
        using var signedOut = stage.Service.Anybody();
        using var page = await day.Sends(
            signedOut,
            $"/write?item={day.Items[0]}",
            ("_handler", "text"),
            ("version", "0"),
            ("text", "An hour of work & more")
        );
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            html,
            Does.Contain("An hour of work & more</textarea>")
                .And.Contain("name=\"version\" value=\"0\"")
                .And.Contain("Sign in in another tab")
        );
        Assert.That(html, Does.Not.Contain("General Assembly"), "whoever is signed out learns nothing");
        Assert.That(await signedOut.Put(day.TextOf(0), new { text = "x" }, 0).Refusal(), Is.EqualTo("401 access.sign_in"));
    }

    [Test]
    public async Task Of_many_who_write_first_at_once_one_is_saved_and_the_others_see_its_text()
    {
        var day = await stage.Day();
        var clients = new[] { stage.Chair, stage.Deputy, stage.Secretariat };
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 24).Select(n => clients[n % clients.Length].Put(day.TextOf(1), new { text = $"Text {n}" }, 0))
        );
        Assert.That(answers.Count(a => a.IsSuccessStatusCode), Is.EqualTo(1));
        var stands = (await stage.Chair.GetAsync(day.TextOf(1)).Value<ShowMinutesText.Answer>()).Text;
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            Assert.That(problem.RootElement.GetProperty("current").GetProperty("text").GetString(), Is.EqualTo(stands));
        }
    }

    [Test]
    public async Task Two_megabytes_of_Markdown_are_refused_with_a_sentence_and_nothing_changes()
    {
        var day = await stage.Day();
        await day.Writes(stage.Chair, 0, "What stands.");
        var text = string.Concat(Enumerable.Repeat("**much** ", 2 * 1024 * 1024 / 9));
        Assert.That(await stage.Chair.Put(day.TextOf(0), new { text }, 1).Refusal(), Is.EqualTo("413 request.too_large"));
        Assert.That(
            await stage.Chair.Put(day.TextOf(0), new { text = text[..(65 * 1024)] }, 1).Refusal(),
            Is.EqualTo("422 minutes.text_too_long")
        );
        Assert.That(
            await stage.Chair.Put(day.TextOf(0), new { text = new string('>', 2_000) + "x" }, 1).Refusal(),
            Is.EqualTo("422 minutes.text_too_deep")
        );
        using var page = await day.Sends(
            stage.Chair,
            $"/write?item={day.Items[0]}",
            ("_handler", "text"),
            ("version", "1"),
            ("text", text)
        );
        Assert.That((int)page.StatusCode, Is.AnyOf(413, 422));
        Assert.That((await stage.Chair.GetAsync(day.TextOf(0)).Value<ShowMinutesText.Answer>()).Text, Is.EqualTo("What stands."));
    }

    [Test]
    public async Task Minutes_of_what_is_not_convened_or_of_another_assembly_are_not_written()
    {
        var (day, planned) = (await stage.Day(), await stage.Day(isConvened: false));
        Assert.That(await stage.Chair.Put(planned.TextOf(0), new { text = "x" }, 0).Refusal(), Is.EqualTo("409 minutes.not_begun"));
        Assert.That(
            await stage.Chair.Put($"{day.M()}/items/{planned.Items[0]}/text", new { text = "x" }, 0).Refusal(),
            Is.EqualTo("404 minutes.unknown_item")
        );
        Assert.That(
            await stage.Chair.GetAsync($"{day.M()}/items/{planned.Items[0]}/text").Refusal(),
            Is.EqualTo("404 minutes.unknown_item")
        );
        Assert.That(await stage.Chair.Put(day.TextOf(0), new { text = "x" }, null).Refusal(), Is.EqualTo("400 request.version_missing"));
        Assert.That(
            await (await stage.Head("FI")).Put(day.TextOf(0), new { text = "x" }, 0).Refusal(),
            Is.EqualTo("403 minutes.keepers_only")
        );
    }

    [Test]
    public async Task A_member_s_statement_is_recorded_in_its_own_words_and_taken_back_once()
    {
        var day = await stage.Day();
        object Statement(string member, string text) =>
            new
            {
                member,
                text,
                item = day.Items[2],
            };
        var added = await stage
            .Chair.PostAsJsonAsync($"{day.M()}/statements", Statement("FI", "We regret it."), Json.Options)
            .Value<AddStatement.Added>();
        Assert.That(
            (await day.Draft()).Content.Items().Single(i => i.Number is "3").Statements.Select(s => $"{s.Member}: {s.Text}"),
            Is.EqualTo(["Tiedepolku: We regret it."])
        );
        Assert.That(
            await stage.Chair.PostAsJsonAsync($"{day.M()}/statements", Statement("XX", "x"), Json.Options).Refusal(),
            Is.EqualTo("400 minutes.unknown_member")
        );
        await stage.Chair.DeleteAsync($"{day.M()}/statements/{added.Id}").Succeeds();
        Assert.That(
            await stage.Chair.DeleteAsync($"{day.M()}/statements/{added.Id}").Refusal(),
            Is.EqualTo("404 minutes.unknown_statement")
        );
        Assert.That((await day.Draft()).Content.Items().SelectMany(i => i.Statements), Is.Empty);
    }

    [Test]
    public async Task The_item_that_is_on_is_the_one_that_the_page_opens_with()
    {
        var day = await stage.Day();
        await day.In(Where.OnSite, "AT BE");
        await day.Opens();
        await day.GoesTo(2);
        var html = await stage.Chair.GetStringAsync($"/assemblies/{day.Code}/minutes/write");
        Assert.That(html, Does.Contain("<h1>3 Budget</h1>").And.Contain("On now").And.Contain($"/minutes/items/{day.Items[2]}/text"));
    }
}
