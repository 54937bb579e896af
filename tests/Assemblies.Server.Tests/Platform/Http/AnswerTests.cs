using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Server.Tests.SignIn;

namespace Assemblies.Server.Tests.Platform.Http;

/// <summary>What all answers have in common: their headers, and who may keep them.</summary>
public sealed partial class AnswerTests
{
    private readonly Statements statements = new();
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start(also: statements.Count);

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_page_that_is_not_there_is_not_there_the_second_time_either()
    {
        using var browser = new Browser(service);
        for (var time = 1; time <= 2; time++)
        {
            using var answer = await browser.Get("/assemblies/GA-1999-1");
            Assert.That((answer.StatusCode, answer.Headers.ETag), Is.EqualTo((HttpStatusCode.NotFound, null as object)), $"time {time}");
        }
    }

    [Test]
    public async Task Style_sheets_and_pictures_cost_no_statement_and_may_be_kept_by_whoever_is_signed_in()
    {
        using var browser = new Browser(service);
        using var signedIn = await browser.Post("/dev/sign-in-as", ("email", DemoNetwork.GreeceHead));
        var assets = Asset().Matches(await browser.Read("/")).Select(asset => asset.Groups["path"].Value).ToList();
        Assert.That(assets, Has.Count.EqualTo(3));

        var sent = await statements.Of(async () =>
        {
            foreach (var asset in assets)
            {
                using var answer = await browser.Get(asset);
                Assert.That(
                    (answer.StatusCode, answer.Headers.CacheControl?.NoStore),
                    Is.EqualTo((HttpStatusCode.OK, (bool?)false)),
                    asset
                );
            }
        });
        Assert.That(sent, Is.Zero);

        using var page = await browser.Get("/");
        Assert.That(page.Headers.CacheControl?.NoStore, Is.True);
    }

    [TestCase("GET", "/", 200)]
    [TestCase("GET", "/nowhere", 404)]
    [TestCase("GET", "/api/v1/organisations", 401)]
    [TestCase("POST", "/api/v1/host-calls", 400)]
    public async Task Every_answer_is_protected_also_one_that_a_fault_began_anew(string method, string address, int status)
    {
        using var client = await service.As(DemoNetwork.Secretariat);
        client.DefaultRequestHeaders.Authorization = status is 401 ? null : client.DefaultRequestHeaders.Authorization;
        using var request = new HttpRequestMessage(new(method), address);
        request.Headers.Accept.ParseAdd("text/html, application/json");
        request.Content = method is "POST" ? new StringContent("{", Encoding.UTF8, "application/json") : null;
        using var answer = await client.SendAsync(request);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(Header(answer, "X-Content-Type-Options"), Is.EqualTo("nosniff"));
            Assert.That(Header(answer, "Content-Security-Policy"), Does.StartWith("default-src 'none'"));
            Assert.That(Header(answer, "Cross-Origin-Opener-Policy"), Is.EqualTo("same-origin"));
            Assert.That(Header(answer, "Strict-Transport-Security"), Is.Empty, "people reach it by http");
        }
    }

    [Test]
    public async Task Only_the_page_with_a_script_of_its_own_has_a_wider_policy()
    {
        using var client = service.Anybody();
        using var docs = await client.GetAsync("/docs");
        using var refusals = await client.GetAsync("/docs/errors");
        Assert.That(
            (
                Header(docs, "Content-Security-Policy").Contains("unsafe-inline", StringComparison.Ordinal),
                Header(refusals, "Content-Security-Policy").Contains("unsafe-inline", StringComparison.Ordinal)
            ),
            Is.EqualTo((true, false))
        );
    }

    [Test]
    public async Task Where_people_come_by_https_browsers_are_told_to_stay_with_it()
    {
        await using var production = await TestService.Start("Production");
        using var answer = await production.Anybody().GetAsync("/api/v1/assemblies");
        Assert.That(Header(answer, "Strict-Transport-Security"), Is.EqualTo("max-age=31536000"));
    }

    [Test]
    public async Task Whoever_comes_by_without_an_account_reads_where_the_next_open_meeting_will_stand()
    {
        await using var empty = await TestService.Start();
        using var browser = new Browser(empty);
        Assert.That(await browser.Read("/"), Does.Contain("No open meeting is announced yet.").And.Not.Contain("Nothing waits for you"));
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    [GeneratedRegex(
        "<link rel=\"(icon|stylesheet)\" href=\"(?<path>[^\"]+)\"",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Asset();
}
