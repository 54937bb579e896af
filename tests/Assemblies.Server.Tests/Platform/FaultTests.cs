using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Platform;

/// <summary>What comes in broken, twice, at once, or while the database is away.</summary>
public sealed class FaultTests
{
    private const string Calls = "/api/v1/host-calls";

    private TestService service = null!;
    private HttpClient secretariat = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        secretariat.Dispose();
        await service.DisposeAsync();
    }

    [TestCase("{", ExpectedResult = "400 request.malformed", TestName = "Half an object is malformed")]
    [TestCase("", ExpectedResult = "400 request.malformed", TestName = "Nothing is malformed")]
    [TestCase("[]", ExpectedResult = "400 request.malformed", TestName = "A list instead of an object is malformed")]
    [TestCase("{\"edition\":7}", ExpectedResult = "400 request.malformed", TestName = "A number instead of a text is malformed")]
    [TestCase(
        "{\"edition\":\"GA-2090-1\",\"edition\":\"GA-2091-1\"}",
        ExpectedResult = "400 request.malformed",
        TestName = "The same field twice is malformed"
    )]
    [TestCase(
        "{\"edition\":\"GA-2090-1\",\"surprise\":1}",
        ExpectedResult = "400 request.malformed",
        TestName = "An unknown field is malformed"
    )]
    [TestCase(
        "{\"edition\":\"GA-2090-1\",\"opensOn\":\"yesterday\"}",
        ExpectedResult = "400 request.malformed",
        TestName = "A date in words is malformed"
    )]
    [TestCase(
        "{\"edition\":\"Γενική 🏔\"}",
        ExpectedResult = "400 request.invalid",
        TestName = "Greek and emoji where a code belongs are invalid, in words"
    )]
    public Task<string> Broken(string body) =>
        secretariat.PostAsync(Calls, new StringContent(body, Encoding.UTF8, "application/json")).Refusal();

    [TestCase("/api/v1/organisations", "{\"code\":\"X\"}", "What is missing: facts.")]
    [TestCase(
        "/api/v1/organisations",
        "{\"code\":\"X\",\"facts\":{\"kind\":\"member\"}}",
        "What is missing at $.facts: name, seat, weight."
    )]
    [TestCase("/api/v1/organisations", "{\"code\":\"X\",\"facts\":{\"kind\":\"club\"}}", "The trouble is at $.facts.kind.")]
    public async Task What_is_missing_or_wrong_is_named(string address, string body, string sentence)
    {
        using var answer = await secretariat.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(sentence).And.Contain("request.malformed"));
    }

    [TestCase("kind=associatedPartner", 200)]
    [TestCase("kind=AssociatedPartner", 200)]
    [TestCase("kind=3", 400)]
    [TestCase("kind=club", 400)]
    [TestCase("limit=many", 400)]
    public async Task Names_in_an_address_are_read_as_in_JSON_and_a_wrong_one_is_said_to_be_there(string query, int status)
    {
        using var answer = await secretariat.GetAsync($"/api/v1/organisations?{query}");
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(
            await answer.Content.ReadAsStringAsync(),
            status is 200 ? Does.Contain("\"items\"") : Does.Contain("A value in the address").And.Contain("\"code\":\"request.malformed\"")
        );
    }

    [TestCase("POST", "/api/v1/busy-dates", "{\"title\":\"a\\u0000b\",\"from\":\"2027-10-21\"}", ExpectedResult = "400 request.malformed")]
    [TestCase("GET", "/api/v1/organisations?search=%00", null, ExpectedResult = "400 request.malformed")]
    [TestCase(
        "POST",
        "/api/v1/host-calls/GA-2090-1/assign",
        "{\"choice\":null,\"reserves\":[null],\"reason\":\"x\"}",
        ExpectedResult = "400 request.malformed"
    )]
    [TestCase("PUT", "/api/v1/assemblies/GA-2090-1/agenda", "{\"meetings\":[null]}", ExpectedResult = "400 request.malformed")]
    [TestCase(
        "POST",
        "/api/v1/organisations/import?preview=true&encoding=klingon",
        "code;name",
        ExpectedResult = "400 import.encoding_unclear"
    )]
    public async Task<string> What_no_database_and_no_list_can_hold_is_refused(string method, string address, string? body)
    {
        using var request = new HttpRequestMessage(new(method), address);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, body[0] is '{' ? "application/json" : "text/csv");
        return await secretariat.SendAsync(request).Refusal();
    }

    [TestCase("_handler=sign-in&email=a%00b", "application/x-www-form-urlencoded")]
    [TestCase("_handler=sign-in&email=G%F6teborg", "application/x-www-form-urlencoded")]
    [TestCase("garbage", "multipart/form-data; boundary=x")]
    [TestCase("many", "application/x-www-form-urlencoded")]
    [TestCase("large", "application/x-www-form-urlencoded")]
    public async Task A_form_that_cannot_be_read_is_not_our_fault(string body, string type)
    {
        var text = body switch
        {
            "many" => string.Join('&', Enumerable.Range(0, 3000).Select(n => $"f{n}=1")),
            "large" => "_handler=sign-in&email=" + new string('x', 5_000_000),
            _ => body,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await service.Anybody().SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.InRange(400, 499));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("</html>").And.Not.Contain("our fault"));
    }

    [TestCase("/api/v1/assemblies/GA-2026-2/documents")]
    [TestCase("/api/v1/assemblies/GA-2026-2/documents/country-updates")]
    public async Task Where_files_are_taken_nothing_is_no_form(string address)
    {
        var answer = await service.Anybody().PostAsync(address, null).Refusal();
        Assert.That(answer, Is.EqualTo("415 request.unsupported"));
    }

    [TestCase("9999-12-01")]
    [TestCase("-9998-01-01")]
    public async Task A_day_beyond_all_reckoning_is_malformed(string day)
    {
        var body = new StringContent($"{{\"title\":\"Far\",\"from\":\"{day}\"}}", Encoding.UTF8, "application/json");
        Assert.That(await secretariat.PostAsync("/api/v1/busy-dates", body).Refusal(), Is.EqualTo("400 request.malformed"));
    }

    [TestCase("/")]
    [TestCase("/health/ready")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/assemblies")]
    public async Task HEAD_is_answered_as_GET_without_a_body(string address)
    {
        using var answer = await service.Anybody().SendAsync(new(HttpMethod.Head, address));
        Assert.That(
            ((int)answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length, answer.Content.Headers.ContentType is not null),
            Is.EqualTo((200, 0, true))
        );
    }

    [Test]
    public async Task A_long_key_makes_a_repeat_harmless_like_a_short_one()
    {
        var ids = new List<string>();
        for (var times = 0; times < 2; times++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/busy-dates");
            request.Headers.Add("Idempotency-Key", new string('k', 250));
            request.Content = JsonContent.Create(new { title = "Twice", from = "2027-12-01" });
            using var answer = await secretariat.SendAsync(request);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            ids.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.That(ids[1], Is.EqualTo(ids[0]));
    }

    [Test]
    public async Task Broken_UTF_8_is_malformed()
    {
        using var body = new ByteArrayContent([.. "{\"edition\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]);
        body.Headers.ContentType = new("application/json");
        Assert.That(await secretariat.PostAsync(Calls, body).Refusal(), Is.EqualTo("400 request.malformed"));
    }

    [Test]
    public async Task Five_megabytes_are_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls)
        {
            Content = new StringContent($"{{\"criteria\":\"{new string('x', 5_000_000)}\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.ExpectContinue = true; // reads the refusal before it sends five megabytes for nothing
        Assert.That(await secretariat.SendAsync(request).Refusal(), Is.EqualTo("413 request.too_large"));
    }

    [Test]
    public async Task A_form_is_not_taken_where_JSON_belongs()
    {
        using var body = new StringContent("edition=GA-2090-1", Encoding.UTF8, "application/x-www-form-urlencoded");
        Assert.That(await secretariat.PostAsync(Calls, body).Refusal(), Is.EqualTo("415 request.unsupported"));
    }

    [Test]
    public async Task Another_sites_request_is_refused_with_or_without_a_body()
    {
        foreach (var origin in new[] { "Origin", "Sec-Fetch-Site" })
        {
            foreach (var body in new[] { null, JsonContent.Create(Call("GA-2087-1")) })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Calls) { Content = body };
                request.Headers.Add(origin, origin is "Origin" ? "https://elsewhere.example.org" : "cross-site");
                Assert.That(await secretariat.SendAsync(request).Refusal(), Is.EqualTo("403 request.other_site"));
            }
        }
    }

    [Test]
    public async Task The_same_key_and_body_get_the_same_answer_and_one_row()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Keyed("k-same", Call("GA-2081-1"))));
        Assert.That(answers.Select(answer => answer.Status).Distinct(), Is.EqualTo(new[] { HttpStatusCode.Created }));
        Assert.That(answers.Select(answer => answer.Body).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await service.Db(db => db.HostCalls.CountAsync(call => call.Edition == "GA-2081-1")), Is.EqualTo(1));
        Assert.That(await service.Db(db => db.AuditRows.CountAsync(row => row.On == "GA-2081-1")), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await Keyed("k-other", Call("GA-2082-1"));
        var (status, body) = await Keyed("k-other", Call("GA-2083-1"));
        Assert.That(
            (status, body.Contains("request.key_reused", StringComparison.Ordinal)),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, true))
        );
        Assert.That(await service.Db(db => db.HostCalls.AnyAsync(call => call.Edition == "GA-2083-1")), Is.False);
    }

    [Test]
    public async Task A_refusal_leaves_no_key_behind()
    {
        var (refused, _) = await Keyed("k-refused", new { edition = "nonsense" });
        var (taken, _) = await Keyed("k-refused", Call("GA-2084-1"));
        Assert.That((refused, taken), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.Created)));
    }

    [Test]
    public async Task Two_different_requests_for_one_thing_at_once_are_settled_by_the_database()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Keyed($"k-race-{n}", Call("GA-2085-1"))));
        Assert.That(answers.Select(answer => (int)answer.Status).Order(), Is.EqualTo(new[] { 201, 409, 409, 409, 409, 409, 409, 409 }));
    }

    private static object Call(string edition) =>
        new
        {
            edition,
            periodFrom = "2080-04-01",
            periodUntil = "2080-05-31",
            opensOn = "2026-11-25",
            closesOn = "2027-01-31",
            criteria = "Step-free access.",
            decidedBy = "secretariat",
            expectedOnSite = 90,
        };

    private async Task<(HttpStatusCode Status, string Body)> Keyed(string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Calls) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await secretariat.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
