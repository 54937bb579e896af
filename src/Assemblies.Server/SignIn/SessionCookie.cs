using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.SignIn;

/// <summary>The cookie of a signed-in browser.</summary>
internal static class SessionCookie
{
    private static readonly TimeSpan Longest = Readers.Longest.ToTimeSpan();

    /// <summary>Whether people reach the service over https; a proxy before it may speak http to it.</summary>
    public static bool IsSecure(HttpContext http, Settings settings) =>
        http.Request.IsHttps || settings.SiteUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

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

    private static string NameFor(bool secure) => secure ? SecuritySetup.Cookie : SecuritySetup.PlainCookie;

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
