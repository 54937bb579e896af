using System.Net;

namespace Assemblies.Server.Tests.Platform;

/// <summary>A database that goes away and comes back, on a cluster of its own: restarting the run's would disturb the others.</summary>
public sealed class DatabaseAwayTests
{
    [Test]
    public async Task While_the_database_is_away_the_answer_is_503_and_it_recovers_by_itself()
    {
        await using var cluster = await EmbeddedCluster.Start();
        var database = new TestDatabase("postgres", new(cluster.AdminConnectionString, cluster.AdminConnectionString));
        await using var service = await TestService.StartOn(database, settings: "--Demo:Seed=true");
        using var secretariat = await service.As(DemoNetwork.Secretariat);
        Assert.That(await Status(), Is.EqualTo(HttpStatusCode.OK));

        var restarting = cluster.Restart();
        var seen = new HashSet<HttpStatusCode>();
        while (!restarting.IsCompleted)
        {
            seen.Add(await Status());
        }

        await restarting;
        await Eventually.Is(Status, status => status is HttpStatusCode.OK);
        seen.Remove(HttpStatusCode.OK);
        Assert.That(seen, Is.SubsetOf(new[] { HttpStatusCode.ServiceUnavailable }));

        async Task<HttpStatusCode> Status()
        {
            using var answer = await secretariat.GetAsync("/api/v1/host-calls");
            return answer.StatusCode;
        }
    }
}
