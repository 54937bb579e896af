using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>Guests of the open meeting who wait for the host's answer.</summary>
internal sealed class NextForGuests(AssembliesDb db) : IKnowWhatIsNext
{
    public async Task Tell(NextThings next, CancellationToken ct)
    {
        var hosts = next.Reader.Offices.Where(o => o.Office is Office.Host).Select(o => o.Assembly).ToList();
        var all = next.Reader.IsSecretariat;
        if (!all && hosts.Count is 0)
        {
            return;
        }

        var waiting = await (
            from admission in db.Admissions
            join assembly in db.Assemblies on admission.Assembly equals assembly.Id
            where
                (all || hosts.Contains(assembly.Id))
                && admission.ConfirmedAt != null
                && admission.AnsweredAt == null
                && admission.How != Domain.Registration.TakingPart.Not
                && db.Meetings.Any(m => m.Assembly == assembly.Id && !m.Statutory && m.CancelledAt == null && m.StartsAt > next.Now)
            group admission by assembly.Code into one
            select new { Code = one.Key, Count = one.Count() }
        ).ToListAsync(ct);
        foreach (var one in waiting)
        {
            next.Waits(
                new(
                    Urgency.Asked,
                    $"Answer {Words.Spelled(one.Count, "guest who wants", "guests who want")} to come to {one.Code}",
                    "They asked by the public form and confirmed their address: let them in, or say no with a reason.",
                    $"/assemblies/{one.Code}/guests",
                    one.Count is 1 ? "Look at the guest" : "Look at the guests"
                )
            );
        }
    }
}
