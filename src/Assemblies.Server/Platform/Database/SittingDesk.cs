using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>A sitting in the hands of whoever takes a step.</summary>
/// <param name="Sitting">Where it stands.</param>
/// <param name="Assembly">Its assembly, with its steps.</param>
internal sealed record SittingInHand(Sitting Sitting, Assembly Assembly);

/// <summary>How commands get hold of a sitting: under the lock of the meeting's ledger, so that nobody comes, goes or takes a step meanwhile.</summary>
internal static class SittingDesk
{
    /// <summary>Takes it. Who was overtaken while waiting for the lock, or saw an older step, is told so instead of acting on what they did not see.</summary>
    /// <param name="db">The database.</param>
    /// <param name="meeting">Which meeting.</param>
    /// <param name="seen">The number of the last step the sender saw; null when they did not say.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>It, or why not.</returns>
    public static async Task<(SittingInHand? Taken, Error? Refusal)> TakeSitting(
        this AssembliesDb db,
        Id<Meeting> meeting,
        int? seen,
        CancellationToken ct
    )
    {
        var before = await db.SittingSteps.CountAsync(s => s.Meeting == meeting, ct);
        var found = await db.TakeSitting(meeting, ct);
        var refusal =
            found is null ? AccessErrors.NotFound
            : found.Sitting.Seq != before ? SittingErrors.ChangedMeanwhile
            : found.Sitting.Stale(seen);
        return (refusal is null ? found : null, refusal);
    }

    /// <summary>The same for what does not depend on the step that is on; null when there is no such meeting.</summary>
    public static async Task<SittingInHand?> TakeSitting(this AssembliesDb db, Id<Meeting> meeting, CancellationToken ct)
    {
        await db.LockLedger(meeting, ct);
        var assembly = await db
            .Assemblies.Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Meetings.Any(m => m.Id == meeting), ct);
        if (assembly is null)
        {
            return null;
        }

        var steps = await db.SittingSteps.AsNoTracking().Where(s => s.Meeting == meeting).ToListAsync(ct);
        return new(Sitting.At(assembly.Meetings.Single(m => m.Id == meeting), steps), assembly);
    }
}
