using System.Net;
using System.Text.RegularExpressions;
using Assemblies.Server.SignIn;
using Assemblies.Server.Tests.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Platform.Look;

/// <summary>A form that is sent more than once, with the key that the browser has.</summary>
public sealed partial class RepeatedFormTests
{
    [Test]
    public async Task A_form_that_is_shown_again_counts_anew_and_one_that_is_sent_again_does_not()
    {
        await using var service = await DemoNetwork.Start();
        using var browser = new Browser(service);
        using var signedIn = await browser.Post("/dev/sign-in-as", ("email", DemoNetwork.GreeceHead));

        using var first = await Make(browser, "calendar", KeyOn(await browser.Read("/me")));
        var shown = KeyOn(await first.Content.ReadAsStringAsync());
        using var second = await Make(browser, "seating plan", shown);
        using var other = await Make(browser, "something else", shown);
        using var anew = await Make(browser, "something else", KeyOn(await other.Content.ReadAsStringAsync()));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                new[] { first, second, other, anew }.Select(answer => answer.StatusCode),
                Is.EqualTo([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK])
            );
            Assert.That(await other.Content.ReadAsStringAsync(), Does.Contain("This form was sent before with other answers."));
            Assert.That(
                await service.Db(db => db.AccessTokens.OrderBy(token => token.Name).Select(token => token.Name).ToListAsync()),
                Is.EqualTo(["calendar", "seating plan", "something else"])
            );
        }
    }

    [TestCase("Production")]
    [TestCase("Development")]
    public async Task Whoever_sends_a_form_that_the_page_has_no_longer_is_told_so_on_it_and_loses_no_text(string environment)
    {
        await using var service = await DemoNetwork.Start(environment, settings: ["--Site:Url=http://127.0.0.1"]);
        using var browser = new Browser(service);
        var link = new Uri((await service.Send(new MakeLink(DemoNetwork.GreeceHead))).Value!).AbsolutePath;
        using var signedIn = await browser.Post(link, ("_handler", "use-link"), ("sure", "true"));

        using var answer = await browser.Send("/me", "a-form-of-last-year", ("text", "An hour of typing"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()),
            Does.Contain("The form is no longer on this page").And.Contain("An hour of typing").And.Contain("Where you are signed in")
        );
    }

    [Test]
    public async Task Whoever_was_signed_out_while_typing_finds_the_text_and_the_way_back_in()
    {
        await using var service = await DemoNetwork.Start();
        using var browser = new Browser(service);

        using var answer = await browser.Post("/organisations/new", ("_handler", "add"), ("facts.name", "A name of many words"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()),
            Does.Contain("Sign in first").And.Contain("A name of many words").And.Contain("/sign-in?")
        );
    }

    private static Task<HttpResponseMessage> Make(Browser browser, string name, string key) =>
        browser.Post("/me", ("_handler", "token"), ("_key", key), ("name", name), ("mayOnlyRead", "true"), ("days", "30"));

    // The key of the form that makes tokens: the last of the page.
    private static string KeyOn(string page) => Key().Matches(page).Last().Groups["key"].Value;

    [GeneratedRegex("name=\"_key\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Key();
}
