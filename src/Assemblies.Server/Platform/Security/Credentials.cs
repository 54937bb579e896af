using Assemblies.Domain;
using Assemblies.Domain.Members;

namespace Assemblies.Server.Platform.Security;

/// <summary>Marks an operation that finds out by itself who asks, within the one statement that does what is asked.</summary>
internal sealed class FindsReaderItself;

/// <summary>What the request in hand was sent with, for whoever looks it up itself.</summary>
internal sealed class Credentials(IHttpContextAccessor http, Settings settings, Readers readers, ScopedReader scope)
{
    /// <summary>The hash of the cookie's or the token's secret, as the database keeps it; null when the request has neither.</summary>
    public byte[]? Hash => Secret is { } secret ? Secrets.Hash(secret) : null;

    /// <summary>Who it is where no request brought anything: whom the scope names. Null for nobody.</summary>
    public Id<Person>? Person => Secret is null ? scope.Reader?.Person : null;

    /// <summary>Who it is, with the rights of this moment; the public for what opens nothing.</summary>
    public async Task<Reader> Reader(CancellationToken ct) =>
        (
            Token is { } token ? await readers.ByToken(token, ct)
            : Cookie is { } cookie ? await readers.ByCookie(cookie, ct)
            : scope.Reader
        ) ?? Security.Reader.Public;

    private string? Secret => Token ?? Cookie;

    private string? Token =>
        http.HttpContext?.Request.Headers.Authorization.ToString() is { } sent
        && sent.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? sent["Bearer ".Length..].Trim()
            : null;

    private string? Cookie => http.HttpContext is { } context ? SessionCookie.Read(context, settings) : null;
}
