using Assemblies.Server.Platform.Database;

namespace Assemblies.Server.Platform.Http;

/// <summary>Whether the service lives, and whether it can serve.</summary>
public static class Health
{
    /// <summary>Maps <c>/health/live</c> (the process answers) and <c>/health/ready</c> (its database does too).</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("alive")).ExcludeFromDescription();
        routes
            .MapGet(
                "/health/ready",
                async (AssembliesDb db, CancellationToken ct) =>
                    await db.Database.CanConnectAsync(ct)
                        ? Results.Text("ready")
                        : Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable)
            )
            .ExcludeFromDescription();
    }
}
