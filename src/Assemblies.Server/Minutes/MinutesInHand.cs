using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes;

/// <summary>How commands get hold of an assembly whose minutes they change.</summary>
internal static class MinutesInHand
{
    /// <summary>The assembly, if its minutes can still be worked on: it was convened, and no later assembly has approved them.</summary>
    public static async Task<Result<Assembly>> OpenMinutes(this AssembliesDb db, string code, CancellationToken ct)
    {
        var assembly = await db.Assemblies.Include(a => a.Steps).SingleOrDefaultAsync(a => a.Code == code, ct);
        return assembly is null ? AccessErrors.NotFound
            : await db.StandingApproval(assembly.Id, ct) is not null ? MinutesDomainErrors.Approved
            : assembly.State is AssemblyState.Convened or AssemblyState.Adjourned or AssemblyState.Closed ? assembly
            : MinutesDomainErrors.NotBegun;
    }

    /// <summary>Locks the minutes of an assembly until the transaction ends: what is published, approved and released follows one after the other.</summary>
    public static Task LockMinutes(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"minutes " + assembly}, 0))", ct);

    /// <summary>The approval that stands; null while there is none.</summary>
    public static Task<MinutesApproval?> StandingApproval(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.MinutesApprovals.SingleOrDefaultAsync(a => a.Assembly == assembly && a.EndedAt == null, ct);

    /// <summary>The newest version; null while none is published.</summary>
    public static Task<MinutesVersion?> NewestMinutes(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.MinutesVersions.AsNoTracking().Where(v => v.Assembly == assembly).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    /// <summary>Whether an item is one of the assembly's; dropped ones are not.</summary>
    public static Task<bool> HasItem(this AssembliesDb db, Id<Assembly> assembly, Id<AgendaItem> item, CancellationToken ct) =>
        db.AgendaItems.AnyAsync(i => i.Assembly == assembly && i.Id == item, ct);

    /// <summary>Whether somebody said that everybody may read them, and there is a version to read.</summary>
    public static Task<bool> HasPublicMinutes(this AssembliesDb db, string code, CancellationToken ct) =>
        db.Assemblies.AnyAsync(
            a =>
                a.Code == code
                && db.MinutesVersions.Any(v => v.Assembly == a.Id)
                && db.MinutesReleases.Where(r => r.Assembly == a.Id).OrderByDescending(r => r.Seq).Select(r => r.Readers).FirstOrDefault()
                    == MinutesReaders.Public,
            ct
        );
}
