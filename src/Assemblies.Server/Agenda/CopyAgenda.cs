using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// A copied assembly takes the sessions and items of the old one along, if that was wanted: titles, kinds, minutes, fixed
/// starts and presenters. Texts, documents,
/// requests, late marks, links and what was published stay behind; numbers begin anew.
/// </summary>
internal sealed class CopyAgenda(AssembliesDb db, Reader reader, IClock clock) : IReactTo<AssemblyCopied>
{
    public async ValueTask Happened(AssemblyCopied happened, CancellationToken ct)
    {
        if (!happened.What.HasFlag(CopyParts.Sessions))
        {
            return;
        }

        var old = await db
            .Sessions.AsNoTracking()
            .Include(s => s.Items)
            .Where(s => s.Assembly == happened.From)
            .OrderBy(s => s.Order)
            .ToListAsync(ct);
        var draft = new AgendaDraft(happened.To);
        foreach (var session in old)
        {
            if (happened.Meetings.TryGetValue(session.Meeting, out var to) && await db.Meetings.FindAsync([to], ct) is { } meeting)
            {
                Copy(draft, meeting, session, happened.What.HasFlag(CopyParts.Places));
            }
        }

        if (old.Count > 0)
        {
            draft.Saved(clock.GetCurrentInstant(), reader.Person);
        }

        db.Add(draft);
    }

    private static void Copy(AgendaDraft draft, Meeting meeting, Session session, bool withPlaces)
    {
        var copy = draft.Add(meeting, session.Plan with { OnlineLink = null, Room = withPlaces ? session.Room : null });
        foreach (var item in session.Items)
        {
            copy.Add(item.Plan with { Late = false });
        }
    }
}
