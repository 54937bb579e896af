using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Assemblies.Server.Platform.Security;
using Microsoft.Extensions.Primitives;

namespace Assemblies.Server.Platform.Http;

/// <summary>Answers that are the same for everybody without an account: kept as bytes with an ETag, so that most readers cost no query.</summary>
/// <remarks>
/// An entry is made anew when this replica has changed something it shows (<see cref="Forget"/>), and after a second in any case, since another
/// replica may have. Only whole addresses without a query are kept; whoever is signed in passes by.
/// </remarks>
public sealed class PublicCache
{
    private const int Most = 1_000;
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private long generation;

    /// <summary>Something that the public sees has changed.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref generation);
        entries.Clear();
    }

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

        return entries.TryGetValue(request.Path, out var kept) && Stopwatch.GetElapsedTime(kept.At) < Trusted
            ? Answer(context, kept)
            : Make(context, make);
    }

    private async Task Make(HttpContext context, RequestDelegate make)
    {
        var (began, response, body) = (Interlocked.Read(ref generation), context.Response, context.Response.Body);
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
        if (response.StatusCode is not StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
        {
            await body.WriteAsync(bytes);
            return;
        }

        var entry = new Entry(
            bytes,
            response.ContentType,
            $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"",
            Stopwatch.GetTimestamp()
        );

        // What was made from what has changed meanwhile is shown once and not kept.
        if (began == Interlocked.Read(ref generation))
        {
            if (entries.Count >= Most)
            {
                entries.Clear();
            }

            entries[context.Request.Path] = entry;
        }

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

    private sealed record Entry(byte[] Body, string? ContentType, string ETag, long At);
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
