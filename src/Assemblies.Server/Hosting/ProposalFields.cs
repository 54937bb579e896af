using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>What a proposal is drafted or changed with: the whole of it, each time. A draft may leave anything out; money is in whole euros.</summary>
public sealed record ProposalFields
{
    /// <summary>Codes of the members that would host along with it.</summary>
    public IReadOnlyList<string> CoHosts { get; init; } = [];

    /// <summary>The city's own name.</summary>
    public string? City { get; init; }

    /// <summary>The city in Latin script, where its own name is in another.</summary>
    public string? CityLatin { get; init; }

    /// <summary>ISO 3166-1 alpha-2; the member's own when left out.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>IANA zone of the venue; the member's own when left out.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The house.</summary>
    public string? Venue { get; init; }

    /// <summary>Street and number.</summary>
    public string? Address { get; init; }

    /// <summary>When it could be, the best first: up to three dates, each with one or two days of the general assembly.</summary>
    public IReadOnlyList<DateOption> DateOptions { get; init; } = [];

    /// <summary>Seats at tables in the main room.</summary>
    public int? MainRoomSeats { get; init; }

    /// <summary>Rooms for parallel sessions.</summary>
    public int? SideRooms { get; init; }

    /// <summary>What can be reached without a step.</summary>
    public StepFreeAccess? StepFreeAccess { get; init; }

    /// <summary>Hearing loop and captions.</summary>
    public HearingSupport? HearingSupport { get; init; }

    /// <summary>What the network would pay.</summary>
    public int? CostToNetworkEur { get; init; }

    /// <summary>A night near the venue.</summary>
    public int? HotelPerNightEur { get; init; }

    /// <summary>How people get there.</summary>
    public string? Travel { get; init; }

    /// <summary>Why this member, there, then.</summary>
    public string? Motivation { get; init; }

    /// <summary>How many dates a proposal offers at most.</summary>
    internal const int MostDates = 3;

    /// <summary>How many days a general assembly has at most.</summary>
    internal const int MostDays = 2;

    internal static readonly ProposalFields Example = new()
    {
        City = "Brno",
        Country = "CZ",
        Latitude = 49.2,
        Longitude = 16.61,
        TimeZone = "Europe/Prague",
        Venue = "Town hall",
        DateOptions = [new(new(2027, 10, 13), [new(2027, 10, 14), new(2027, 10, 15)])],
        MainRoomSeats = 140,
        SideRooms = 4,
        StepFreeAccess = Domain.Hosting.StepFreeAccess.Everywhere,
        HearingSupport = Domain.Hosting.HearingSupport.CaptionsOnly,
        CostToNetworkEur = 38_000,
        HotelPerNightEur = 95,
    };

    internal static ProposalFields Of(ProposalTerms terms, IReadOnlyDictionary<Id<Organisation>, MemberName> names) =>
        new()
        {
            CoHosts = [.. terms.CoHosts.Select(id => names[id].Code).Order(StringComparer.Ordinal)],
            City = terms.City,
            CityLatin = terms.CityLatin,
            Country = terms.Country,
            Latitude = terms.Latitude,
            Longitude = terms.Longitude,
            TimeZone = terms.TimeZone,
            Venue = terms.Venue,
            Address = terms.Address,
            DateOptions = terms.DateOptions,
            MainRoomSeats = terms.MainRoomSeats,
            SideRooms = terms.SideRooms,
            StepFreeAccess = terms.StepFreeAccess,
            HearingSupport = terms.HearingSupport,
            CostToNetworkEur = terms.CostToNetworkEur,
            HotelPerNightEur = terms.HotelPerNightEur,
            Travel = terms.Travel,
            Motivation = terms.Motivation,
        };

    /// <summary>As the domain takes it: codes become ids, and what was left out is the member's own.</summary>
    internal async Task<Result<ProposalTerms>> Terms(Organisation member, AssembliesDb db, CancellationToken ct)
    {
        var codes = CoHosts.Distinct(StringComparer.Ordinal).ToList();
        var coHosts = await db
            .Organisations.Where(o => codes.Contains(o.Code) && o.Kind == OrganisationKind.Member && o.Id != member.Id)
            .Select(o => o.Id)
            .ToListAsync(ct);
        return coHosts.Count != codes.Count
            ? HostingErrors.NotAMember.At("coHosts")
            : new ProposalTerms
            {
                CoHosts = coHosts,
                City = Words(City),
                CityLatin = Words(CityLatin),
                Country = Words(Country) ?? member.Country,
                Latitude = Latitude,
                Longitude = Longitude,
                TimeZone = Words(TimeZone) ?? member.TimeZone,
                Venue = Words(Venue),
                Address = Words(Address),
                DateOptions = DateOptions,
                MainRoomSeats = MainRoomSeats,
                SideRooms = SideRooms,
                StepFreeAccess = StepFreeAccess,
                HearingSupport = HearingSupport,
                CostToNetworkEur = CostToNetworkEur,
                HotelPerNightEur = HotelPerNightEur,
                Travel = Words(Travel),
                Motivation = Words(Motivation),
            };
    }

    /// <summary>Refuses what no draft may hold either.</summary>
    internal static void Check<T>(AbstractValidator<T> validator, Func<T, ProposalFields> of)
    {
        void Rule<TValue>(string field, Func<ProposalFields, TValue> value, Func<TValue, bool> fits, string message) =>
            validator.RuleFor(c => value(of(c))).Must(fits).OverridePropertyName(field).WithMessage(message);
        void Text(string field, Func<ProposalFields, string?> value, int most) =>
            Rule(field, value, text => text is null || text.Length <= most, $"This is more than {most} letters. Say it shorter.");
        void Amount(string field, Func<ProposalFields, int?> value, int most) =>
            Rule(
                field,
                value,
                number => number is null or >= 0 && !(number > most),
                string.Create(CultureInfo.InvariantCulture, $"Enter a number from 0 to {most:N0}.")
            );

        Text("city", f => f.City, 100);
        Text("cityLatin", f => f.CityLatin, 100);
        Text("venue", f => f.Venue, 200);
        Text("address", f => f.Address, 300);
        Text("travel", f => f.Travel, 4000);
        Text("motivation", f => f.Motivation, 4000);
        Amount("mainRoomSeats", f => f.MainRoomSeats, 100_000);
        Amount("sideRooms", f => f.SideRooms, 1000);
        Amount("costToNetworkEur", f => f.CostToNetworkEur, 100_000_000);
        Amount("hotelPerNightEur", f => f.HotelPerNightEur, 100_000);
        Rule(
            "country",
            f => f.Country,
            c => string.IsNullOrWhiteSpace(c) || (c.Length is 2 && c.All(char.IsAsciiLetterUpper)),
            "Name the country by its two letters, such as SI."
        );
        Rule("latitude", f => f.Latitude, d => d is null or (>= -90 and <= 90), "Degrees north lie between −90 and 90.");
        Rule("longitude", f => f.Longitude, d => d is null or (>= -180 and <= 180), "Degrees east lie between −180 and 180.");
        Rule(
            "timeZone",
            f => f.TimeZone,
            z => string.IsNullOrWhiteSpace(z) || DateTimeZoneProviders.Tzdb.GetZoneOrNull(z.Trim()) is not null,
            "No such time zone is known. Write it like Europe/Ljubljana."
        );
        Rule("coHosts", f => f.CoHosts, codes => codes.Count <= 10, "More than ten co-hosts are not taken.");
        Rule("dateOptions", f => f.DateOptions, o => o.Count <= MostDates, "More than three dates are not taken. Keep the best.");
        Rule("dateOptions", f => f.DateOptions, o => o.All(d => d.Days.Count <= MostDays), "A general assembly has two days at most.");
    }

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
