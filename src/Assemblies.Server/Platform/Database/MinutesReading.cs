using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>How far the minutes of an assembly are.</summary>
/// <param name="IsPublished">Whether a version was published to the members.</param>
/// <param name="IsApproved">Whether a later assembly has approved them.</param>
/// <param name="IsSigned">Whether chair and minute-taker have both signed them.</param>
public sealed record MinutesStanding(bool IsPublished, bool IsApproved, bool IsSigned);

/// <summary>How far minutes are: told by the area that keeps them, asked in one place by whoever closes an assembly.</summary>
public static class MinutesReading
{
    private const int Signers = 2;

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
