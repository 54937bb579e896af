using MediatR;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>The mailbox of development for programs: a list as JSON, each mail as it came and as its HTML.</summary>
public static class DevMail
{
    // A mail brings style of its own and must not run or load anything.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    /// <summary>Maps it; in Development only.</summary>
    public static void MapDevMail(this IEndpointRouteBuilder routes)
    {
        var mails = routes.MapGroup("/dev/mail").ExcludeFromDescription();
        mails.MapGet(
            "list.json",
            async (string? to, long? after, IMediator mediator, CancellationToken ct) =>
                TypedResults.Ok((await mediator.Send(new ListCaughtMail(to, after), ct)).Value)
        );
        mails.MapGet(
            "{number:long}.eml",
            async (long number, IMediator mediator, CancellationToken ct) =>
                await mediator.Send(new ShowCaughtMail(number), ct) is { Value: { } mail }
                    ? Results.Bytes(mail.Source, "message/rfc822", $"{number}.eml")
                    : Results.NotFound()
        );
        mails.MapGet(
            "{number:long}/html",
            async (long number, HttpContext context, IMediator mediator, CancellationToken ct) =>
            {
                if (await mediator.Send(new ShowCaughtMail(number), ct) is not { Value.Html: { } html })
                {
                    return Results.NotFound();
                }

                context.Response.Headers.ContentSecurityPolicy = Policy;
                return Results.Content(html, "text/html; charset=utf-8");
            }
        );
    }

    /// <summary>Outside Development nothing below <c>/dev</c> exists, pages included.</summary>
    public static IApplicationBuilder UseNoDevelopment(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (!context.Request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
        );
}
