using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Http;

/// <summary>Refuses an unsafe request that a browser sends on behalf of another site.</summary>
/// <remarks>
/// A browser names its origin by itself: <c>Sec-Fetch-Site</c> (over https and on localhost), else <c>Origin</c>. A program without cookies names
/// none and passes; with a cookie and without a name it is refused. Whoever has neither has no rights a stranger could borrow.
/// </remarks>
public sealed class OriginCheck(RequestDelegate next, Settings settings)
{
    private readonly string? own = settings.HasSiteUrl ? new Uri(settings.SiteUrl).GetLeftPart(UriPartial.Authority) : null;

    /// <summary>Passes the request on, or answers 403.</summary>
    public Task Invoke(HttpContext context) =>
        IsSafe(context.Request.Method) || IsOurs(context.Request)
            ? next(context)
            : RequestErrors.OtherSite.ToProblem().ExecuteAsync(context);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private bool IsOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site is "same-origin"
        : request.Headers.Origin.ToString() is { Length: > 0 } origin
            ? string.Equals(origin, own ?? $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        : request.Headers.Cookie.Count is 0;
}
