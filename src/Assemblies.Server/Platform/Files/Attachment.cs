using Assemblies.Server.Platform.Security;
using Microsoft.Net.Http.Headers;

namespace Assemblies.Server.Platform.Files;

/// <summary>A file handed out to be kept, never to be shown in place: nothing in it may act in our name.</summary>
/// <param name="name">Its name.</param>
/// <param name="contentType">Its media type.</param>
/// <param name="content">Its bytes.</param>
/// <param name="hash">SHA-256 of these, hexadecimal: its ETag.</param>
internal sealed class Attachment(string name, string contentType, byte[] content, string hash) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        var headers = httpContext.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        if (httpContext.Features.Get<Reader>() is not { IsSignedIn: true })
        {
            // What a reader fetched who is signed in stays "no-store", as all their answers.
            headers.CacheControl = "private, no-cache";
        }

        return TypedResults.Bytes(content, contentType, entityTag: new EntityTagHeaderValue($"\"{hash}\"")).ExecuteAsync(httpContext);
    }
}
