using System.Linq.Expressions;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>A meeting has changed: the change rests, so that ten corrections are one mail. Its sessions show its place and link too.</summary>
internal sealed class TellOfChangedMeeting(AssembliesDb db) : IReactTo<MeetingChanged>
{
    public async ValueTask Happened(MeetingChanged happened, CancellationToken ct) =>
        await db.Rest(happened.Assembly, e => e.Kind == EntryKind.Span || e.Meeting == happened.Meeting, ct);
}

/// <summary>The programme was published anew: single sessions may have moved or gone.</summary>
internal sealed class TellOfMovedSessions(AssembliesDb db) : IReactTo<AgendaPublished>
{
    public async ValueTask Happened(AgendaPublished happened, CancellationToken ct) =>
        await db.Rest(happened.Assembly, e => e.Kind == EntryKind.Session, ct);
}

/// <summary>A meeting is cancelled by itself: whoever was invited is told at once, and nobody else.</summary>
internal sealed class TellOfCancelledMeeting(AssembliesDb db, EntryRevising revising) : IReactTo<MeetingWasCancelled>
{
    public async ValueTask Happened(MeetingWasCancelled happened, CancellationToken ct)
    {
        var entries = await db
            .DiaryEntries.Where(e => e.Meeting == happened.Meeting && e.CancelledAt == null)
            .Select(e => e.Id)
            .ToListAsync(ct);
        await revising.Cancel(entries, $"This meeting is cancelled. The reason: {happened.Why}", ct);

        // The days of the assembly may be others now.
        await db.Rest(happened.Assembly, e => e.Kind == EntryKind.Span, ct);
    }
}

/// <summary>
/// A meeting was added to what is convened: it has an entry at once, and those who are invited are invited to it too, once it has rested.
/// </summary>
internal sealed class TellOfAddedMeeting(AssembliesDb db, Settings settings) : IReactTo<MeetingAdded>
{
    public async ValueTask Happened(MeetingAdded happened, CancellationToken ct)
    {
        var generation = await db
            .DiaryEntries.Where(e => e.Assembly == happened.Assembly && e.CancelledAt == null)
            .MaxAsync(e => (int?)e.Generation, ct);
        if (generation is not { } standing)
        {
            return;
        }

        // The meeting has to be in its table before an entry can refer to it.
        await db.SaveChangesAsync(ct);
        var assembly = await db.Assemblies.Include(a => a.Meetings).SingleAsync(a => a.Id == happened.Assembly, ct);
        var meeting = assembly.Meetings.Single(m => m.Id == happened.Meeting);
        var entry = new DiaryEntry(assembly.Id, EntryKind.Meeting, meeting.Id, null, standing, settings.MailDomain);
        await db.InsertAll([entry], ct);
        await db.InsertAll([entry.First(Snapshots.Of(assembly, meeting), await db.Now(ct))], ct);
        await db.Rest(assembly.Id, e => e.Kind == EntryKind.Span || e.Meeting == meeting.Id, ct);
    }
}

/// <summary>Lets changes rest before they are told.</summary>
internal static class Resting
{
    /// <summary>What people see of these entries of an assembly may have changed, as far as they stand; the time to rest begins anew.</summary>
    public static async Task Rest(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Expression<Func<DiaryEntry, bool>> which,
        CancellationToken ct
    )
    {
        var entries = await db
            .DiaryEntries.Where(e => e.Assembly == assembly && e.CancelledAt == null)
            .Where(which)
            .Select(e => e.Id)
            .ToListAsync(ct);
        var raw = entries.Select(id => id.Value).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"insert into pending_change (entry, at) select unnest({raw}), now() on conflict (entry) do update set at = now()",
            ct
        );
    }
}
