using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.SignIn;

public sealed partial class SignInTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task T1_an_unknown_address_gets_the_same_answer_and_the_same_rows_as_a_known_one()
    {
        using var client = service.Anybody();
        using var known = await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = DemoNetwork.GreeceHead });
        using var unknown = await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = "nobody@gr.stem.example.org" });
        var rows = await service.Db(db =>
            db.SignInLinks.Where(l => l.Email.EndsWith("@gr.stem.example.org")).Select(l => new { Armed = l.Hash != null }).ToListAsync()
        );
        var mails = await service.Db(db => db.OutboxMails.CountAsync(m => m.Email.EndsWith("@gr.stem.example.org")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((known.StatusCode, unknown.StatusCode), Is.EqualTo((HttpStatusCode.Accepted, HttpStatusCode.Accepted)));
            Assert.That(await unknown.Content.ReadAsStringAsync(), Is.EqualTo(await known.Content.ReadAsStringAsync()));
            Assert.That(Headers(unknown), Is.EqualTo(Headers(known)));
            Assert.That(rows.Select(row => row.Armed), Is.EqualTo([false, false]));
            Assert.That(mails, Is.EqualTo(2));
        }

        static string Headers(HttpResponseMessage answer) =>
            string.Join(' ', answer.Headers.Select(h => h.Key).Order(StringComparer.Ordinal));
    }

    [Test]
    public async Task The_mail_to_an_unknown_address_is_dropped_when_it_would_be_written()
    {
        using var client = service.Anybody();
        await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = "stranger@example.org" }).Succeeds();
        Assert.That(await Written("stranger@example.org"), Is.Null);
    }

    [Test]
    public async Task T1_Public_case_C18_only_the_POST_uses_a_link_up_however_often_it_is_fetched()
    {
        using var browser = new Browser(service);
        var link = await Ask(browser, DemoNetwork.FinlandHead);

        var fetched = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => new Browser(service, "curl/8").Get(link)));
        using var head = await service.Anybody().SendAsync(new(HttpMethod.Head, link));
        Assert.That(fetched.Select(answer => answer.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));

        using var signedIn = await browser.Send(link, "use-link");
        using var again = await browser.Send(link, "use-link");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That(await browser.Read("/me"), Does.Contain(DemoNetwork.FinlandHead));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        }
    }

    [Test]
    public async Task Of_twenty_POSTs_at_once_one_signs_in()
    {
        using var browser = new Browser(service);
        var link = await Ask(browser, "head@at.stem.example.org");
        await browser.Read(link);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => browser.Post(link, ("_handler", "use-link"), ("_key", Guid.CreateVersion7().ToString())))
        );
        var signIns = await service.Db(db =>
            db.SignIns.CountAsync(s => db.People.Any(p => p.Id == s.Person && p.Email == "head@at.stem.example.org"))
        );
        Assert.That(
            answers.GroupBy(a => a.StatusCode).ToDictionary(g => g.Key, g => g.Count()),
            Is.EqualTo(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.SeeOther] = 1, [HttpStatusCode.Gone] = 19 })
        );
        Assert.That(signIns, Is.EqualTo(1));
    }

    [Test]
    public async Task The_page_of_a_link_says_for_whom_when_and_where_it_was_asked()
    {
        using var browser = new Browser(service);
        var page = await browser.Read(await Ask(browser, "head@be.stem.example.org"));
        Assert.That(page, Does.Contain("head@be.stem.example.org").And.Contain("Firefox on Linux").And.Contain("Asked for on"));
    }

    [Test]
    public async Task A_double_click_on_the_first_visit_asks_once_and_the_link_is_of_this_browser()
    {
        using var browser = new Browser(service);
        await browser.Read("/sign-in");
        (string, string)[] typed =
        [
            ("_handler", "sign-in"),
            ("_key", Guid.CreateVersion7().ToString()),
            ("email", "head@se.stem.example.org"),
        ];
        var answers = await Task.WhenAll(browser.Post("/sign-in", typed), browser.Post("/sign-in", typed));
        Assert.That(answers.Select(answer => answer.StatusCode), Has.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await service.Db(db => db.SignInLinks.CountAsync(l => l.Email == "head@se.stem.example.org")), Is.EqualTo(1));

        var mail = await Written("head@se.stem.example.org");
        using var signedIn = await browser.Send(Link().Match(mail!.Text).Groups["path"].Value, "use-link");
        Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
    }

    [Test]
    public async Task Another_browser_than_the_asking_one_is_asked_twice()
    {
        using var asking = new Browser(service);
        using var other = new Browser(service, "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36");
        var link = await Ask(asking, "head@ch.stem.example.org");

        using var first = await other.Send(link, "use-link");
        var question = WebUtility.HtmlDecode(await first.Content.ReadAsStringAsync());
        using var second = await other.Send(link, "use-link", ("sure", "true"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(question, Does.Contain("This is Chrome on Windows. Was it you who asked?"));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        }
    }

    [Test]
    public async Task A_used_or_old_or_invented_link_is_over()
    {
        using var browser = new Browser(service);
        var old = await Ask(browser, "head@dk.stem.example.org");
        await service.Db(db =>
            db.Database.ExecuteSqlAsync($"update sign_in_link set expires_at = now() where email = 'head@dk.stem.example.org'")
        );
        var used = await Ask(browser, "head@mt.stem.example.org");
        using (var signedIn = await browser.Send(used, "use-link"))
        {
            Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        }

        using var signedOut = new Browser(service);
        foreach (var link in new[] { used, old, "/sign-in/invented" })
        {
            using var looked = await signedOut.Get(link);
            using var tried = await signedOut.Post(link, ("_handler", "use-link"), ("_key", $"{Guid.CreateVersion7()}"), ("sure", "true"));
            Assert.That((looked.StatusCode, tried.StatusCode), Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.Gone)), link);
            Assert.That(await looked.Content.ReadAsStringAsync(), Does.Contain("Ask for a new link"));
        }
    }

    [Test]
    public async Task The_sixth_link_within_an_hour_is_refused_known_or_not()
    {
        using var client = service.Anybody();
        foreach (var email in new[] { "head@hu.stem.example.org", "unknown@hu.stem.example.org" })
        {
            for (var asked = 1; asked <= AskForLink.PerAddress; asked++)
            {
                await client
                    .PostAsJsonAsync("/api/v1/sign-in-links", new { email = asked % 2 is 0 ? email.ToUpperInvariant() : email })
                    .Succeeds();
            }

            Assert.That(
                await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email }).Refusal(),
                Is.EqualTo("429 sign_in.too_often")
            );
        }
    }

    [TestCase("")]
    [TestCase("anna")]
    [TestCase("anna@exa mple.org")]
    [TestCase("a@b\r\nBcc: all@example.org")]
    public async Task What_is_no_address_is_refused_and_kept_on_the_page(string typed)
    {
        using var client = service.Anybody();
        using var browser = new Browser(service);
        using var answer = await browser.Send("/sign-in", "sign-in", ("email", typed));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = typed }).Refusal(),
                Is.EqualTo("400 request.invalid")
            );
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page, Does.Contain("Enter your mail address, for example").And.Contain("Error: "));
        }
    }

    [Test]
    public async Task After_signing_in_the_reader_is_back_where_they_wanted_to_go_but_never_elsewhere()
    {
        foreach (var (wanted, reached) in new[] { ("/me", "/me"), ("//evil.example.org", "/"), ("https://evil.example.org/", "/") })
        {
            using var browser = new Browser(service);
            var link = await Ask(browser, "head@es.stem.example.org", wanted);
            using var answer = await browser.Send(link, "use-link");
            Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(reached), wanted);
        }
    }

    [Test]
    public async Task Over_https_the_cookie_is_bound_to_the_host()
    {
        await using var production = await DemoNetwork.Start("Production");
        var printed = await production.Send(new MakeLink(DemoNetwork.Secretariat));
        Assert.That(printed.Value, Does.StartWith("https://assemblies.example.org/sign-in/"));
        using var client = production.Anybody();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var content = new FormUrlEncodedContent([new("_handler", "use-link"), new("sure", "true")]);
        using var answer = await client.PostAsync(new Uri(printed.Value!).AbsolutePath, content);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.Contains("session", StringComparison.Ordinal));
        Assert.That(
            cookie,
            Does.Match("^__Host-session=[A-Za-z0-9_-]{43}; ")
                .And.Contain("path=/;")
                .And.Contain("secure")
                .And.Contain("httponly")
                .And.Contain("samesite=lax")
        );
    }

    [Test]
    public async Task A_printed_link_for_nobody_is_refused() =>
        Assert.That((await service.Send(new MakeLink("nobody@example.org"))).Error, Is.EqualTo(SignInErrors.UnknownAddress));

    [Test]
    public async Task Signing_in_leaves_an_audit_row_that_names_the_person_and_no_secret()
    {
        using var browser = new Browser(service);
        using var answer = await browser.Send(await Ask(browser, "head@fr.stem.example.org"), "use-link");
        var rows = await service.Db(db =>
            db.AuditRows.Where(r => r.On == "head@fr.stem.example.org").Select(r => r.What + " by " + r.Who).ToListAsync()
        );
        Assert.That(rows, Is.EqualTo(["UseLink by somebody without an account"]));
    }

    /// <summary>Asks on the page and reads the link from the mail that goes out.</summary>
    private async Task<string> Ask(Browser browser, string email, string? back = null)
    {
        var page = back is null ? "/sign-in" : $"/sign-in?return={Uri.EscapeDataString(back)}";
        using var answer = await browser.Send(page, "sign-in", ("email", email));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        var mail = await Written(email);
        return Link().Match(mail!.Text).Groups["path"].Value;
    }

    private async Task<Composed?> Written(string email)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var mail = await db.OutboxMails.Where(m => m.Email == email).OrderByDescending(m => m.CreatedAt).FirstAsync();
        return await scope
            .ServiceProvider.GetServices<IComposeMail>()
            .Single(c => c.Kind == mail.Kind)
            .Compose(mail, CancellationToken.None);
    }

    [GeneratedRegex(@"(?<path>/sign-in/[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
