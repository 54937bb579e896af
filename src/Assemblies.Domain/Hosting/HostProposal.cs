using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>A member offers to host an edition. Its owner changes it until the call closes.</summary>
public sealed class HostProposal : Entity<HostProposal>
{
    private readonly List<CoHost> coHosts = [];

    private HostProposal() { }

    /// <summary>Begins a draft.</summary>
    /// <param name="call">For which call; it has to be open.</param>
    /// <param name="member">Whose proposal it is.</param>
    /// <param name="terms">What it says so far.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="source">How the secretariat was told, when it writes it for the member; null otherwise.</param>
    /// <param name="now">When.</param>
    public HostProposal(Id<HostCall> call, Id<Organisation> member, ProposalTerms terms, Id<Person>? by, Source? source, Instant now)
    {
        (Call, By, Source, DraftedBy, DraftedAt) = (call, member, source, by, now);
        Take(terms);
        Entered(by, source);
    }

    /// <summary>For which call.</summary>
    public Id<HostCall> Call { get; private set; }

    /// <summary>Whose it is.</summary>
    public Id<Organisation> By { get; private set; }

    /// <summary>Its number in the call, in the order of submitting; never used again. Null for a draft.</summary>
    public int? Number { get; private set; }

    /// <summary>The city's own name.</summary>
    public string? City { get; private set; }

    /// <summary>The city in Latin script.</summary>
    public string? CityLatin { get; private set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; private set; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; private set; }

    /// <summary>IANA zone of the venue.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>The house.</summary>
    public string? Venue { get; private set; }

    /// <summary>Street and number.</summary>
    public string? Address { get; private set; }

    /// <summary>When it could be.</summary>
    public IReadOnlyList<DateOption> DateOptions { get; private set; } = [];

    /// <summary>Seats at tables in the main room.</summary>
    public int? MainRoomSeats { get; private set; }

    /// <summary>Rooms for parallel sessions.</summary>
    public int? SideRooms { get; private set; }

    /// <summary>What can be reached without a step.</summary>
    public StepFreeAccess? StepFreeAccess { get; private set; }

    /// <summary>Hearing loop and captions.</summary>
    public HearingSupport? HearingSupport { get; private set; }

    /// <summary>What the network would pay, in euros.</summary>
    public int? CostToNetworkEur { get; private set; }

    /// <summary>A night near the venue, in euros.</summary>
    public int? HotelPerNightEur { get; private set; }

    /// <summary>How people get there.</summary>
    public string? Travel { get; private set; }

    /// <summary>Why this member, there, then.</summary>
    public string? Motivation { get; private set; }

    /// <summary>Members that host along with it.</summary>
    public IReadOnlyList<CoHost> CoHosts => coHosts;

    /// <summary>When it was begun.</summary>
    public Instant DraftedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? DraftedBy { get; private set; }

    /// <summary>How the secretariat was told what it entered last for the member; null when the member writes itself.</summary>
    public Source? Source { get; private set; }

    /// <summary>When it was submitted; null for a draft.</summary>
    public Instant? SubmittedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? SubmittedBy { get; private set; }

    /// <summary>Who answers for it, by name.</summary>
    public string? Signatory { get; private set; }

    /// <summary>When it was withdrawn; null while it stands.</summary>
    public Instant? WithdrawnAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? WithdrawnBy { get; private set; }

    /// <summary>Raised by each save; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Where it stands.</summary>
    public ProposalState State =>
        WithdrawnAt is not null ? ProposalState.Withdrawn
        : SubmittedAt is not null ? ProposalState.Submitted
        : ProposalState.Draft;

    /// <summary>What it says, as one value.</summary>
    public ProposalTerms Terms =>
        new()
        {
            CoHosts = [.. coHosts.Select(c => c.Member)],
            City = City,
            CityLatin = CityLatin,
            Country = Country,
            Latitude = Latitude,
            Longitude = Longitude,
            TimeZone = TimeZone,
            Venue = Venue,
            Address = Address,
            DateOptions = DateOptions,
            MainRoomSeats = MainRoomSeats,
            SideRooms = SideRooms,
            StepFreeAccess = StepFreeAccess,
            HearingSupport = HearingSupport,
            CostToNetworkEur = CostToNetworkEur,
            HotelPerNightEur = HotelPerNightEur,
            Travel = Travel,
            Motivation = Motivation,
        };

    /// <summary>One of its dates by number, from 1; null when there is none.</summary>
    public DateOption? DatesOf(int option) => option >= 1 && option <= DateOptions.Count ? DateOptions[option - 1] : null;

    /// <summary>Why nothing can be proposed or changed now; null when it can.</summary>
    public static Error? Closed(HostCall call, Instant now, RulesOfProcedure rules) =>
        call.StateAt(now, rules) switch
        {
            CallState.Open => null,
            CallState.Upcoming => HostingErrors.CallNotOpenYet,
            _ => HostingErrors.CallClosed,
        };

    /// <summary>Why it cannot be changed now; null when it can.</summary>
    public Error? NotToChange(HostCall call, Instant now, RulesOfProcedure rules) =>
        WithdrawnAt is not null ? HostingErrors.ProposalWithdrawn : Closed(call, now, rules);

    /// <summary>Why it cannot be taken back now; null when it can.</summary>
    public Error? NotToWithdraw(HostCall call, Instant now, RulesOfProcedure rules) =>
        WithdrawnAt is not null ? HostingErrors.ProposalWithdrawn
        : call.StateAt(now, rules) is CallState.Decided ? HostingErrors.CallDecided
        : call.Assignments.Any(a => a.Proposal == Id && a.IsPending) ? HostingErrors.DeclineInstead
        : null;

    /// <summary>Takes new terms. A submitted one stays complete.</summary>
    /// <returns>Why not; null when it is changed.</returns>
    public Error? Edit(ProposalTerms terms, HostCall call, Id<Person> by, Source? source, Instant now, RulesOfProcedure rules)
    {
        if (NotToChange(call, now, rules) is { } refusal)
        {
            return refusal;
        }

        if (SubmittedAt is not null && terms.Missing(call.Terms) is { Count: > 0 } missing)
        {
            return HostingErrors.Incomplete with { Fields = missing };
        }

        Take(terms);
        Version++;
        Source = source;
        Entered(by, source);
        return null;
    }

    /// <summary>Commits to it. A repeat returns the number it has.</summary>
    /// <param name="number">The next number of the call.</param>
    /// <param name="signatory">Who answers for it.</param>
    /// <param name="call">Its call; it has to be open.</param>
    /// <param name="by">Who submits.</param>
    /// <param name="source">How the secretariat was told, when it submits for the member.</param>
    /// <param name="now">When.</param>
    /// <param name="rules">The rules in force.</param>
    public Result<int> Submit(
        int number,
        string signatory,
        HostCall call,
        Id<Person> by,
        Source? source,
        Instant now,
        RulesOfProcedure rules
    )
    {
        if (WithdrawnAt is not null)
        {
            return HostingErrors.ProposalWithdrawn;
        }

        if (Number is { } has)
        {
            return has;
        }

        if (Closed(call, now, rules) is { } closed)
        {
            return closed;
        }

        if (Terms.Missing(call.Terms) is { Count: > 0 } missing)
        {
            return HostingErrors.Incomplete with { Fields = missing };
        }

        (Number, Signatory, SubmittedAt, SubmittedBy) = (number, signatory, now, by);
        Version++;
        Source = source;
        Happened(new ProposalSubmitted(Id));
        Entered(by, source, submits: true);
        return number;
    }

    /// <summary>Takes it back, until a host is found. A repeat is refused.</summary>
    public Error? Withdraw(HostCall call, Id<Person> by, Source? source, Instant now, RulesOfProcedure rules)
    {
        if (NotToWithdraw(call, now, rules) is { } refusal)
        {
            return refusal;
        }

        (WithdrawnAt, WithdrawnBy) = (now, by);
        Version++;
        Source = source;
        if (SubmittedAt is not null)
        {
            Happened(new ProposalWithdrawn(Id));
        }

        Entered(by, source);
        return null;
    }

    /// <summary>The host is found; a submitted one learns whether it is the one.</summary>
    public void Decide(bool chosen)
    {
        if (State is ProposalState.Submitted)
        {
            Happened(new ProposalDecided(Id, chosen));
        }
    }

    private void Entered(Id<Person>? by, Source? source, bool submits = false)
    {
        if (by is { } person && source is not null)
        {
            Happened(new ProposalEntered(Id, Version, person, source, submits));
        }
    }

    private void Take(ProposalTerms terms)
    {
        (City, CityLatin, Country) = (terms.City, terms.CityLatin, terms.Country);
        (Latitude, Longitude, TimeZone) = (terms.Latitude, terms.Longitude, terms.TimeZone);
        (Venue, Address, DateOptions) = (terms.Venue, terms.Address, terms.DateOptions);
        (MainRoomSeats, SideRooms, StepFreeAccess, HearingSupport) = (
            terms.MainRoomSeats,
            terms.SideRooms,
            terms.StepFreeAccess,
            terms.HearingSupport
        );
        (CostToNetworkEur, HotelPerNightEur) = (terms.CostToNetworkEur, terms.HotelPerNightEur);
        (Travel, Motivation) = (terms.Travel, terms.Motivation);
        coHosts.RemoveAll(c => !terms.CoHosts.Contains(c.Member));
        coHosts.AddRange(terms.CoHosts.Except(coHosts.Select(c => c.Member)).Select(member => new CoHost(Id, member)));
    }
}
