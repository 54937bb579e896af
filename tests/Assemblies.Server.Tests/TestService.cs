using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;

namespace Assemblies.Server.Tests;

/// <summary>The whole service on a database of its own, reached over HTTP on a real port. The clock is the only fake.</summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly RunningService running;
    private bool ownsDatabase;

    private TestService(TestDatabase database, RunningService running, FakeClock clock) =>
        (this.database, this.running, Clock) = (database, running, clock);

    /// <summary>Business time; 25 November 2026, 12:00 in Brussels, until moved.</summary>
    public FakeClock Clock { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(running.App.Urls.First());

    /// <summary>Its services, to look behind what HTTP shows.</summary>
    public IServiceProvider Services => running.App.Services;

    /// <summary>Its database.</summary>
    public TestDatabase Database => database;

    /// <summary>Starts it.</summary>
    /// <param name="environment"><c>Development</c> or <c>Production</c>.</param>
    /// <param name="also">What this fixture changes before it is built.</param>
    /// <param name="settings">Settings as on the command line, such as <c>--Smtp:Host=127.0.0.1</c>.</param>
    public static async Task<TestService> Start(
        string environment = "Development",
        Action<WebApplicationBuilder>? also = null,
        params string[] settings
    )
    {
        var service = await StartOn(await TestCluster.Clone(), environment, also, settings);
        service.ownsDatabase = true;
        return service;
    }

    /// <summary>Starts it on a database that is there already, and stays: a second replica, or the same after a crash.</summary>
    public static async Task<TestService> StartOn(
        TestDatabase database,
        string environment = "Development",
        Action<WebApplicationBuilder>? also = null,
        params string[] settings
    )
    {
        var clock = new FakeClock(Instant.FromUtc(2026, 11, 25, 11, 0));
        string[] production = environment is "Production"
            ?
            [
                "--Network:Name=STEM Platforms of Europe",
                "--Site:Url=https://assemblies.example.org",
                "--Smtp:From=assemblies@example.org",
                "--Smtp:Host=127.0.0.1",
            ]
            : [];
        var running = await Service.Build(
            [
                $"--environment={environment}",
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Assemblies={database.Address.App}",
                $"--ConnectionStrings:Migrator={database.Address.Owner}",
                "--Demo:Seed=false",
                "--Jobs:Run=false", // what recurs would come between, at a full minute; who tests jobs or mail switches them on
                .. production,
                .. settings,
            ],
            Program.Areas,
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
                also?.Invoke(builder);
            }
        );
        await running.App.StartAsync();

        // The jobs' library logs through the last service that started; once that one ends, the jobs of all others would fail on it.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(new Silent());
        return new(database, running, clock);
    }

    /// <summary>A client without an account; each answer it gets is held against the API's document.</summary>
    public HttpClient Anybody() => new(new Contract.WatchedByContract(Address)) { BaseAddress = Address };

    /// <summary>A client with the rights of a person, by a personal access token.</summary>
    public async Task<HttpClient> As(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var normal = Person.NormalEmail(email);
        var person = await db.People.Where(p => p.Email == normal).Select(p => p.Id).SingleAsync();
        var token = AccessToken.Prefix + Secrets.New();
#pragma warning disable RS0030 // sign-ins go by the machine's clock, not by business time
        var now = SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030
        db.AccessTokens.Add(new(person, token, "tests", mayOnlyRead: false, now, now + Duration.FromHours(1)));
        await db.SaveChangesAsync();
        var client = Anybody();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Sends a request as the service itself, as its jobs do.</summary>
    public async Task<Result<T>> Send<T>(IRequest<Result<T>> request)
    {
        await using var scope = Services.GetRequiredService<IServiceScopeFactory>().CreateServiceScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Looks into the database, or prepares something that has no command yet.</summary>
    public async Task<T> Db<T>(Func<AssembliesDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<AssembliesDb>());
    }

    // None at all would make it look for one anew each time.
    private sealed class Silent : Hangfire.Logging.ILogProvider, Hangfire.Logging.ILog
    {
        public Hangfire.Logging.ILog GetLogger(string name) => this;

        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await running.App.StopAsync();
        await running.DisposeAsync();
        if (ownsDatabase)
        {
            await database.DisposeAsync();
        }
    }
}
