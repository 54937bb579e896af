using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>
/// A member agreed to host: the assembly exists, with its meetings at their usual times, and the head and deputy of the host organise it.
/// Deadlines follow from the rules and need no rows.
/// </summary>
internal sealed class CreateHostedAssembly(AssembliesDb db, IClock clock) : IReactTo<HostAccepted>
{
    public async ValueTask Happened(HostAccepted happened, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var edition =
            Edition.Parse(happened.Edition)
            ?? throw new InvalidOperationException($"A call asked for an edition called {happened.Edition}.");
        var made = Assembly.Hosted(
            edition,
            happened.Host,
            happened.CoHosts,
            happened.Place,
            happened.OpenMeeting,
            happened.Days,
            now,
            happened.By
        );
        var assembly = made.Value ?? throw new InvalidOperationException($"{edition.Code} cannot be held: {made.Error!.Message}");
        db.Assemblies.Add(assembly);
        await db.AppointOrganisers(assembly, now, ct);
    }
}
