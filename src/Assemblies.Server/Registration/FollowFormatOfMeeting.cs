using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// A meeting that has not begun is held in another way. Only by video: whoever had a place in the room, or waited for one, takes part online meanwhile.
/// Only in the room: whoever took part online has nothing there, since nobody travels unasked. What they wished stays, so that seats and places in line
/// come back in their order when the meeting is held as before. Each is told once.
/// </summary>
internal sealed class FollowFormatOfMeeting(AssembliesDb db, SeatBooks books, IClock clock) : IReactTo<MeetingChanged>
{
    public async ValueTask Happened(MeetingChanged happened, CancellationToken ct)
    {
        await db.LockSeats(happened.Assembly, ct);
        var (meeting, now) = ((await db.Meetings.FindAsync([happened.Meeting], ct))!, clock.GetCurrentInstant());
        var kinds = SeatPool.KindsOf(meeting.Format);
        var pools = db.SeatPools.Local.Where(p => p.Meeting == meeting.Id).ToList();
        var (over, again) = (
            pools.FindAll(p => p.RemovedAt is null && !kinds.Contains(p.Kind)),
            pools.FindAll(p => p.RemovedAt is not null && kinds.Contains(p.Kind))
        );
        if (meeting.CancelledAt is not null || meeting.StartsAt <= now || over.Count + again.Count is 0)
        {
            return;
        }

        var coming = await ComingInOrder(meeting, ct);
        var open = await books.Open(
            await books.Find(happened.Assembly, ct),
            coming.ConvertAll(r => r.Id),
            ct,
            [.. pools.Select(p => p.Id)]
        );
        var (by, why) = (new SeatActor(now, null), Why(meeting));
        again.ForEach(pool => pool.Restore());
        over.ForEach(pool => open.Book.CallOff(pool.Id, by, why));
        foreach (var registrant in coming)
        {
            var who = new Joining(registrant.Id, registrant.Organisation, !registrant.DoesNotCount);
            open.Book.TakePart(who, meeting.Id, registrant.Wish.In(meeting.Id)!.Value, by, why);
        }

        db.AddRange(open.Book.Added);
        var moved = open.Book.News.Select(one => one.Line.Registrant).ToHashSet();
        foreach (var registrant in coming.Where(r => moved.Contains(r.Id)))
        {
            registrant.Touch();
            db.Add(new RegistrantChange(registrant, now, null, [why], false, null));
            await books.Tell(open, new(registrant, $"{meeting.Title} is held in another way", [why]), ct);
        }
    }

    /// <summary>Whoever wants to take part, by the places they had last in the room, then by when they registered.</summary>
    private async Task<List<Registrant>> ComingInOrder(Meeting meeting, CancellationToken ct)
    {
        var onSite = SeatPool.IdOf(meeting.Id, PoolKind.OnSite);
        var places = await db
            .SeatLines.Where(l => l.Pool == onSite)
            .GroupBy(l => l.Registrant)
            .Select(its => new { its.Key, Place = its.Max(l => l.Place) })
            .ToDictionaryAsync(l => l.Key, l => l.Place, ct);
        var coming = await db.Registrants.Where(r => r.Assembly == meeting.Assembly && r.CancelledAt == null).ToListAsync(ct);
        return
        [
            .. coming
                .Where(r => r.Wish.In(meeting.Id) is TakingPart.OnSite or TakingPart.Online)
                .OrderBy(r => places.GetValueOrDefault(r.Id, long.MaxValue))
                .ThenBy(r => r.At)
                .ThenBy(r => r.Id.Value),
        ];
    }

    private static string Why(Meeting meeting) =>
        meeting.Format switch
        {
            MeetingFormat.Online => $"{meeting.Title} takes place by video only now. Whoever had a place in the room takes part online.",
            MeetingFormat.OnSite =>
                $"{meeting.Title} takes place in the room only now. Whoever was to take part by video has no place: register for the room if you can come.",
            _ => $"{meeting.Title} takes place in the room and by video now.",
        };
}
