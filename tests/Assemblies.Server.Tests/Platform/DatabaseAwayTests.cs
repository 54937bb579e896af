using Assemblies.EmbeddedPostgres;

namespace Assemblies.Server.Tests.Platform;

/// <summary>A database that goes away and comes back, on a cluster of its own: stopping the run's would disturb the others.</summary>
public sealed class DatabaseAwayTests
{
    [Test]
    public async Task While_the_database_is_away_the_answer_is_503_and_it_recovers_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("assemblies-away-");
        try
        {
            var first = await PrivatePostgres.Start(folder.FullName, durable: false);
            await using var service = await TestService.StartOn(
                new TestDatabase("postgres", new(first.ConnectionString, first.ConnectionString)),
                settings: ["--Demo:Seed=true"]
            );
            using var secretariat = await service.As(DemoNetwork.Secretariat);
            string[] addresses = ["/api/v1/host-calls", "/health/ready", "/assemblies"];
            Assert.That(await Statuses(), Is.EqualTo([200, 200, 200]));

            await first.DisposeAsync();
            Assert.That(await Statuses(), Is.EqualTo([503, 503, 503]));
            foreach (var address in new[] { addresses[0], addresses[2] })
            {
                using var answer = await Ask(address);
                Assert.That(
                    (answer.Headers.RetryAfter?.ToString(), answer.Headers.Contains("X-Content-Type-Options")),
                    Is.EqualTo(("5", true)),
                    address
                );
            }

            await using var again = await PrivatePostgres.Start(folder.FullName, durable: false);
            await Eventually.Is(Statuses, statuses => statuses.All(status => status is 200));

            async Task<HttpResponseMessage> Ask(string address)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Accept.ParseAdd(address is "/assemblies" ? "text/html" : "application/json");
                return await secretariat.SendAsync(request);
            }

            async Task<IReadOnlyList<int>> Statuses()
            {
                var statuses = new List<int>();
                foreach (var address in addresses)
                {
                    using var answer = await Ask(address);
                    statuses.Add((int)answer.StatusCode);
                }

                return statuses;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
