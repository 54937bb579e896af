using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>A whole network in one JSON file: its organisations with their representatives, and who keeps its secretariat.</summary>
/// <param name="Organisations">All of them; a country may have several.</param>
/// <param name="Network">The network's name; not kept, it is a setting.</param>
/// <param name="Secretariat">The code of the organisation whose people keep the secretariat.</param>
/// <param name="SecretariatStaff">The addresses of those people.</param>
public sealed record NetworkFile(
    IReadOnlyList<ListedOrganisation> Organisations,
    string? Network = null,
    string? Secretariat = null,
    IReadOnlyList<string>? SecretariatStaff = null
);

/// <summary>An organisation as a file lists it. What is not there stays as it is known, or has its usual value.</summary>
/// <param name="Code">Short and unique; what it is found by.</param>
/// <param name="Kind">What it is to the network.</param>
/// <param name="Name">Its own name.</param>
/// <param name="NameLatin">Its name in Latin script.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="City">The city's own name.</param>
/// <param name="CityLatin">The city in Latin script.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="TimeZone">IANA zone id.</param>
/// <param name="JoinedOn">Since when it belongs to the network.</param>
/// <param name="FeePaidUntil">The last day its fee covers.</param>
/// <param name="Weight">Its weight; that of a new one is 1 unless said.</param>
/// <param name="Representatives">Its people.</param>
public sealed record ListedOrganisation(
    string Code,
    OrganisationKind Kind,
    string Name,
    string? NameLatin = null,
    string? Country = null,
    string? City = null,
    string? CityLatin = null,
    double? Latitude = null,
    double? Longitude = null,
    string? TimeZone = null,
    LocalDate? JoinedOn = null,
    LocalDate? FeePaidUntil = null,
    int? Weight = null,
    IReadOnlyList<ListedRepresentative>? Representatives = null
)
{
    internal OrganisationFacts Facts() =>
        new(Kind, Name, NameLatin, new(Country, City, CityLatin, Latitude, Longitude, TimeZone), JoinedOn, FeePaidUntil, Weight ?? 1);
}

/// <summary>A representative as a file lists them.</summary>
/// <param name="Name">Their own name.</param>
/// <param name="Email">Where mail reaches them; what they are found by.</param>
/// <param name="Role">As what they represent the organisation.</param>
/// <param name="NameLatin">Their name in Latin script.</param>
/// <param name="Language">BCP 47; <c>en</c> unless said.</param>
/// <param name="TimeZone">IANA zone id; the organisation's unless said.</param>
/// <param name="From">The first day; the day of the import unless said.</param>
/// <param name="Until">The last day; open unless said.</param>
public sealed record ListedRepresentative(
    string Name,
    string Email,
    MandateRole Role,
    string? NameLatin = null,
    string? Language = null,
    string? TimeZone = null,
    LocalDate? From = null,
    LocalDate? Until = null
);
