using System.Net;

namespace Assemblies.Server.Tests.Platform;

public sealed class ServiceTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await TestService.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task Serves_on_a_database_of_its_own()
    {
        using var answer = await service.Anybody().GetAsync("/health/ready");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_unknown_token_is_refused_with_a_code()
    {
        var client = service.Anybody();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "asm_unknown");
        Assert.That(await client.GetAsync("/api/v1/organisations").Refusal(), Is.EqualTo("401 access.unknown_token"));
    }
}
