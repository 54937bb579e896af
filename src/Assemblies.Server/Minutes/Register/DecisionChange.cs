using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Register;

/// <summary>How commands get hold of an entry of the register.</summary>
internal static class DecisionChange
{
    /// <summary>With its steps, to be added to; null when there is none. Of several votes on one motion the last.</summary>
    public static Task<Decision?> Decision(this AssembliesDb db, string assembly, string key, CancellationToken ct)
    {
        var number = $"{assembly}/{key}";
        return db
            .Decisions.Include(d => d.Steps)
            .Where(d => d.Code == assembly && (d.Number == number || (d.Seq == null && d.MotionNumber == key)))
            .OrderByDescending(d => d.Entry)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>All that became of a motion, with what it superseded: to be settled anew.</summary>
    public static async Task<DecisionsOfMotion> DecisionsOf(this AssembliesDb db, Id<Motion> motion, CancellationToken ct)
    {
        var entries = await db.Decisions.Include(d => d.Steps).Where(d => d.Motion == motion).OrderBy(d => d.Entry).ToListAsync(ct);
        var ids = entries.ConvertAll(d => (Id<Decision>?)d.Id);
        return new(
            entries,
            ids.Count is 0
                ? []
                : await db
                    .Decisions.Include(d => d.Steps)
                    .Where(d =>
                        db.DecisionSteps.Any(s => s.Decision == d.Id && s.Kind == DecisionStepKind.Superseded && ids.Contains(s.Other))
                    )
                    .ToListAsync(ct)
        );
    }

    /// <summary>The refusal, or that it is done.</summary>
    public static Result<Done> Or(this Error? refusal) => refusal is null ? Done.It : refusal;
}
