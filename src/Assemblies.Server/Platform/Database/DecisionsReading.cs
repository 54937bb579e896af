using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>What the register says of motions, for whoever shows them.</summary>
public static class DecisionsReading
{
    /// <summary>
    /// What stands of a motion: its decision, else the last result that was neither annulled nor overtaken; null while there is none. For whoever may read its
    /// item; what is withheld from the public is not left out.
    /// </summary>
    public static Task<Decision?> StandingOf(this AssembliesDb db, Id<Motion> motion, CancellationToken ct) =>
        db
            .Decisions.AsNoTracking()
            .Where(d => d.Motion == motion && d.AnnulledAt == null && d.OvertakenBy == null)
            .OrderBy(d => d.Seq == null)
            .ThenByDescending(d => d.Entry)
            .FirstOrDefaultAsync(ct);
}
