namespace Assemblies.Server.SignIn;

/// <summary>A browser in words, so that people know their devices: "Firefox on Windows".</summary>
internal static class Browsers
{
    // The order matters: many name another one too.
    private static readonly (string Mark, string Name)[] Names =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chromium/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string InWords(string? userAgent)
    {
        var text = userAgent ?? "";
        var (name, system) = (Known(Names, text), Known(Systems, text));
        return (name, system) switch
        {
            (null, null) => "an unknown browser",
            (not null, null) => name,
            (null, not null) => $"a browser on {system}",
            _ => $"{name} on {system}",
        };
    }

    public static string Of(HttpContext http) => InWords(http.Request.Headers.UserAgent.ToString());

    private static string? Known((string Mark, string Name)[] marks, string text) =>
        Array.Find(marks, known => text.Contains(known.Mark, StringComparison.Ordinal)).Name;
}
