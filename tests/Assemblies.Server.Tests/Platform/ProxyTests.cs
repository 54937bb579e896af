using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Platform;

public sealed class ProxyTests
{
    private const string Said = "203.0.113.7";

    [TestCase("", ExpectedResult = "127.0.0.1")]
    [TestCase("10.0.0.0/8", ExpectedResult = "127.0.0.1")]
    [TestCase("10.0.0.0/8, 127.0.0.0/8", ExpectedResult = Said)]
    public async Task<string?> Only_a_proxy_that_the_settings_name_is_believed_who_asks(string networks)
    {
        await using var service = await TestService.Start(settings: $"--Proxy:Networks={networks}");
        using var client = service.Anybody();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", Said);
        await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = "somebody@example.org" }).Succeeds();
        return await service.Db(db => db.SignInLinks.Select(link => link.Ip).SingleAsync());
    }
}
