using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;
using Microsoft.Net.Http.Headers;

namespace Assemblies.Server.Invitations;

/// <summary>
/// Feeds as bytes with their ETag: kept until this process commits anything, or for a second, since another process may have. A reader who has
/// them already costs no look at the database.
/// </summary>
internal sealed class Feeds(Commits commits)
{
    private const long Fresh = 1000;
    private const int Most = 5000;

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <summary>The feed, or 304 when the reader has it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">Tells feeds apart; a hash where a secret does.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="write">Writes it anew.</param>
    public async Task Answer(HttpContext context, string key, string name, Func<Task<Result<string>>> write)
    {
        if (!kept.TryGetValue(key, out var feed) || feed.Commit != commits.Number || Environment.TickCount64 > feed.Until)
        {
            // The number is read before the database: what is committed meanwhile makes it old at once.
            var commit = commits.Number;
            var written = await write();
            if (written.Error is { } error)
            {
                kept.TryRemove(key, out _);
                await Platform.Http.Problems.ToProblem(error).ExecuteAsync(context);
                return;
            }

            if (kept.Count > Most)
            {
                kept.Clear();
            }

            var bytes = Encoding.UTF8.GetBytes(written.Value!);
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
            kept[key] = feed = new(bytes, tag, commit, Environment.TickCount64 + Fresh);
        }

        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = feed.Tag;
        response.Headers.CacheControl = "private, no-cache";
        if (request.Headers.IfNoneMatch.ToString() is { Length: > 0 } has && Has(has, feed.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/calendar; charset=utf-8";
        response.Headers.ContentDisposition = $"inline; filename=\"{name}.ics\"";
        response.ContentLength = feed.Bytes.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(feed.Bytes, context.RequestAborted);
        }
    }

    private static bool Has(string ifNoneMatch, string tag) =>
        string.Equals(ifNoneMatch, tag, StringComparison.Ordinal)
        || (EntityTagHeaderValue.TryParseList([ifNoneMatch], out var tags) && tags.Any(one => one.Tag == tag || one.Tag == "*"));

    private sealed record Kept(byte[] Bytes, string Tag, long Commit, long Until);
}
