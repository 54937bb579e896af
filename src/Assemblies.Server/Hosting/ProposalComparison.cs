using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>By what the proposals are ordered.</summary>
public enum ComparisonOrder
{
    /// <summary>The shortest journeys first.</summary>
    Distance,

    /// <summary>The lowest cost to the network first.</summary>
    Cost,

    /// <summary>Who never hosted first, then who hosted longest ago.</summary>
    LastHosted,

    /// <summary>In the order of submitting.</summary>
    Submitted,
}

/// <summary>The submitted proposals of a call side by side.</summary>
/// <param name="Edition">The edition wanted.</param>
/// <param name="State">Where the call stands.</param>
/// <param name="OpensOn">The first day for proposals.</param>
/// <param name="LastDay">The last day for proposals; that on which it was closed early, when it was.</param>
/// <param name="DecidedBy">Who chooses.</param>
/// <param name="ExpectedOnSite">How many people are expected in the room.</param>
/// <param name="Members">How many members' journeys are counted: those whose city is known.</param>
/// <param name="Proposals">One each, in the order asked for.</param>
/// <param name="Hosted">The last eight assemblies, the latest first.</param>
/// <param name="Regions">How often each region hosted, among those.</param>
/// <param name="Balance">The same as a sentence.</param>
public sealed record ProposalComparison(
    string Edition,
    CallState State,
    LocalDate OpensOn,
    LocalDate LastDay,
    DecidedBy DecidedBy,
    int ExpectedOnSite,
    int Members,
    IReadOnlyList<ComparedProposal> Proposals,
    IReadOnlyList<PastHost> Hosted,
    IReadOnlyList<RegionCount> Regions,
    string Balance
);

/// <summary>A proposal as it is compared. Kilometres are great-circle, one way, rounded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the call.</param>
/// <param name="By">Whose it is.</param>
/// <param name="CoHosts">Who hosts along with it.</param>
/// <param name="City">The city.</param>
/// <param name="CityLatin">The city in Latin script, where its own name is in another.</param>
/// <param name="Region">The region it counts to; null when none is given for the country.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Dates">When it could be, with what lies on those days.</param>
/// <param name="Kilometres">The members' journeys.</param>
/// <param name="LastHosted">When the member hosted last, in words.</param>
/// <param name="LastHostedOn">The first day of that; null when it never did.</param>
/// <param name="MainRoomSeats">Seats at tables.</param>
/// <param name="SeatsMissing">How many of those expected would not sit; 0 when all do.</param>
/// <param name="SideRooms">Rooms for parallel sessions.</param>
/// <param name="StepFreeAccess">What can be reached without a step.</param>
/// <param name="HearingSupport">Hearing loop and captions.</param>
/// <param name="CostToNetworkEur">What the network would pay.</param>
/// <param name="HotelPerNightEur">A night near the venue.</param>
public sealed record ComparedProposal(
    Id<HostProposal> Id,
    int Number,
    MemberName By,
    IReadOnlyList<MemberName> CoHosts,
    string City,
    string? CityLatin,
    string? Region,
    double Latitude,
    double Longitude,
    IReadOnlyList<ComparedDates> Dates,
    Kilometres Kilometres,
    string LastHosted,
    LocalDate? LastHostedOn,
    int MainRoomSeats,
    int SeatsMissing,
    int SideRooms,
    StepFreeAccess StepFreeAccess,
    HearingSupport HearingSupport,
    int CostToNetworkEur,
    int HotelPerNightEur
);

/// <summary>A date option and what lies on its days.</summary>
/// <param name="Option">Its number in the proposal, from 1.</param>
/// <param name="OpenMeeting">The day of the open meeting.</param>
/// <param name="Days">The days of the general assembly.</param>
/// <param name="Clashes">What lies on them, in words.</param>
public sealed record ComparedDates(int Option, LocalDate OpenMeeting, IReadOnlyList<LocalDate> Days, IReadOnlyList<string> Clashes);

/// <summary>The members' journeys to a place: their sum and their spread.</summary>
/// <param name="Sum">All members' ways.</param>
/// <param name="Mean">The average.</param>
/// <param name="Median">Half of the members have at most this.</param>
/// <param name="LowerQuartile">A quarter has at most this.</param>
/// <param name="UpperQuartile">A quarter has at least this.</param>
/// <param name="Longest">The longest way.</param>
/// <param name="LongestFrom">The city it begins in.</param>
/// <param name="Within800">How many members come from within 800 km, about a day's train.</param>
/// <param name="Journeys">Each member's way, the shortest first.</param>
public sealed record Kilometres(
    int Sum,
    int Mean,
    int Median,
    int LowerQuartile,
    int UpperQuartile,
    int Longest,
    string? LongestFrom,
    int Within800,
    IReadOnlyList<MemberJourney> Journeys
)
{
    internal static Kilometres Of(Journeys ways) =>
        new(
            Round(ways.Sum),
            Round(ways.Mean),
            Round(ways.Median),
            Round(ways.LowerQuartile),
            Round(ways.UpperQuartile),
            Round(ways.Longest?.Kilometres ?? 0),
            ways.Longest?.From.City,
            ways.Within(800),
            [
                .. ways.All.Select(way => new MemberJourney(
                    way.From.Member,
                    way.From.City,
                    way.From.At.Latitude,
                    way.From.At.Longitude,
                    Round(way.Kilometres)
                )),
            ]
        );

    private static int Round(double kilometres) => (int)Math.Round(kilometres, MidpointRounding.AwayFromZero);
}

/// <summary>One member's way.</summary>
/// <param name="Member">Its code.</param>
/// <param name="City">Its city.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Kilometres">One way.</param>
public sealed record MemberJourney(string Member, string City, double Latitude, double Longitude, int Kilometres);

/// <summary>An assembly that was held or has its host.</summary>
/// <param name="Code">Its code.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="Host">The host's code.</param>
/// <param name="City">The city.</param>
/// <param name="Region">The region it counts to.</param>
public sealed record PastHost(string Code, LocalDate FirstDay, string Host, string City, string? Region);

/// <summary>How often a region hosted.</summary>
/// <param name="Region">The region; null for countries that none is given for.</param>
/// <param name="Assemblies">How often.</param>
public sealed record RegionCount(string? Region, int Assemblies);
