using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>A member that was asked has agreed to host: from this the assembly is made.</summary>
/// <param name="Edition">The assembly's code to be: <c>GA-2027-1</c>.</param>
/// <param name="Host">The member that is responsible.</param>
/// <param name="CoHosts">The members that host along with it; often none.</param>
/// <param name="Place">City and venue, with the zone of all its times.</param>
/// <param name="OpenMeeting">The day of the open meeting.</param>
/// <param name="Days">The days of the general assembly, the first first; at least one.</param>
/// <param name="By">Who accepted.</param>
public sealed record HostAccepted(
    string Edition,
    Id<Organisation> Host,
    IReadOnlyList<Id<Organisation>> CoHosts,
    Place Place,
    LocalDate OpenMeeting,
    IReadOnlyList<LocalDate> Days,
    Id<Person> By
) : DomainEvent;
