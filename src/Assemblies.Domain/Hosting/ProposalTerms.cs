using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>How much of the venue can be reached without a step.</summary>
public enum StepFreeAccess
{
    /// <summary>All of it.</summary>
    Everywhere,

    /// <summary>All but one side room.</summary>
    NotToOneSideRoom,

    /// <summary>The main room and the toilets; side rooms or the dinner not.</summary>
    MainRoomOnly,

    /// <summary>Not even the main room.</summary>
    None,
}

/// <summary>What people who hear little find in the main room.</summary>
public enum HearingSupport
{
    /// <summary>A hearing loop and live captions.</summary>
    Both,

    /// <summary>A hearing loop.</summary>
    LoopOnly,

    /// <summary>Live captions.</summary>
    CaptionsOnly,

    /// <summary>Neither.</summary>
    None,
}

/// <summary>Days on which a member could host.</summary>
/// <param name="OpenMeeting">The day of the open meeting.</param>
/// <param name="Days">The days of the general assembly, the first first.</param>
public sealed record DateOption(LocalDate OpenMeeting, IReadOnlyList<LocalDate> Days)
{
    /// <summary>The first of all its days.</summary>
    public LocalDate FirstDay() => Days.Append(OpenMeeting).Min();

    /// <summary>The last of all its days.</summary>
    public LocalDate LastDay() => Days.Append(OpenMeeting).Max();

    /// <summary>All days it takes, in order, each once.</summary>
    public IReadOnlyList<LocalDate> AllDays() => [.. Days.Append(OpenMeeting).Distinct().Order()];
}

/// <summary>What a proposal says, as one value. A draft may leave anything out; money is in whole euros.</summary>
public sealed record ProposalTerms
{
    /// <summary>Members that would host along with it.</summary>
    public IReadOnlyList<Id<Organisation>> CoHosts { get; init; } = [];

    /// <summary>The city's own name.</summary>
    public string? City { get; init; }

    /// <summary>The city in Latin script, where its own name is in another.</summary>
    public string? CityLatin { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    /// <summary>IANA zone of the venue.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The house.</summary>
    public string? Venue { get; init; }

    /// <summary>Street and number.</summary>
    public string? Address { get; init; }

    /// <summary>When it could be, the best first.</summary>
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

    /// <summary>What has to be added or mended before it can be submitted, by field; empty when nothing.</summary>
    /// <param name="call">What the call asks for.</param>
    public IReadOnlyDictionary<string, string[]> Missing(CallTerms call)
    {
        var wrong = new Dictionary<string, string[]>(StringComparer.Ordinal);
        void Needs(bool fits, string field, string message)
        {
            if (!fits)
            {
                wrong[field] = [message];
            }
        }

        Needs(!string.IsNullOrWhiteSpace(City), "city", "Name the city.");
        Needs(!string.IsNullOrWhiteSpace(Country), "country", "Name the country by its two letters, such as SI.");
        Needs(Latitude is not null, "latitude", "Give the degrees north, such as 46.06. A map shows them.");
        Needs(Longitude is not null, "longitude", "Give the degrees east, such as 14.51. A map shows them.");
        Needs(!string.IsNullOrWhiteSpace(TimeZone), "timeZone", "Name the time zone of the venue, such as Europe/Ljubljana.");
        Needs(!string.IsNullOrWhiteSpace(Venue), "venue", "Name the house, or the one you are talking to.");
        Needs(MainRoomSeats is not null, "mainRoomSeats", "Say how many seats at tables the main room has.");
        Needs(SideRooms is not null, "sideRooms", "Say how many side rooms there are; 0 for none.");
        Needs(StepFreeAccess is not null, "stepFreeAccess", "Say what can be reached without a step.");
        Needs(HearingSupport is not null, "hearingSupport", "Say whether there is a hearing loop, captions, both or neither.");
        Needs(CostToNetworkEur is not null, "costToNetworkEur", "Say what the network would pay, in euros; 0 for nothing.");
        Needs(HotelPerNightEur is not null, "hotelPerNightEur", "Say what a night near the venue costs, in euros.");
        Needs(DateOptions.Count > 0, "dateOptions", "Offer at least one date.");
        for (var i = 0; i < DateOptions.Count; i++)
        {
            if (WrongWith(DateOptions[i], call) is { } message)
            {
                wrong[$"dateOptions[{i}]"] = [message];
            }
        }

        return wrong;
    }

    private static string? WrongWith(DateOption dates, CallTerms call) =>
        dates.Days.Count is 0 ? "Name the days of the general assembly."
        : dates.Days.Zip(dates.Days.Skip(1)).Any(pair => pair.Second <= pair.First) ? "Name the days in their order, each once."
        : dates.OpenMeeting >= dates.Days[0] ? "The open meeting is held on a day before the general assembly."
        : dates.FirstDay() < call.PeriodFrom || dates.LastDay() > call.PeriodUntil
            ? $"The call asks for days from {Words.Date(call.PeriodFrom)} to {Words.Date(call.PeriodUntil)}."
        : null;
}
