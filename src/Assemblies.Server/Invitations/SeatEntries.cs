using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// A seat of one's own is one's own entry: what was booked and is a session of the programme, and the open meeting for guests who came by a form. The
/// convocation's entry stands for all who are convened; whoever waits has none.
/// </summary>
internal sealed class SeatEntries(AssembliesDb db, EntryRevising revising, EntryMails mails, SessionEntries sessions, IClock clock)
    : IReactTo<SeatConfirmed>,
        IReactTo<SeatLost>
{
    public async ValueTask Happened(SeatConfirmed happened, CancellationToken ct)
    {
        var (pool, registrant) = (await Pool(happened.Pool, ct), await Registrant(happened.Registrant, ct));
        if (IsTheirOwn(pool, registrant) && await Entry(pool, ct) is { } taken)
        {
            await Invite(taken, registrant, "a seat is yours; this is its entry for your calendar.", ct);
        }
    }

    public async ValueTask Happened(SeatLost happened, CancellationToken ct)
    {
        var (pool, registrant) = (await Pool(happened.Pool, ct), await Registrant(happened.Registrant, ct));
        if (!IsTheirOwn(pool, registrant) || IsInOtherwise(pool, registrant))
        {
            return;
        }

        var found = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            where entry.CancelledAt == null && invitation.WithdrawnAt == null
            where pool.Session != null ? entry.Session == pool.Session : entry.Kind == EntryKind.Meeting && entry.Meeting == pool.Meeting
            where registrant.Person != null ? invitation.Person == registrant.Person : invitation.Guest == registrant.Guest
            select invitation
        ).SingleOrDefaultAsync(ct);

        // Whoever declined knows, and may change their mind by the same link. What the same command takes back from all is not taken back twice.
        if (
            found is { WithdrawnAt: null }
            && (pool.Session is not null || found.Answer is not InvitationAnswer.Declined)
            && !db.DiaryEntries.Local.Any(e => e.Id == found.Entry && e.CancelledAt is not null)
        )
        {
            var taken = (await revising.Take([found.Entry], ct))[0];
            found.Withdraw(clock.GetCurrentInstant());
            await revising.TakeBack(taken, [found], happened.Why, await db.Now(ct), ct);
        }
    }

    private static bool IsTheirOwn(SeatPool pool, Registrant registrant) =>
        registrant.Email is not null
        && (registrant.Person is not null || registrant.Guest is not null)
        && (pool.Session is not null || (pool.Meeting is not null && registrant.Guest is not null));

    /// <summary>Whoever moves from online to a seat on site, or back, keeps the entry.</summary>
    private bool IsInOtherwise(SeatPool pool, Registrant registrant) =>
        pool.Meeting is { } meeting
        && db.SeatLines.Local.Any(l =>
            l.Registrant == registrant.Id
            && l.Pool != pool.Id
            && l.State is SeatState.Confirmed
            && (l.Pool == SeatPool.IdOf(meeting, PoolKind.OnSite) || l.Pool == SeatPool.IdOf(meeting, PoolKind.Online))
        );

    private async Task<SeatPool> Pool(Id<SeatPool> id, CancellationToken ct) => (await db.SeatPools.FindAsync([id], ct))!;

    private async Task<Registrant> Registrant(Id<Registrant> id, CancellationToken ct) => (await db.Registrants.FindAsync([id], ct))!;

    /// <summary>The entry in hand; null where there is none: what is not published, or not convened, is in nobody's calendar.</summary>
    private async Task<TakenEntry?> Entry(SeatPool pool, CancellationToken ct)
    {
        if (pool.Session is not { } session)
        {
            var known = await db
                .DiaryEntries.Where(e => e.Kind == EntryKind.Meeting && e.Meeting == pool.Meeting && e.CancelledAt == null)
                .Select(e => (Id<DiaryEntry>?)e.Id)
                .SingleOrDefaultAsync(ct);
            return known is { } id ? (await revising.Take([id], ct))[0] : null;
        }

        var published = (await db.NewestAgenda(pool.Assembly, ct))?.Content.Meetings.FirstOrDefault(m =>
            m.Sessions.Any(s => s.Id == session)
        );
        var assembly = await db.Assemblies.Include(a => a.Meetings).SingleAsync(a => a.Id == pool.Assembly, ct);
        if (published is null || assembly.Meetings.SingleOrDefault(m => m.Id == published.Id) is not { CancelledAt: null } meeting)
        {
            return null;
        }

        var generation = await db
            .DiaryEntries.Where(e => e.Assembly == pool.Assembly && e.Kind == EntryKind.Meeting && e.CancelledAt == null)
            .MaxAsync(e => (int?)e.Generation, ct);
        return generation is { } standing
            ? await sessions.Of(
                published.Sessions.Where(s => s.Id == session).On(published, meeting.Date).Single(),
                assembly,
                meeting,
                standing,
                await db.Now(ct),
                ct
            )
            : null;
    }

    private async Task Invite(TakenEntry taken, Registrant registrant, string why, CancellationToken ct)
    {
        var (now, stamp) = (clock.GetCurrentInstant(), await db.Now(ct));
        var there = await db.Invitations.SingleOrDefaultAsync(
            i => i.Entry == taken.Entry.Id && (registrant.Person != null ? i.Person == registrant.Person : i.Guest == registrant.Guest),
            ct
        );
        if (there is { WithdrawnAt: null })
        {
            return;
        }

        if (there is null)
        {
            there = new Invitation(taken.Entry, Who(registrant), now);
            there.Answered(InvitationAnswer.Accepted, null, now);
            await db.InsertAll([there], ct);
        }
        else
        {
            there.InviteAgain(await revising.Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, stamp, ct), Who(registrant));
            there.Answered(InvitationAnswer.Accepted, null, now);
        }

        await mails.Invite(taken.Entry, taken.Group, [there], stamp, why, ct);
    }

    private static Invitee Who(Registrant registrant) =>
        new(registrant.Email!, registrant.Name, registrant.TimeZone, registrant.Affiliation, registrant.Audience)
        {
            Person = registrant.Person,
            Guest = registrant.Guest,
            Mandate = registrant.Mandate,
        };
}
