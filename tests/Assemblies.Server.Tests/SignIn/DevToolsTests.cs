using System.Net;
using System.Net.Http.Json;
using Assemblies.Server.Platform.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Assemblies.Server.Tests.SignIn;

public sealed class DevToolsTests
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
        Assert.That(now - Instant.FromUtc(2027, 3, 15, 10, 0), Is.InRange(Duration.Zero, Duration.FromMinutes(2)));
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

    [TestCase("GET", "/dev/sign-in")]
    [TestCase("POST", "/dev/sign-in-as")]
    [TestCase("POST", "/dev/token")]
    [TestCase("GET", "/dev/clock")]
    [TestCase("POST", "/dev/clock")]
    [TestCase("GET", "/DEV/sign-in")]
    [TestCase("GET", "/dev/mail")]
    public async Task Production_has_none_of_it(string method, string address)
    {
        await using var production = await TestService.Start("Production");
        using var client = production.Anybody();
        using var request = new HttpRequestMessage(new(method), address);
        request.Content = method is "POST" ? JsonContent.Create(new { email = DemoNetwork.Secretariat }) : null;
        using var answer = await client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
