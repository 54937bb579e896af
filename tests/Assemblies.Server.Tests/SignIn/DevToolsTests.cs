using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Assemblies.Server.Platform.Time;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Assemblies.Server.Tests.SignIn;

public sealed partial class DevToolsTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        service = await DemoNetwork.Start(also: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(all => all.GetRequiredService<BusinessClock>()))
        );

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_developer_gets_a_token_as_anybody()
    {
        using var client = service.Anybody();
        var made = await client
            .PostAsJsonAsync("/dev/token", new { email = " Head@NL.stem.example.org " })
            .Value<Dictionary<string, string>>();
        Assert.That(made["token"], Does.StartWith("asm_"));
    }

    [Test]
    public async Task A_token_for_nobody_is_refused()
    {
        using var client = service.Anybody();
        Assert.That(
            await client.PostAsJsonAsync("/dev/token", new { email = "nobody@example.org" }).Refusal(),
            Is.EqualTo("404 sign_in.unknown_address")
        );
    }

    [Test]
    public async Task Business_time_can_be_set_and_moved_and_survives_a_restart()
    {
        using var client = service.Anybody();
        await client.PostAsJsonAsync("/dev/clock", new { now = "2027-03-01T08:00:00Z" }).Succeeds();
        await client.PostAsJsonAsync("/dev/clock", new { advance = "P14DT2H" }).Succeeds();
        await using var restarted = await TestService.StartOn(
            service.Database,
            also: builder => builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(all => all.GetRequiredService<BusinessClock>()))
        );
        var now = restarted.Services.GetRequiredService<IClock>().GetCurrentInstant();
        Assert.That(now, Is.GreaterThanOrEqualTo(Instant.FromUtc(2027, 3, 15, 10, 0)));
        Assert.That(now.InUtc().Date, Is.EqualTo(new LocalDate(2027, 3, 15)), "not moved once more by the restart");
    }

    [TestCase("{}")]
    [TestCase("""{"now":"2027-03-01T08:00:00Z","advance":"P1D"}""")]
    [TestCase("""{"advance":"P1M"}""")]
    [TestCase("""{"advance":"tomorrow"}""")]
    public async Task A_clock_that_is_not_understood_is_refused(string body)
    {
        using var client = service.Anybody();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.That(await client.PostAsync("/dev/clock", content).Refusal(), Is.EqualTo("400 dev.clock"));
    }

    [Test]
    public async Task Anybody_can_be_chosen_from_the_list()
    {
        using var client = service.Anybody();
        var list = await client.GetStringAsync("/dev/sign-in");
        Assert.That(list, Does.Contain("head@nl.stem.example.org").And.Contain("Мария Георгиева"));

        using var answer = await client.PostAsync("/dev/sign-in-as", new FormUrlEncodedContent([new("email", DemoNetwork.BulgariaHead)]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That(
            answer.Headers.GetValues("Set-Cookie").Single(),
            Does.StartWith("session=").And.Contain("httponly").And.Contain("samesite=lax")
        );
    }

    [Test]
    public async Task Production_has_none_of_it()
    {
        var addresses = service
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Trim('/').StartsWith("dev", StringComparison.Ordinal))
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method =>
                    (Method: method, Path: "/" + Hole().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "1"))
                )
            )
            .ToHashSet();
        Assert.That(
            addresses,
            Is.SupersetOf(new[] { ("GET", "/dev/sign-in"), ("POST", "/dev/token"), ("POST", "/dev/clock"), ("GET", "/dev/mail") })
        );

        await using var production = await TestService.Start("Production");
        using var client = production.Anybody();
        var answered = new List<string>();
        foreach (var (method, path) in addresses.Append(("GET", "/DEV/sign-in")))
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Content = method is "POST" ? JsonContent.Create(new { email = DemoNetwork.Secretariat }) : null;
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is not HttpStatusCode.NotFound)
            {
                answered.Add($"{method} {path} {answer.StatusCode}");
            }
        }

        Assert.That(answered, Is.Empty);
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
