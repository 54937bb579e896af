using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using MediatR;
using Npgsql;

namespace Assemblies.Server.Platform.Jobs;

/// <summary>Something done again and again.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Cron">When; with a field for seconds in front where there are six.</param>
/// <param name="Do">What; within a scope in which the service itself is the reader.</param>
public sealed record RecurringTask(string Name, string Cron, Func<IServiceProvider, CancellationToken, Task> Do);

/// <summary>Registration: Hangfire is the alarm clock, the tables are the truth.</summary>
public static class JobsSetup
{
    /// <summary>Adds the jobs' library on a data source of its own; its tables are made by the migrator.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Recurring>();

        // Ours, before the library registers its statics: two services in one process, as in tests, would run each other's jobs.
        services.AddSingleton<JobStorage>(provider => new PostgreSqlStorage(
            new Connections(provider.GetRequiredService<JobsDataSource>().Source),
            new()
            {
                PrepareSchemaIfNecessary = false,
                QueuePollInterval = TimeSpan.FromSeconds(2),
                EnableLongPolling = true,
                UseSlidingInvisibilityTimeout = true,
                InvisibilityTimeout = TimeSpan.FromMinutes(5),
            }
        ));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        if (settings.RunJobs)
        {
            services.AddHangfireServer(server =>
            {
                server.WorkerCount = 2;
                server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            });
            services.AddHostedService<Clockwork>();
        }

        return services;
    }

    /// <summary>Adds a request that the service itself sends again and again.</summary>
    public static IServiceCollection AddRecurring<T>(
        this IServiceCollection services,
        string name,
        string cron,
        IRequest<Result<T>> request
    ) => services.AddSingleton(new RecurringTask(name, cron, (provider, ct) => provider.GetRequiredService<IMediator>().Send(request, ct)));

    private sealed class Connections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}

/// <summary>Runs one of the recurring tasks by its name; what Hangfire stores is the name only.</summary>
internal sealed class Recurring(IEnumerable<RecurringTask> tasks, IServiceScopeFactory scopes)
{
    /// <summary>Runs it. No retry: it comes again by itself; nor does it wait while its former run lasts, and takes a worker for that.</summary>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    [DisableConcurrentExecution("recurring:{0}", 1)] // each by itself: a long one must not hold up the others
    public async Task Run(string name, CancellationToken ct)
    {
        // A name of a former version runs into nothing, once: the clockwork removes it at the next start.
        if (tasks.SingleOrDefault(task => string.Equals(task.Name, name, StringComparison.Ordinal)) is { } task)
        {
            await using var scope = scopes.CreateServiceScope();
            await task.Do(scope.ServiceProvider, ct);
        }
    }
}

/// <summary>Tells Hangfire what recurs, and lets the outbox ring.</summary>
internal sealed class Clockwork(
    IEnumerable<RecurringTask> tasks,
    IRecurringJobManager manager,
    IBackgroundJobClient jobs,
    JobStorage storage,
    OutboxAlarm alarm
) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using (var connection = storage.GetConnection())
        {
            foreach (var known in connection.GetRecurringJobs().Where(job => tasks.All(task => task.Name != job.Id)))
            {
                manager.RemoveIfExists(known.Id);
            }
        }

        foreach (var task in tasks)
        {
            manager.AddOrUpdate<Recurring>(task.Name, recurring => recurring.Run(task.Name, CancellationToken.None), task.Cron);
        }

        alarm.Ring = _ =>
        {
            jobs.Enqueue<OutboxDrain>(drain => drain.Run(CancellationToken.None));
            return Task.CompletedTask;
        };
        return Task.CompletedTask;
    }

    /// <summary>Runs everything that recurs once more, now: business time has been moved.</summary>
    public static void RunAll(IEnumerable<RecurringTask> tasks, IRecurringJobManager manager)
    {
        foreach (var task in tasks)
        {
            manager.Trigger(task.Name);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
