using System.Net.Mime;
using Assemblies.Domain;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.Http.Features;
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
            await Render(context, known ?? RequestErrors.Fault);
            return;
        }

        if (Unsaid(context) is { } error)
        {
            await Render(context, error);
        }
    }

    /// <summary>What an answer without words means; null when it has some.</summary>
    private static Error? Unsaid(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400 and var status, ContentLength: null or 0 } response
        // Plain text without a text: so the framework answers whoever sends what no form of a page would.
        && response.ContentType is null or MediaTypeNames.Text.Plain
            ? Problems.Of(status, context.Request)
            : null;

    private static async Task Render(HttpContext context, Error error)
    {
        var response = context.Response;
        response.Fails(error);
        response.Headers.CacheControl = "no-store";
        response.ContentType = null;
        response.ContentLength = null;
        response.Headers.Remove(Enhanced);

        // The page that is shown instead of another has that one's status no longer, nor its form, which perhaps could not be read.
        context.Features.Set<LaterStatus>(null);
        context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));

        // A scope of its own: a page that broke has used up the first one's renderer.
        var services = context.RequestServices;
        await using var scope = services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<App>(new { Trouble = error }) { StatusCode = response.StatusCode }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }
}
