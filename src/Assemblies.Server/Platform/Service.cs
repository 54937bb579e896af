using System.Net.Sockets;
using Assemblies.EmbeddedPostgres;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Platform.Time;
using Microsoft.AspNetCore.Connections;
using Scalar.AspNetCore;

namespace Assemblies.Server.Platform;

/// <summary>An area of the service, as <c>Program.cs</c> lists them.</summary>
/// <param name="Name">Its tag in the documentation.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Add">Adds its services.</param>
/// <param name="Map">Maps its operations below <c>/api/v1</c>.</param>
/// <param name="MapRoot">Maps what lies outside of it: links in mails, downloads, what only Development has.</param>
public sealed record Area(
    string Name,
    string Description,
    Action<IServiceCollection> Add,
    Action<IEndpointRouteBuilder> Map,
    Action<IEndpointRouteBuilder>? MapRoot = null
);

/// <summary>Builds and runs the service.</summary>
public static class Service
{
    /// <summary>Runs it until it is told to end. 0 when it ended in order; 1 with a sentence when it could not start.</summary>
    public static async Task<int> Run(string[] args, IReadOnlyList<Area> areas)
    {
        try
        {
            if (await ServiceCommands.Run(args, areas) is { } code)
            {
                return code;
            }

            await using var running = await Build(args, areas);
            await Serve(running.App);
            return 0;
        }
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static async Task Serve(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e)
        {
            // What has begun is stopped in order; told to end while it was starting, that is all.
            await app.StopAsync();
            if (e is OperationCanceledException)
            {
                return;
            }

            throw;
        }

        await ReadyNote.Print(app);
        Memory.GiveBack();
        await app.WaitForShutdownAsync();
    }

    private static string? Sentence(Exception e) =>
        e switch
        {
            WrongSettingException or UnknownSchemaException or PostgresUnavailableException => e.Message,
            IOException { InnerException: AddressInUseException } =>
                $"{e.Message} Set ASPNETCORE_URLS to another, or end what listens there.",
            SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } =>
                $"ASPNETCORE_URLS names an address at which this process cannot listen: {e.Message}.",
            _ => null,
        };

    /// <summary>Builds it on a migrated database, ready to be started.</summary>
    /// <param name="args">Settings as on the command line: <c>--urls</c>, <c>--ConnectionStrings:Assemblies=…</c>.</param>
    /// <param name="areas">What it consists of.</param>
    /// <param name="also">What a test changes before it is built.</param>
    internal static async Task<RunningService> Build(string[] args, IReadOnlyList<Area> areas, Action<WebApplicationBuilder>? also = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ContentRootPath = ContentRoot(args),
                ApplicationName = typeof(Service).Assembly.GetName().Name,
            }
        );
        var settings = Settings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        var (address, server) = await DatabaseSetup.FindDatabase(settings);
        builder.WebHost.UseUrls([.. settings.Listens]);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        builder.Services.AddSingleton(settings);
        builder.Services.AddDatabase(address).AddMessaging().AddReaders().AddHttp().AddTime().AddLook().AddLive();
        builder.Services.AddOutbox(settings).AddJobs(settings);
        HomeSetup.AddHome(builder.Services);
        foreach (var area in areas)
        {
            builder.Services.AddSingleton(area);
            area.Add(builder.Services);
        }

        also?.Invoke(builder);

        var app = builder.Build();
        await Migrator.Migrate(address);
        await app.Services.GetRequiredService<BusinessClock>().Read(CancellationToken.None);

        app.UseProxies(settings);
        app.UseHead();
        app.UseRouting();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { StatusCodeSelector = e => (e as BadHttpRequestException)?.StatusCode ?? 500 }
        );
        app.UseStatusCodePages();
        app.UseSafeHeaders(settings);
        app.UseProblemPages();
        if (!settings.IsDevelopment)
        {
            app.UseNoDevelopment();
        }

        app.UseMiddleware<OriginCheck>();
        app.UseMiddleware<FormLetters>();
        app.UseReaders(settings);
        foreach (var area in areas)
        {
            area.Map(app.MapApi().WithTags(area.Name));
            area.MapRoot?.Invoke(app.MapGroup("").Limited());
        }

        ApiDocument.Map(app);
        app.MapScalarApiReference("/docs", options => options.DisableDefaultFonts());
        app.MapHealth();
        if (settings.IsDevelopment)
        {
            app.MapDevMail();
        }

        app.MapPages();
        return new(app, server);
    }

    // Wherever it is started from, its pages' files lie beside it.
    private static string? ContentRoot(string[] args) =>
        args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : AppContext.BaseDirectory;
}

/// <summary>The service and the private PostgreSQL that goes with it, if it has one.</summary>
internal sealed record RunningService(WebApplication App, PrivatePostgres? Server) : IAsyncDisposable
{
    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
