using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>Registration.</summary>
public static class OutboxSetup
{
    /// <summary>Adds the outbox and what drains it: a nudge after each commit, a recurring job, and a sweeper that asks nobody.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, Settings settings)
    {
        services
            .AddSingleton<OutboxAlarm>()
            .AddScoped<OutgoingMail>()
            .AddSingleton<OutboxRows>()
            .AddSingleton<OutboxDrain>()
            .AddSingleton(new MailServer { Settings = settings.Smtp });
        if (settings.RunJobs)
        {
            services.AddHostedService<OutboxSweeper>();
        }

        if (settings.IsDevelopment)
        {
            // Its pages are there in Development, whether mail is caught or goes out in earnest.
            services.AddUseCases<OutboxDrain>();
            if (settings.Smtp is null)
            {
                services.AddHostedService<CaughtMailServer>();
            }
        }

        return services.AddSingleton(
            new RecurringTask("outbox", "*/15 * * * * *", (provider, ct) => provider.GetRequiredService<OutboxDrain>().Run(ct))
        );
    }
}

/// <summary>Drives the outbox from its own table, whatever the jobs' library thinks of its jobs after the database was gone.</summary>
internal sealed class OutboxSweeper(OutboxDrain drain, ILogger<OutboxSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At once too: a restart does not wait for the next tick. What a killed process had leased waits until that term is over.
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await drain.Run(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "The outbox could not be swept; it is tried again in {Seconds} s", Pause.TotalSeconds);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
