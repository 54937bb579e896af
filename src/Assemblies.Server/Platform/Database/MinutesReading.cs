using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>How far the minutes of an assembly are.</summary>
/// <param name="IsPublished">Whether a version was published to the members.</param>
/// <param name="IsApproved">Whether a later assembly has approved them.</param>
/// <param name="IsSigned">Whether chair and minute-taker have both signed them.</param>
public sealed record MinutesStanding(bool IsPublished, bool IsApproved, bool IsSigned);

/// <summary>How far minutes are: told by the area that keeps them, asked in one place by whoever closes an assembly or opens a vote on them.</summary>
public static class MinutesReading
{
    private const int Signers = 2;

    /// <summary>Locks the minutes of an assembly until the transaction ends: publishing, votes on them and approval follow one after the other.</summary>
    /// <remarks>It is the last lock that is taken: after those of meeting, proxies, motion and poll.</remarks>
    public static Task LockMinutes(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"minutes " + assembly}, 0))", ct);

    /// <summary>What a vote opened now would approve, under the lock of the minutes.</summary>
    public static async Task<MinutesToApprove> MinutesToApprove(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        new(
            await db.MinutesVersions.Where(v => v.Assembly == assembly).MaxAsync(v => (int?)v.Number, ct),
            await db
                .MinutesApprovals.Where(a => a.Assembly == assembly && a.EndedAt == null)
                .Select(a => (Id<Motion>?)a.Motion)
                .SingleOrDefaultAsync(ct)
        );

    /// <summary>How far those of an assembly are.</summary>
    public static async Task<MinutesStanding> MinutesOf(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct)
    {
        var approved = await db
            .MinutesApprovals.Where(a => a.Assembly == assembly && a.EndedAt == null)
            .Select(a => (int?)a.Version)
            .SingleOrDefaultAsync(ct);
        return new(
            await db.MinutesVersions.AnyAsync(v => v.Assembly == assembly, ct),
            approved is not null,
            approved is not null
                && await db.MinutesSignatures.CountAsync(s => s.Assembly == assembly && s.Version == approved, ct) >= Signers
        );
    }
}
