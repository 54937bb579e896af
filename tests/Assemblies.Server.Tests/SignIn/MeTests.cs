using System.Net;
using System.Net.Http.Json;
using Assemblies.Server.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.SignIn;

public sealed class MeTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task Somebody_sees_who_they_are_to_the_network()
    {
        using var client = await service.As(DemoNetwork.BulgariaHead);
        var me = await client.GetAsync("/api/v1/people/me").Value<ShowMe.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((me.Email, me.TimeZone, me.IsSecretariat), Is.EqualTo((DemoNetwork.BulgariaHead, "Europe/Sofia", false)));
            Assert.That(me.Mandates.Select(m => (m.Organisation, m.Role.ToString())), Is.EqualTo([("BG", "Head")]));
        }
    }

    [Test]
    public async Task Without_a_sign_in_there_is_nobody() =>
        Assert.That(await service.Anybody().GetAsync("/api/v1/people/me").Refusal(), Is.EqualTo("401 access.sign_in"));

    [Test]
    public async Task A_token_taken_back_by_a_double_click_is_gone()
    {
        using var client = await service.As("head@es.stem.example.org");
        await service.As("head@es.stem.example.org");
        var token = await service.Db(db =>
            db.AccessTokens.Where(t => db.People.Any(p => p.Id == t.Person && p.Email == "head@es.stem.example.org"))
                .OrderByDescending(t => t.Id)
                .Select(t => t.Id)
                .FirstAsync()
        );
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var first = await Post();
        using var second = await Post();
        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther)));

        Task<HttpResponseMessage> Post() =>
            client.PostAsync("/me", new FormUrlEncodedContent([KeyValuePair.Create("_handler", $"token-{token}")]));
    }

    [Test]
    public async Task Preferences_are_kept()
    {
        using var client = await service.As("head@cz.stem.example.org");
        await client
            .PutAsJsonAsync(
                "/api/v1/people/me/preferences",
                new
                {
                    language = "cs",
                    timeZone = "Europe/Prague",
                    colours = "dark",
                }
            )
            .Succeeds();
        var me = await client.GetAsync("/api/v1/people/me").Value<ShowMe.Answer>();
        Assert.That((me.Language, me.TimeZone, me.Colours), Is.EqualTo(("cs", "Europe/Prague", "dark")));
    }

    [Test]
    public async Task Preferences_that_do_not_exist_are_named_each()
    {
        using var client = await service.As(DemoNetwork.Partner);
        using var answer = await client.PutAsJsonAsync(
            "/api/v1/people/me/preferences",
            new
            {
                language = "xx",
                timeZone = "Europe/Atlantis",
                colours = "pink",
            }
        );
        var problem = await answer.Content.ReadAsStringAsync();
        Assert.That(problem, Does.Contain("\"language\":[").And.Contain("\"timeZone\":[").And.Contain("\"colours\":["));
    }

    [Test]
    public async Task A_token_is_made_in_a_browser_shown_once_and_may_be_taken_back()
    {
        using var browser = await SignedIn("head@ee.stem.example.org");
        using var answer = await browser.Send("/me", "token", ("name", "office calendar"), ("mayOnlyRead", "true"), ("days", "30"));
        var page = await answer.Content.ReadAsStringAsync();
        var token = System
            .Text.RegularExpressions.Regex.Match(page, "asm_[A-Za-z0-9_-]{43}", System.Text.RegularExpressions.RegexOptions.NonBacktracking)
            .Value;

        using var program = service.Anybody();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var tokens = await program.GetAsync("/api/v1/access-tokens").Value<List<ListTokens.Token>>();
        var cannotChange = await program
            .PutAsJsonAsync("/api/v1/people/me/preferences", new { language = "et", timeZone = "Europe/Tallinn" })
            .Refusal();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Select(t => (t.Name, t.MayOnlyRead)), Is.EqualTo([("office calendar", true)]));
            Assert.That(cannotChange, Is.EqualTo("403 access.read_only_token"));
            Assert.That(await browser.Read("/me"), Does.Not.Contain(token));
        }

        using var revoked = await browser.Send("/me", $"token-{tokens[0].Id}");
        Assert.That(await program.GetAsync("/api/v1/people/me").Refusal(), Is.EqualTo("401 access.unknown_token"));
    }

    [Test]
    public async Task A_token_makes_no_tokens()
    {
        using var client = await service.As(DemoNetwork.Commission);
        Assert.That(
            await client
                .PostAsJsonAsync(
                    "/api/v1/access-tokens",
                    new
                    {
                        name = "another",
                        mayOnlyRead = false,
                        days = 365,
                    }
                )
                .Refusal(),
            Is.EqualTo("403 sign_in.browser_only")
        );
    }

    [TestCase("", "true", "30")]
    [TestCase("x", "", "30")]
    [TestCase("x", "true", "366")]
    [TestCase("x", "true", "")]
    [TestCase("x", "true", "many")]
    public async Task A_token_that_is_not_wanted_so_is_refused_beside_the_field(string name, string may, string days)
    {
        using var browser = await SignedIn("head@lv.stem.example.org");
        using var answer = await browser.Send("/me", "token", ("name", name), ("mayOnlyRead", may), ("days", days));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Error: ").And.Contain("class=\"error\""));
    }

    [Test]
    public async Task Signing_a_browser_out_ends_it_at_once_and_leaves_the_others()
    {
        using var phone = await SignedIn("head@ie.stem.example.org");
        using var desk = await SignedIn("head@ie.stem.example.org");
        var phoneSession = phone.Cookies.Single(c => c.Name == "session").Value;
        var newest = await service.Db(db =>
            db.SignIns.Where(s => db.People.Any(p => p.Id == s.Person && p.Email == "head@ie.stem.example.org"))
                .OrderBy(s => s.At)
                .Select(s => s.Id)
                .ToListAsync()
        );
        using var ended = await desk.Send("/me", $"device-{newest[0]}");
        using var phoneNow = await phone.Get("/me");
        using var deskNow = await desk.Get("/me");
        Assert.That((phoneNow.StatusCode, deskNow.StatusCode), Is.EqualTo((HttpStatusCode.SeeOther, HttpStatusCode.OK)));
        Assert.That(phoneSession, Has.Length.EqualTo(43));
    }

    [Test]
    public async Task Signing_out_everywhere_ends_browsers_and_tokens()
    {
        using var browser = await SignedIn("head@it.stem.example.org");
        using var program = await service.As("head@it.stem.example.org");
        using var ended = await browser.Send("/me", "everywhere");
        using var now = await browser.Get("/me");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(now.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(await program.GetAsync("/api/v1/people/me").Refusal(), Is.EqualTo("401 access.unknown_token"));
        }
    }

    [Test]
    public async Task The_secretariat_signs_anybody_out_and_others_are_not_told_of_them()
    {
        using var browser = await SignedIn("head@lt.stem.example.org");
        using var secretariat = await service.As(DemoNetwork.Secretariat);
        using var other = await service.As(DemoNetwork.GreeceHead);
        var person = await service.Db(db => db.People.Where(p => p.Email == "head@lt.stem.example.org").Select(p => p.Id).SingleAsync());
        var refused = await other.PostAsync($"/api/v1/people/{person}/end-sign-ins", null).Refusal();
        await secretariat.PostAsync($"/api/v1/people/{person}/end-sign-ins", null).Succeeds();
        using var now = await browser.Get("/me");
        Assert.That((refused, now.StatusCode), Is.EqualTo(("404 access.not_found", HttpStatusCode.SeeOther)));
    }

    [Test]
    public async Task Others_devices_and_tokens_are_as_if_they_were_not_there()
    {
        using var mine = await SignedIn("head@no.stem.example.org");
        using var program = await service.As("head@no.stem.example.org");
        using var other = await service.As(DemoNetwork.GreeceHead);
        var (signIn, token) = await service.Db(async db =>
        {
            var person = await db.People.Where(p => p.Email == "head@no.stem.example.org").Select(p => p.Id).SingleAsync();
            return (
                await db.SignIns.Where(s => s.Person == person).Select(s => s.Id).SingleAsync(),
                await db.AccessTokens.Where(t => t.Person == person).Select(t => t.Id).SingleAsync()
            );
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await other.DeleteAsync($"/api/v1/sign-ins/{signIn}").Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(await other.DeleteAsync($"/api/v1/access-tokens/{token}").Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(await mine.Read("/me"), Does.Contain("head@no.stem.example.org"));
        }

        await program.GetAsync("/api/v1/people/me").Succeeds();
    }

    [Test]
    public async Task What_the_page_does_the_API_does_for_the_same_browser()
    {
        using var browser = await SignedIn("head@se.stem.example.org");
        using var other = await SignedIn("head@se.stem.example.org");
        using var client = service.Anybody();
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", browser.Cookies.Select(c => $"{c.Name}={c.Value}")));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        var made = await client
            .PostAsJsonAsync(
                "/api/v1/access-tokens",
                new
                {
                    name = "a program",
                    mayOnlyRead = true,
                    days = 7,
                }
            )
            .Value<MakeToken.Made>();
        using var program = service.Anybody();
        program.DefaultRequestHeaders.Authorization = new("Bearer", made.Token);
        await program.GetAsync("/api/v1/people/me").Succeeds();
        await client.DeleteAsync($"/api/v1/access-tokens/{made.Id}").Succeeds();
        Assert.That(await program.GetAsync("/api/v1/people/me").Refusal(), Is.EqualTo("401 access.unknown_token"));

        var signIns = await client.GetAsync("/api/v1/sign-ins").Value<List<ListSignIns.Device>>();
        Assert.That(signIns.Select(one => one.IsThis), Is.EquivalentTo([true, false]));
        await client.DeleteAsync($"/api/v1/sign-ins/{signIns.Single(one => !one.IsThis).Id}").Succeeds();
        using var ended = await other.Get("/me");
        using var stays = await browser.Get("/me");
        Assert.That((ended.StatusCode, stays.StatusCode), Is.EqualTo((HttpStatusCode.SeeOther, HttpStatusCode.OK)));
    }

    private async Task<Browser> SignedIn(string email)
    {
        var browser = new Browser(service);
        using var answer = await browser.Post("/dev/sign-in-as", ("email", email));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return browser;
    }
}
