using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Rights;

public sealed class OriginTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Sec-Fetch-Site", "none")]
    [TestCase("Origin", "https://evil.example.org")]
    [TestCase("Origin", "null")]
    [TestCase("Cookie", "session=stolen-by-a-page-that-names-no-origin")]
    public async Task T2_every_unsafe_route_refuses_another_site_also_without_a_body(string header, string value)
    {
        using var client = service.Anybody();
        var passed = new List<string>();
        foreach (var (method, address) in UnsafeRoutes())
        {
            using var request = new HttpRequestMessage(new(method), address);
            request.Headers.TryAddWithoutValidation(header, value);
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode is not HttpStatusCode.Forbidden)
            {
                passed.Add($"{method} {address}: {(int)answer.StatusCode}");
            }
        }

        Assert.That(passed, Is.Empty);
        Assert.That(UnsafeRoutes().Count(), Is.GreaterThan(20), "there are routes to try");
    }

    private IEnumerable<(string Method, string Address)> UnsafeRoutes() =>
        from endpoint in service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST", "PUT", "DELETE"]
        where method is not ("GET" or "HEAD" or "OPTIONS")
        select (method, "/" + Filled(endpoint.RoutePattern.RawText!).TrimStart('/'));

    private static string Filled(string pattern) =>
        string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? "01890a5d-ac96-774b-bcce-b302099a8057" : part));
}
