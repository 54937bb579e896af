using Assemblies.Server.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Assemblies.Server.Platform.Look;

/// <summary>Renders a page where an answer would have none: the address is unknown, or something broke on the way.</summary>
/// <remarks>It renders in place. Running the request again on another address would find the endpoint already chosen, and a body already read.</remarks>
internal sealed class ProblemPages(RequestDelegate next, ILogger<ProblemPages> logger)
{
    // Set by the rendering, which must not find it there already.
    private const string Enhanced = "blazor-enhanced-nav";

    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var known = HttpSetup.Known(e);
            logger.Log(known is null ? LogLevel.Error : LogLevel.Warning, e, "A page broke: {Trace}", context.TraceIdentifier);
            context.Response.StatusCode = known is null ? StatusCodes.Status500InternalServerError : Problems.StatusOf(known.Kind);
            context.Response.ContentType = null;
            context.Response.ContentLength = null;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 } response)
        {
            await Render(context, response);
        }
    }

    private static async Task Render(HttpContext context, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.ContentLength = null;
        response.Headers.Remove(Enhanced);

        // A scope of its own: a page that broke has used up the first one's renderer.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<App>(new { Trouble = (int?)response.StatusCode })
            {
                StatusCode = response.StatusCode,
            }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }
}
