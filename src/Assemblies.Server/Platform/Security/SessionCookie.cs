namespace Assemblies.Server.Platform.Security;

/// <summary>The cookie of a signed-in browser.</summary>
internal static class SessionCookie
{
    /// <summary>Its name over https; the prefix makes browsers refuse it from anywhere else.</summary>
    public const string Name = "__Host-session";

    /// <summary>Its name over plain http, where browsers refuse the prefix; nobody reads it where people come by https.</summary>
    public const string PlainName = "session";

    private static readonly TimeSpan Longest = Readers.Longest.ToTimeSpan();

    /// <summary>Whether people reach the service over https; a proxy before it may speak http to it.</summary>
    public static bool IsSecure(HttpContext http, Settings settings) =>
        http.Request.IsHttps || settings.SiteUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The secret in it; null when there is none.</summary>
    public static string? Read(HttpContext http, Settings settings) =>
        http.Request.Cookies[NameFor(IsSecure(http, settings))] is { Length: > 0 } secret ? secret : null;

    /// <summary>Hands it to the browser. Over https its name's prefix ties it to this host, this path and TLS.</summary>
    public static void Set(HttpContext http, Settings settings, string secret)
    {
        var secure = IsSecure(http, settings);
        http.Response.Cookies.Append(NameFor(secure), secret, Options(secure, Longest));
    }

    /// <summary>Takes it away.</summary>
    public static void Clear(HttpContext http, Settings settings)
    {
        var secure = IsSecure(http, settings);
        http.Response.Cookies.Delete(NameFor(secure), Options(secure, null));
    }

    private static string NameFor(bool secure) => secure ? Name : PlainName;

    private static CookieOptions Options(bool secure, TimeSpan? age) =>
        new()
        {
            HttpOnly = true,
            Secure = secure,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = age,
            IsEssential = true,
        };
}
