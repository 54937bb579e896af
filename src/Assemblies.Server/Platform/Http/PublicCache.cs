using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.Extensions.Primitives;

namespace Assemblies.Server.Platform.Http;

/// <summary>Answers that are the same for everybody without an account: kept as bytes with an ETag, so that most readers cost no query.</summary>
/// <remarks>
/// An entry holds until this replica commits anything, and for a second at most, since another replica may have. Only whole addresses without a
/// query are kept, and of them what was found: refusals are made anew each time. Whoever is signed in passes by.
/// </remarks>
public sealed class PublicCache(Commits commits)
{
    private const int Most = 1_000;
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Answers from what is kept, or makes the answer and keeps it.</summary>
    internal Task Serve(HttpContext context, RequestDelegate make)
    {
        var request = context.Request;
        if (
            !HttpMethods.IsGet(request.Method)
            || request.QueryString.HasValue
            || context.Features.Get<Reader>() is { IsSignedIn: true }
            || request.Headers.Authorization.Count > 0
        )
        {
            return make(context);
        }

        return
            entries.TryGetValue(request.Path, out var kept) && kept.Commit == commits.Number && Stopwatch.GetElapsedTime(kept.At) < Trusted
            ? Answer(context, kept)
            : Make(context, make);
    }

    private async Task Make(HttpContext context, RequestDelegate make)
    {
        // The number is read before the page: what is committed while it is made makes it old at once.
        var (commit, response, body) = (commits.Number, context.Response, context.Response.Body);
        using var taken = new MemoryStream();
        response.Body = taken;
        try
        {
            await make(context);
        }
        finally
        {
            response.Body = body;
        }

        var bytes = taken.ToArray();
        if (
            response.StatusCode is not StatusCodes.Status200OK
            || context.Features.Get<LaterStatus>() is not null
            || response.Headers.SetCookie.Count > 0
        )
        {
            await body.WriteAsync(bytes);
            return;
        }

        var entry = new Entry(
            bytes,
            response.ContentType,
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"",
            commit,
            Stopwatch.GetTimestamp()
        );
        if (entries.Count >= Most)
        {
            entries.Clear();
        }

        entries[context.Request.Path] = entry;
        await Answer(context, entry);
    }

    private static Task Answer(HttpContext context, Entry entry)
    {
        var (request, response) = (context.Request, context.Response);
        (response.Headers.ETag, response.Headers.CacheControl) = (entry.ETag, "public, no-cache");
        if (Matches(request.Headers.IfNoneMatch, entry.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.Remove("Content-Type");
            return Task.CompletedTask;
        }

        (response.ContentType, response.ContentLength) = (entry.ContentType, entry.Body.Length);
        return response.Body.WriteAsync(entry.Body).AsTask();
    }

    private static bool Matches(StringValues asked, string tag) =>
        asked.Count > 0 && asked.ToString() is var text && (text is "*" || text.Contains(tag, StringComparison.Ordinal));

    private sealed record Entry(byte[] Body, string? ContentType, string ETag, long Commit, long At);
}

/// <summary>Marks a page whose answers to the public are kept; set on the component.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CachedForPublicAttribute : Attribute;

/// <summary>Marks operations whose answers to the public are kept.</summary>
public static class PublicCaching
{
    /// <summary>Keeps the answers of an operation.</summary>
    public static RouteHandlerBuilder CachedForPublic(this RouteHandlerBuilder route)
    {
        route.Finally(Wrap);
        return route;
    }

    /// <summary>Keeps the answers of those pages that are marked so.</summary>
    public static TBuilder CachedForPublic<TBuilder>(this TBuilder pages)
        where TBuilder : IEndpointConventionBuilder
    {
        pages.Finally(page =>
        {
            if (page.Metadata.OfType<CachedForPublicAttribute>().Any())
            {
                Wrap(page);
            }
        });
        return pages;
    }

    private static void Wrap(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } make)
        {
            // Looked up once: asking each request would open its scope of services, for an answer that lies ready.
            PublicCache? cache = null;
            endpoint.RequestDelegate = context =>
                (cache ??= context.RequestServices.GetRequiredService<PublicCache>()).Serve(context, make);
        }
    }
}
