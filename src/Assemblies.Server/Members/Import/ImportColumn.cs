namespace Assemblies.Server.Members.Import;

/// <summary>What a column of a list can be. A list without a column leaves what it stands for as it is.</summary>
public enum ImportColumn
{
    /// <summary>The organisation's code; what it is found by.</summary>
    Code,

    /// <summary>What it is to the network.</summary>
    Kind,

    /// <summary>Its own name.</summary>
    Name,

    /// <summary>Its name in Latin script.</summary>
    NameLatin,

    /// <summary>Its country's two letters.</summary>
    Country,

    /// <summary>Its city's own name.</summary>
    City,

    /// <summary>The city in Latin script.</summary>
    CityLatin,

    /// <summary>Degrees north.</summary>
    Latitude,

    /// <summary>Degrees east.</summary>
    Longitude,

    /// <summary>Its time zone.</summary>
    TimeZone,

    /// <summary>Since when it belongs to the network.</summary>
    JoinedOn,

    /// <summary>The last day its fee covers.</summary>
    FeePaidUntil,

    /// <summary>Its weight.</summary>
    Weight,

    /// <summary>A representative's own name.</summary>
    Person,

    /// <summary>The representative's name in Latin script.</summary>
    PersonLatin,

    /// <summary>The representative's address; what they are found by.</summary>
    Email,

    /// <summary>As what they represent it.</summary>
    Role,

    /// <summary>The language they read.</summary>
    Language,

    /// <summary>The zone they live in; the organisation's unless said.</summary>
    PersonTimeZone,

    /// <summary>The first day of the mandate.</summary>
    From,

    /// <summary>The last day of the mandate.</summary>
    Until,
}

/// <summary>How lists name their columns.</summary>
internal static class ImportColumns
{
    private static readonly Dictionary<string, ImportColumn> Known = Names();

    /// <summary>The heading that an export gives.</summary>
    public static string Heading(this ImportColumn column) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(column.ToString());

    /// <summary>The column that a heading most likely means; null when none.</summary>
    public static ImportColumn? Guess(string heading) => Known.TryGetValue(Plain(heading), out var column) ? column : null;

    private static string Plain(string text) => string.Concat(ListOrganisations.Fold(text).Where(char.IsLetterOrDigit));

    private static Dictionary<string, ImportColumn> Names()
    {
        var names = Enum.GetValues<ImportColumn>()
            .ToDictionary(column => Plain(column.ToString()), column => column, StringComparer.Ordinal);
        foreach (
            var (column, also) in new (ImportColumn, string[])[]
            {
                (ImportColumn.Code, ["organisation code", "short name", "abbreviation", "kürzel"]),
                (ImportColumn.Kind, ["type", "status", "category"]),
                (ImportColumn.Name, ["organisation", "organization", "organisation name", "platform", "member"]),
                (ImportColumn.NameLatin, ["latin name", "organisation latin", "name in latin script"]),
                (ImportColumn.Country, ["country code", "land"]),
                (ImportColumn.City, ["town", "seat", "ville", "stadt"]),
                (ImportColumn.CityLatin, ["latin city", "city in latin script"]),
                (ImportColumn.Latitude, ["lat"]),
                (ImportColumn.Longitude, ["lon", "lng", "long"]),
                (ImportColumn.TimeZone, ["zone", "organisation time zone"]),
                (ImportColumn.JoinedOn, ["joined", "member since"]),
                (ImportColumn.FeePaidUntil, ["fee", "fee paid", "paid until"]),
                (ImportColumn.Weight, ["votes"]),
                (ImportColumn.Person, ["representative", "contact", "contact person", "full name", "delegate"]),
                (ImportColumn.PersonLatin, ["representative latin", "person in latin script"]),
                (ImportColumn.Email, ["e-mail", "mail", "address", "e-mail address"]),
                (ImportColumn.Role, ["function", "position"]),
                (ImportColumn.Language, ["lang"]),
                (ImportColumn.From, ["mandate from", "start"]),
                (ImportColumn.Until, ["mandate until", "end"]),
            }
        )
        {
            foreach (var name in also)
            {
                names.TryAdd(Plain(name), column);
            }
        }

        return names;
    }
}
