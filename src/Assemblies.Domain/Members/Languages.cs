namespace Assemblies.Domain.Members;

/// <summary>A language that people of the network read.</summary>
/// <param name="Code">BCP 47.</param>
/// <param name="Name">Its name in itself.</param>
public sealed record Language(string Code, string Name);

/// <summary>The languages to choose from: the official ones of the Union and of neighbours in the network.</summary>
public static class Languages
{
    /// <summary>All of them, by code.</summary>
    public static readonly IReadOnlyList<Language> All =
    [
        new("bg", "български"),
        new("bs", "bosanski"),
        new("cs", "čeština"),
        new("da", "dansk"),
        new("de", "Deutsch"),
        new("el", "ελληνικά"),
        new("en", "English"),
        new("es", "español"),
        new("et", "eesti"),
        new("fi", "suomi"),
        new("fr", "français"),
        new("ga", "Gaeilge"),
        new("hr", "hrvatski"),
        new("hu", "magyar"),
        new("is", "íslenska"),
        new("it", "italiano"),
        new("lt", "lietuvių"),
        new("lv", "latviešu"),
        new("mk", "македонски"),
        new("mt", "Malti"),
        new("nb", "norsk"),
        new("nl", "Nederlands"),
        new("pl", "polski"),
        new("pt", "português"),
        new("ro", "română"),
        new("sk", "slovenčina"),
        new("sl", "slovenščina"),
        new("sq", "shqip"),
        new("sr", "српски"),
        new("sv", "svenska"),
        new("tr", "Türkçe"),
        new("uk", "українська"),
    ];

    private static readonly HashSet<string> Codes = [.. All.Select(language => language.Code)];

    /// <summary>Whether it is one of them.</summary>
    public static bool Knows(string? code) => code is not null && Codes.Contains(code);
}
