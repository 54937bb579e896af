using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Hosting;

/// <summary>The call for GA-2027-1 as the demo network has it, and two proposals for it.</summary>
internal static class Calls
{
    internal static readonly RulesOfProcedure InForce = RulesOfProcedure.Default;

    internal static readonly Id<Person> Secretariat = Id<Person>.New();

    internal static readonly Id<Person> Head = Id<Person>.New();

    internal static readonly Id<Organisation> Slovenia = Id<Organisation>.New();

    internal static readonly Id<Organisation> Bulgaria = Id<Organisation>.New();

    internal static readonly Instant WhileOpen = At(2026, 9, 15);

    internal static readonly Instant Closed = At(2026, 11, 2);

    internal static readonly CallTerms Terms = new(
        new(2027, 4, 1),
        new(2027, 5, 31),
        new(2026, 9, 1),
        new(2026, 10, 30),
        "Short journeys.",
        DecidedBy.Secretariat,
        110
    );

    internal static readonly ProposalTerms Ljubljana = new()
    {
        City = "Ljubljana",
        Country = "SI",
        Latitude = 46.06,
        Longitude = 14.51,
        TimeZone = "Europe/Ljubljana",
        Venue = "Hall of the ministry",
        DateOptions =
        [
            new(new(2027, 4, 21), [new(2027, 4, 22), new(2027, 4, 23)]),
            new(new(2027, 5, 12), [new(2027, 5, 13), new(2027, 5, 14)]),
        ],
        MainRoomSeats = 160,
        SideRooms = 4,
        StepFreeAccess = StepFreeAccess.Everywhere,
        HearingSupport = HearingSupport.Both,
        CostToNetworkEur = 36_500,
        HotelPerNightEur = 98,
    };

    /// <summary>Noon in Brussels, or a time of that day.</summary>
    internal static Instant At(int year, int month, int day, int hour = 12, int minute = 0, int second = 0) =>
        InForce.Zone().AtStrictly(new(year, month, day, hour, minute, second)).ToInstant();

    internal static HostCall Open() => HostCall.Open("GA-2027-1", Terms, Secretariat, At(2026, 8, 31), InForce).Value!;

    internal static HostProposal Submitted(HostCall call, Id<Organisation> member, int number, ProposalTerms? terms = null)
    {
        var proposal = new HostProposal(call.Id, member, terms ?? Ljubljana, Head, null, WhileOpen);
        Assert.That(proposal.Submit(number, "Špela Žagar", call, Head, null, WhileOpen, InForce).Error, Is.Null);
        return proposal;
    }

    internal static Error? Ask(HostCall call, HostProposal proposal, Instant now, int option = 1, params HostChoice[] reserves) =>
        call.Ask(new(proposal.Id, option), proposal, reserves, "Shortest journeys.", Secretariat, now, InForce);
}
