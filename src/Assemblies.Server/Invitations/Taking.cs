using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>An entry in hand: locked, with its latest revision, so that numbers only rise whoever acts at the same time.</summary>
/// <param name="Entry">The entry, tracked.</param>
/// <param name="Latest">Its latest revision.</param>
/// <param name="Group">How its deliveries are grouped: the key of its meeting.</param>
internal sealed record TakenEntry(DiaryEntry Entry, DiaryRevision Latest, string Group);

/// <summary>Takes entries into hand and revises them.</summary>
internal sealed class EntryRevising(AssembliesDb db, EntryMails mails)
{
    /// <summary>Locks entries in the order of their ids and reads them with their latest revision.</summary>
    public async Task<IReadOnlyList<TakenEntry>> Take(IReadOnlyCollection<Id<DiaryEntry>> ids, CancellationToken ct)
    {
        var raw = ids.Select(id => id.Value).ToArray();
        await db
            .Database.SqlQuery<Guid>($"""select id as "Value" from calendar_entry where id = any({raw}) order by id for update""")
            .ToListAsync(ct);
        var found = await (
            from entry in db.DiaryEntries
            join revision in db.DiaryRevisions on entry.Id equals revision.Entry
            where ids.Contains(entry.Id) && revision.Sequence == entry.Sequence
            select new
            {
                Entry = entry,
                Revision = revision,
                Group = db.Meetings.Where(m => m.Id == entry.Meeting).Select(m => m.Key).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return [.. found.OrderBy(it => it.Entry.Id.Value).Select(it => new TakenEntry(it.Entry, it.Revision, it.Group ?? ""))];
    }

    /// <summary>Makes the next revision of an entry.</summary>
    public async Task<DiaryRevision> Revise(TakenEntry taken, RevisionKind kind, EntrySnapshot seen, Instant stamp, CancellationToken ct)
    {
        var revision = taken.Entry.Revise(kind, seen, taken.Latest.Seen, stamp);
        await db.InsertAll([revision], ct);
        return revision;
    }

    /// <summary>Cancels entries for everybody who has them, with what calendars show now; what rested is told no more.</summary>
    public async Task Cancel(IReadOnlyCollection<Id<DiaryEntry>> ids, string why, CancellationToken ct)
    {
        var stamp = await db.Now(ct);
        foreach (var taken in await Take(ids, ct))
        {
            if (taken.Entry.CancelledAt is not null)
            {
                continue;
            }

            var revision = await Revise(taken, RevisionKind.Cancelled, taken.Latest.Seen, stamp, ct);
            var invited = await db
                .Invitations.AsNoTracking()
                .Where(i => i.Entry == taken.Entry.Id && i.WithdrawnAt == null)
                .ToListAsync(ct);
            await mails.TakeBack(taken.Entry, taken.Group, invited, revision.Sequence, why, ct);
        }

        var raw = ids.Select(id => id.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"delete from pending_change where entry = any({raw})", ct);
    }

    /// <summary>Takes an entry back from some of those who have it; the others' stays as it is.</summary>
    public async Task TakeBack(
        TakenEntry taken,
        IReadOnlyCollection<Invitation> invitations,
        string why,
        Instant stamp,
        CancellationToken ct
    )
    {
        if (invitations.Count > 0 && taken.Entry.CancelledAt is null)
        {
            var revision = await Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, stamp, ct);
            await mails.TakeBack(taken.Entry, taken.Group, invitations, revision.Sequence, why, ct);
        }
    }
}
