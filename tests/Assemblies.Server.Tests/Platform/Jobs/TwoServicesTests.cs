using System.Collections.Concurrent;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Jobs;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Platform.Jobs;

public sealed class TwoServicesTests
{
    [Test]
    public async Task Two_services_in_one_process_each_run_their_own_jobs_and_one_may_end_before_the_other()
    {
        var ran = new ConcurrentQueue<(string By, string On)>();
        Task<TestService> Start(string name) =>
            TestService.Start(
                settings: "--Jobs:Run=true",
                also: builder =>
                    builder.Services.AddSingleton(
                        new RecurringTask(
                            "probe",
                            Cron.Never(),
                            (provider, _) =>
                            {
                                ran.Enqueue((name, provider.GetRequiredService<DatabaseAddress>().App));
                                return Task.CompletedTask;
                            }
                        )
                    )
            );

        var both = await Task.WhenAll(Start("first"), Start("second"));
        await using var second = both[1];
        await using (var first = both[0])
        {
            Enqueue(first);
            Enqueue(second);
            await Eventually.Holds(() => ran.Count is 2);
            Assert.That(ran, Is.EquivalentTo([("first", first.Database.Address.App), ("second", second.Database.Address.App)]));
        }

        Enqueue(second);
        await Eventually.Holds(() => ran.Count is 3);
        Assert.That(ran.Last(), Is.EqualTo(("second", second.Database.Address.App)));
    }

    private static void Enqueue(TestService service) =>
        service
            .Services.GetRequiredService<IBackgroundJobClient>()
            .Enqueue<Recurring>(recurring => recurring.Run("probe", CancellationToken.None));
}
