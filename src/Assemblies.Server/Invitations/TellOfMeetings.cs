using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>A meeting has changed: the change rests, so that ten corrections are one mail.</summary>
internal sealed class TellOfChangedMeeting(AssembliesDb db) : IReactTo<MeetingChanged>
{
    public async ValueTask Happened(MeetingChanged happened, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pending_change (entry, at)
            select id, now() from calendar_entry
            where assembly = {happened.Assembly.Value} and cancelled_at is null
              and (kind = 'Span' or (kind = 'Meeting' and meeting = {happened.Meeting.Value}))
            on conflict (entry) do update set at = now()
            """,
            ct
        );
}

/// <summary>The programme was published anew: single sessions may have moved or gone.</summary>
internal sealed class TellOfMovedSessions(AssembliesDb db) : IReactTo<AgendaPublished>
{
    public async ValueTask Happened(AgendaPublished happened, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pending_change (entry, at)
            select id, now() from calendar_entry
            where assembly = {happened.Assembly.Value} and cancelled_at is null and kind = 'Session'
            on conflict (entry) do update set at = now()
            """,
            ct
        );
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
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pending_change (entry, at)
            select id, now() from calendar_entry where assembly = {happened.Assembly.Value} and cancelled_at is null and kind = 'Span'
            on conflict (entry) do update set at = now()
            """,
            ct
        );
    }
}
