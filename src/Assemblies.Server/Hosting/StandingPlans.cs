using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Hosting;

/// <summary>Which assemblies' plans are still to be worked on.</summary>
internal static class StandingPlans
{
    /// <summary>Those that are neither postponed nor cancelled.</summary>
    public static async Task<HashSet<Id<Assembly>>> Standing(this AssembliesDb db, List<Id<Assembly>> assemblies, CancellationToken ct)
    {
        var steps = await db.AssemblySteps.AsNoTracking().Where(s => assemblies.Contains(s.Assembly)).ToListAsync(ct);
        return
        [
            .. steps
                .GroupBy(step => step.Assembly)
                .Where(one =>
                    AssemblyLife.StateAfter(one.OrderBy(s => s.Seq).Select(s => s.Kind))
                        is not (AssemblyState.Postponed or AssemblyState.Cancelled)
                )
                .Select(one => one.Key),
        ];
    }
}
