using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>The entries of single sessions: one a session, made when somebody first comes to it alone, or has a seat in it.</summary>
internal sealed class SessionEntries(AssembliesDb db, EntryRevising revising, Settings settings)
{
    /// <summary>The entry of a session in hand, locked.</summary>
    public async Task<TakenEntry> Of(
        PublishedSession session,
        Assembly assembly,
        Meeting meeting,
        int generation,
        Instant stamp,
        CancellationToken ct
    )
    {
        var id = await db
            .DiaryEntries.Where(e => e.Session == session.Id && e.CancelledAt == null)
            .Select(e => (Id<DiaryEntry>?)e.Id)
            .SingleOrDefaultAsync(ct);
        if (id is { } known)
        {
            return (await revising.Take([known], ct))[0];
        }

        var entry = new DiaryEntry(assembly.Id, EntryKind.Session, meeting.Id, session.Id, generation, settings.MailDomain);
        var revision = entry.First(Snapshots.Of(assembly, meeting, session), stamp);
        await db.InsertAll([entry], ct);
        await db.InsertAll([revision], ct);
        return new(entry, revision, meeting.Key);
    }
}
