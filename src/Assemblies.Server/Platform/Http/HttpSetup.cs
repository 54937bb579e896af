using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Assemblies.Server.Platform.Http;

/// <summary>What every answer has in common.</summary>
public static class HttpSetup
{
    /// <summary>The most a JSON body may hold, in bytes.</summary>
    public const long LargestJson = 256 * 1024;

    private const string FormReader = "Microsoft.AspNetCore.WebUtilities";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // The page that shows the API's documentation brings a script of its own that is written into it.
    private const string DocsPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Adds JSON, problem details and the documentation.</summary>
    public static IServiceCollection AddHttp(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<PublicCache>();
        services.AddSingleton<MatcherPolicy, PageOrProgram>();
        services.AddExceptionHandler<Faults>();
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context => Problems.Complete(context.ProblemDetails, context.HttpContext.Request)
        );
        services.AddOpenApiDocument();
        return services;
    }

    /// <summary>Answers HEAD as GET without its body, at every address: monitors and link checkers ask so.</summary>
    public static IApplicationBuilder UseHead(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (!HttpMethods.IsHead(context.Request.Method))
                {
                    await next(context);
                    return;
                }

                context.Request.Method = HttpMethods.Get;
                context.Response.Body = Stream.Null;
                try
                {
                    await next(context);
                }
                finally
                {
                    context.Request.Method = HttpMethods.Head;
                }
            }
        );

    /// <summary>Believes the proxies that the settings name, and nobody else, who asked and how.</summary>
    public static void UseProxies(this WebApplication app, Settings settings)
    {
        if (settings.ProxyNetworks is not { Count: > 0 } networks)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // as far back as the chain consists of them
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>Headers that hold for every answer, also for one that a fault began anew. A page may set a stricter one itself.</summary>
    public static IApplicationBuilder UseSafeHeaders(this IApplicationBuilder app, Settings settings)
    {
        var isSecure = settings.SiteUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        return app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Protect(context, isSecure);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    private static void Protect(HttpContext context, bool isSecure)
    {
        var headers = context.Response.Headers;
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, IsDocs(context.Request.Path) ? DocsPolicy : Policy);
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        if (isSecure)
        {
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000");
        }
    }

    private static bool IsDocs(PathString path) =>
        path.StartsWithSegments("/docs", StringComparison.Ordinal) && !path.StartsWithSegments("/docs/errors", StringComparison.Ordinal);

    /// <summary>The API's group: its address, and the most that a body may hold.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/v1").Limited();

    /// <summary>The most that a body of these may hold, unless one says otherwise.</summary>
    public static RouteGroupBuilder Limited(this RouteGroupBuilder routes) =>
        routes.WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestJson));

    /// <summary>Whether the answer is for a program and not for a person's browser.</summary>
    public static bool IsForProgram(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || request.Path.StartsWithSegments("/dev", StringComparison.Ordinal)
        || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a fault is called that is not ours: a broken request, an absent database; null for a bug.</summary>
    internal static Error? Known(Exception fault) =>
        fault switch
        {
            BadHttpRequestException broken => Problems.Of(broken),
            // U+0000 passes JSON, forms and addresses alike, and no text of the database can hold it.
            _ when fault.FromPostgres() is { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or "22P05" } => RequestErrors.Unkept,
            InvalidDataException { Source: FormReader } or IOException { Source: FormReader } => RequestErrors.Malformed,
            _ when Faults.IsDatabaseAway(fault) => RequestErrors.DatabaseAway,
            _ => null,
        };

    /// <summary>The status of a refusal, and when to come again where that helps.</summary>
    internal static void Fails(this HttpResponse response, Error error)
    {
        response.StatusCode = Problems.StatusOf(error.Kind);
        if (error.Kind is ErrorKind.Unavailable)
        {
            response.Headers.RetryAfter = "5";
        }
    }

    /// <summary>Broken requests and an absent database as problem details. Pages do not come here: they have their own (ProblemPages).</summary>
    private sealed class Faults : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (Known(exception) is not { } error)
            {
                return false;
            }

            httpContext.Response.Fails(error);
            await error.ToProblem().ExecuteAsync(httpContext);
            return true;
        }

        // Refused connections, broken ones, and a server that is going down (class 57) or full (53).
        internal static bool IsDatabaseAway(Exception? e)
        {
            for (; e is not null; e = e.InnerException)
            {
                if (e is PostgresException postgres)
                {
                    return postgres.SqlState.StartsWith("57P", StringComparison.Ordinal)
                        || postgres.SqlState.StartsWith("53", StringComparison.Ordinal)
                        || postgres.SqlState.StartsWith("08", StringComparison.Ordinal);
                }

                if (e is NpgsqlException)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
