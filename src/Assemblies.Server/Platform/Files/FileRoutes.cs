using Microsoft.AspNetCore.Mvc;

namespace Assemblies.Server.Platform.Files;

internal static class FileRoutes
{
    /// <summary>Lets an operation take a file: more than a JSON body may hold, without a form token (the origin check guards it).</summary>
    public static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder route)
    {
        // Without a form the framework's own code reads one all the same, and breaks.
        route.Finally(endpoint =>
        {
            var read = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http =>
                http.Request.HasFormContentType
                    ? read(http)
                    : throw new BadHttpRequestException("A form is needed.", StatusCodes.Status415UnsupportedMediaType);
        });
        return route.DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(UploadedFile.Largest + 1024 * 1024));
    }
}
