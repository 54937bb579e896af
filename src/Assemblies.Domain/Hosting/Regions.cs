namespace Assemblies.Domain.Hosting;

/// <summary>Which part of Europe a country belongs to, for the balance of hosts: where the editable table begins.</summary>
/// <remarks>A convention to keep hosts spread, not a statement about a country. Codes are ISO 3166 (GR, GB).</remarks>
public static class Regions
{
    /// <summary>The Baltic and Nordic countries.</summary>
    public const string North = "North";

    /// <summary>From Ireland to the Alps and the Rhine.</summary>
    public const string West = "West";

    /// <summary>From the Oder to the Black Sea.</summary>
    public const string Centre = "Centre and South-East";

    /// <summary>The Mediterranean.</summary>
    public const string South = "South";

    /// <summary>The default regions, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Names { get; } = [North, West, Centre, South];

    /// <summary>The default region of each country.</summary>
    public static IReadOnlyDictionary<string, string> Default { get; } =
        new (string Region, string Countries)[]
        {
            (North, "DK EE FI IS LT LV NO SE"),
            (West, "BE CH DE FR GB IE LI LU MC NL"),
            (Centre, "AL AT BA BG CZ HR HU MD ME MK PL RO RS SI SK UA XK"),
            (South, "AD CY ES GR IT MT PT SM TR"),
        }
            .SelectMany(row => row.Countries.Split(' '), (row, country) => (row.Region, Country: country))
            .ToDictionary(pair => pair.Country, pair => pair.Region, StringComparer.Ordinal);
}
