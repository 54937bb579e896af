using Assemblies.Domain;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Assemblies.Server.Platform.Live;

/// <summary>Marks what live pages ask for again and again: who asks is found out for all of them together.</summary>
internal sealed class AskedByLivePages;

/// <summary>Registration.</summary>
public static class LiveSetup
{
    private const string EventStream = "text/event-stream";

    /// <summary>Adds what announces changes, hears them and tells open pages.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services
            .AddSingleton(_ => TimeOfTheMachine())
            .AddSingleton<LiveStreams>()
            .AddSingleton<LiveAnswers>()
            .AddSingleton<LiveReaders>()
            .AddSingleton<Announcer>()
            .AddScoped<LiveUpdates>()
            .AddHostedService(provider => provider.GetRequiredService<Announcer>());
        return services.AddHostedService<LiveListener>();
    }

    /// <summary>Maps the stream of a page's events.</summary>
    /// <param name="routes">Below which address.</param>
    /// <param name="pattern">Its own address.</param>
    /// <param name="open">Whether the reader may, and of what; it reads the route's values.</param>
    public static void MapLiveStream(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<Result<LiveTopic>>> open) =>
        routes
            .MapGet(pattern, async context => await (await Stream(context, open)).ExecuteAsync(context))
            .WithMetadata(new AskedByLivePages());

    /// <summary>Maps the parts of a page: the component renders those that the query string's <c>parts</c> names, each in its <c>data-live</c> element.</summary>
    /// <param name="routes">Below which address.</param>
    /// <param name="pattern">Its own address; its values become parameters of the component.</param>
    public static void MapLiveParts<TParts>(this IEndpointRouteBuilder routes, string pattern)
        where TParts : IComponent =>
        routes
            .MapGet(
                pattern,
                context =>
                    new RazorComponentResult<TParts>(
                        context.Request.RouteValues.ToDictionary(it => Capital(it.Key), it => it.Value, StringComparer.Ordinal)
                    ).ExecuteAsync(context)
            )
            .WithMetadata(new AskedByLivePages());

    private static async Task<IResult> Stream(HttpContext context, Func<HttpContext, Task<Result<LiveTopic>>> open)
    {
        // Whoever asks for anything else would wait for an end that does not come.
        if (!context.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase))
        {
            return TypedResults.StatusCode(StatusCodes.Status406NotAcceptable);
        }

        var opened = await open(context);
        if (opened.Error is { } refusal)
        {
            return refusal.ToProblem();
        }

        var services = context.RequestServices;
        var secret = SessionCookie.Read(context, services.GetRequiredService<Settings>());
        if (services.GetRequiredService<LiveStreams>().Open(opened.Value, Owner(context)) is not { } stream)
        {
            return RequestErrors.TooMany.ToProblem();
        }

        context.Response.RegisterForDispose(stream);
        if (secret is not null && context.Features.Get<Reader>() is { IsSignedIn: true })
        {
            context.Response.RegisterForDispose(services.GetRequiredService<LiveReaders>().Watch(secret));
        }

        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        context.Response.RegisterForDispose(ends);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // a proxy that gathers the answer would keep it for ever
        context.Response.Headers.Remove(HeaderNames.ContentLength);
        return TypedResults.ServerSentEvents(stream.Events(ends.Token));
    }

    private static string Owner(HttpContext context) =>
        context.Features.Get<Reader>() is { Person: { } person } reader ? (reader.SignIn?.ToString() ?? person.ToString())
        : context.Request.RouteValues["token"] is string token ? Convert.ToHexStringLower(Secrets.Hash(token))
        : "anybody";

#pragma warning disable RS0030 // a second between two announcements is the machine's, not business time's
    private static TimeProvider TimeOfTheMachine() => TimeProvider.System;
#pragma warning restore RS0030

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
