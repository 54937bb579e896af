using Assemblies.Domain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Assemblies.Server.Platform.Http;

/// <summary>A page of a list: read on from <see cref="Next"/>.</summary>
/// <param name="Items">At most <c>limit</c>.</param>
/// <param name="Next">What to send as <c>after</c> for those that follow; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Cursor paging: <c>?after=&amp;limit=</c>.</summary>
public static class Paging
{
    /// <summary>The most a page holds.</summary>
    public const int Most = 100;

    /// <summary>What a page holds unless the reader says otherwise.</summary>
    public const int Usual = 50;

    /// <summary>The number asked for, between 1 and <see cref="Most"/>.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? Usual, 1, Most);

    /// <summary>Cuts a list that was read one longer than the limit.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> oneMore, int limit, Func<T, string> cursor) =>
        oneMore.Count > limit ? new([.. oneMore.Take(limit)], cursor(oneMore[limit - 1])) : new(oneMore, null);

    /// <summary>200 with the page and a <c>Link</c> to the next one, or the refusal.</summary>
    public static async Task<Results<Ok<Page<T>>, ProblemHttpResult>> ToHttp<T>(this Task<Result<Page<T>>> outcome, HttpContext context)
    {
        var result = await outcome;
        if (result.Error is { } error)
        {
            return error.ToProblem();
        }

        context.LinkTo(result.Value!.Next);
        return TypedResults.Ok(result.Value);
    }

    /// <summary>The same for a list that says more than its items.</summary>
    public static async Task<Results<Ok<T>, ProblemHttpResult>> ToHttp<T>(
        this Task<Result<T>> outcome,
        HttpContext context,
        Func<T, string?> next
    )
    {
        if ((await outcome).Value is { } page)
        {
            context.LinkTo(next(page));
        }

        return await outcome.ToHttp();
    }

    /// <summary>Leads to the next page, where there is one.</summary>
    internal static void LinkTo(this HttpContext context, string? next)
    {
        if (next is null)
        {
            return;
        }

        var query = context
            .Request.Query.Where(pair => pair.Key is not "after")
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"after={Uri.EscapeDataString(next)}");
        context.Response.Headers.Link = $"<{context.Request.Path}?{string.Join('&', query)}>; rel=\"next\"";
    }
}
