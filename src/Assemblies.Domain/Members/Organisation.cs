using NodaTime;

namespace Assemblies.Domain.Members;

/// <summary>What an organisation is to the network.</summary>
public enum OrganisationKind
{
    /// <summary>A national or regional platform with a vote.</summary>
    Member,

    /// <summary>Has asked to become a member.</summary>
    Applicant,

    /// <summary>Works with the network, without a vote.</summary>
    AssociatedPartner,

    /// <summary>A service of the European Commission.</summary>
    Commission,
}

/// <summary>Where an organisation sits.</summary>
/// <param name="Country">ISO 3166-1 alpha-2 (<c>GR</c>, not <c>EL</c>); null where it is of no country.</param>
/// <param name="City">The city's own name.</param>
/// <param name="CityLatin">The city in Latin script, where its own name is in another.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="TimeZone">IANA zone id; that of its people unless they say otherwise.</param>
public sealed record Seat(string? Country, string? City, string? CityLatin, double? Latitude, double? Longitude, string? TimeZone);

/// <summary>What the secretariat knows of an organisation, as one value: two imports of the same facts change nothing.</summary>
/// <param name="Kind">What it is to the network.</param>
/// <param name="Name">Its own name.</param>
/// <param name="NameLatin">Its name in Latin script, where its own is in another.</param>
/// <param name="Seat">Where it sits.</param>
/// <param name="JoinedOn">Since when it belongs to the network.</param>
/// <param name="FeePaidUntil">The last day its fee covers.</param>
/// <param name="Weight">Its weight where votes are weighted; at least 1.</param>
public sealed record OrganisationFacts(
    OrganisationKind Kind,
    string Name,
    string? NameLatin,
    Seat Seat,
    LocalDate? JoinedOn,
    LocalDate? FeePaidUntil,
    int Weight
)
{
    /// <summary>The same without blanks around texts, and with nothing where a text is empty.</summary>
    public OrganisationFacts Tidy() =>
        this with
        {
            Name = Name.Trim(),
            NameLatin = Text(NameLatin),
            Seat = Seat with
            {
                Country = Text(Seat.Country),
                City = Text(Seat.City),
                CityLatin = Text(Seat.CityLatin),
                TimeZone = Text(Seat.TimeZone),
            },
        };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A member, an applicant, a partner or a service of the Commission. A country may have several.</summary>
public sealed class Organisation : Entity<Organisation>
{
    private Organisation() { }

    /// <summary>Adds one to the roll.</summary>
    /// <param name="code">Short and unique, such as <c>SI</c> or <c>dg-eac</c>; never changes.</param>
    /// <param name="facts">What is known of it.</param>
    public Organisation(string code, OrganisationFacts facts)
    {
        Code = code;
        Take(facts.Tidy());
    }

    /// <summary>Short and unique, such as <c>SI</c> or <c>dg-eac</c>.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What it is to the network.</summary>
    public OrganisationKind Kind { get; private set; }

    /// <summary>Its own name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its name in Latin script, where its own is in another.</summary>
    public string? NameLatin { get; private set; }

    /// <summary>ISO 3166-1 alpha-2; null where it is of no country.</summary>
    public string? Country { get; private set; }

    /// <summary>The city's own name.</summary>
    public string? City { get; private set; }

    /// <summary>The city in Latin script, where its own name is in another.</summary>
    public string? CityLatin { get; private set; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; private set; }

    /// <summary>IANA zone id.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>Since when it belongs to the network.</summary>
    public LocalDate? JoinedOn { get; private set; }

    /// <summary>The last day its fee covers; a member whose fee is due on the record date has seat and voice but no vote.</summary>
    public LocalDate? FeePaidUntil { get; private set; }

    /// <summary>Its weight where votes are weighted.</summary>
    public int Weight { get; private set; } = 1;

    /// <summary>Raised by each change; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>All of it that may change, as one value.</summary>
    public OrganisationFacts Facts =>
        new(Kind, Name, NameLatin, new(Country, City, CityLatin, Latitude, Longitude, TimeZone), JoinedOn, FeePaidUntil, Weight);

    /// <summary>Takes new facts. False when they are the ones it had: then nothing changes, not even the version.</summary>
    public bool Change(OrganisationFacts facts)
    {
        var tidy = facts.Tidy();
        if (tidy == Facts)
        {
            return false;
        }

        Take(tidy);
        Version++;
        return true;
    }

    private void Take(OrganisationFacts facts)
    {
        (Kind, Name, NameLatin, Weight) = (facts.Kind, facts.Name, facts.NameLatin, facts.Weight);
        (JoinedOn, FeePaidUntil) = (facts.JoinedOn, facts.FeePaidUntil);
        (Country, City, CityLatin) = (facts.Seat.Country, facts.Seat.City, facts.Seat.CityLatin);
        (Latitude, Longitude, TimeZone) = (facts.Seat.Latitude, facts.Seat.Longitude, facts.Seat.TimeZone);
    }
}
