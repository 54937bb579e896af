using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
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

    /// <summary>The approval that stands; null while there is none.</summary>
    public static Task<MinutesApproval?> StandingApproval(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.MinutesApprovals.SingleOrDefaultAsync(a => a.Assembly == assembly && a.EndedAt == null, ct);

    /// <summary>The newest version; null while none is published.</summary>
    public static Task<MinutesVersion?> NewestMinutes(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.MinutesVersions.AsNoTracking().Where(v => v.Assembly == assembly).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    /// <summary>Why no other version is published now: a vote on the newest one is open, or waits for the chair. Null when none is.</summary>
    public static async Task<Error?> IsVotedOn(this AssembliesDb db, Id<Assembly> of, CancellationToken ct)
    {
        var vote = await (
            from poll in db.Polls
            join motion in db.Motions on poll.Motion equals motion.Id
            join assembly in db.Assemblies on poll.Assembly equals assembly.Id
            where motion.MinutesOf == of
            where
                poll.EndedAt == null
                || (
                    poll.Steps.Any(s => s.Kind == PollStepKind.Tied)
                    && !poll.Steps.Any(s => s.Kind == PollStepKind.ChairCast || s.Kind == PollStepKind.Annulled)
                )
            select new
            {
                assembly.Code,
                motion.Number,
                poll.MinutesVersion,
            }
        ).FirstOrDefaultAsync(ct);
        return vote is null ? null : MinutesDomainErrors.IsVotedOn(vote.Code, vote.Number, vote.MinutesVersion);
    }

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
