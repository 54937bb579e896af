using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Platform.Database;

/// <summary>Which challenges run, and who came since one began.</summary>
internal static class ChallengeReading
{
    /// <summary>Those without the check that ends them.</summary>
    public static IQueryable<QuorumChallenge> Running(this IQueryable<QuorumChallenge> challenges, AssembliesDb db) =>
        challenges.Where(c => !db.QuorumChecks.Any(check => check.Challenge == c.Id));

    /// <summary>The meetings at which one runs whose time is over.</summary>
    public static IQueryable<Id<Meeting>> OverChallenges(this AssembliesDb db, Instant now) =>
        db.QuorumChallenges.Running(db).Where(c => c.Until <= now).OrderBy(c => c.Until).Select(c => c.Meeting);

    /// <summary>Who was checked in since it began, by the desk or by themselves: they have been seen.</summary>
    public static Task<List<Id<Registrant>>> CameIn(this AssembliesDb db, QuorumChallenge challenge, CancellationToken ct) =>
        db
            .PresenceEntries.Where(e => e.Meeting == challenge.Meeting && e.Move == Move.In && e.Corrects == null && e.At > challenge.At)
            .Select(e => e.Registrant)
            .Distinct()
            .ToListAsync(ct);
}
