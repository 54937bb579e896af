using System.Buffers.Text;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.SignIn;

/// <summary>Tells the browser that asked for a link from another one: a cookie that it gets on the sign-in page.</summary>
internal static class AskingBrowser
{
    private const string Cookie = "asked";

    /// <summary>Who asks, with the mark that this browser has already.</summary>
    public static Asker Of(HttpContext http) => new(Browsers.Of(http), Key(http), http.Connection.RemoteIpAddress?.ToString());

    /// <summary>The mark this browser has; null when it has none.</summary>
    public static string? Key(HttpContext http) => http.Request.Cookies[Cookie] is { Length: > 0 } key ? key : null;

    /// <summary>Who asks, after giving this browser a mark if it has none: that of its form, so that both halves of a double click give the same.</summary>
    /// <param name="http">The request.</param>
    /// <param name="settings">Whether cookies are for https alone.</param>
    /// <param name="form">The form's own key, which nobody else has.</param>
    public static Asker Mark(HttpContext http, Settings settings, string form)
    {
        if (Key(http) is { } known)
        {
            return Of(http) with { Key = known };
        }

        var key = Base64Url.EncodeToString(Secrets.Hash(form));
        http.Response.Cookies.Append(
            Cookie,
            key,
            new()
            {
                HttpOnly = true,
                Secure = SessionCookie.IsSecure(http, settings),
                SameSite = SameSiteMode.Lax,
                Path = "/sign-in",
                MaxAge = TimeSpan.FromDays(1),
                IsEssential = true,
            }
        );
        return Of(http) with { Key = key };
    }
}
