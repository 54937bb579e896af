namespace Assemblies.Domain.Meetings;

/// <summary>Where an assembly is held.</summary>
/// <param name="Venue">The house; null while it is not known.</param>
/// <param name="Address">Street and number.</param>
/// <param name="City">The city's own name.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="TimeZone">IANA zone id: the zone of all its times.</param>
/// <param name="CityLatin">The city in Latin script, where its own name is in another.</param>
public sealed record Place(
    string? Venue,
    string? Address,
    string City,
    string? Country,
    double Latitude,
    double Longitude,
    string TimeZone,
    string? CityLatin = null
)
{
    /// <summary>The city as everybody can read it: "Ljubljana", "Пловдив (Plovdiv)".</summary>
    public string CityInWords() => CityLatin is null ? City : $"{City} ({CityLatin})";
}
