using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// Somebody's address was corrected: what they are invited to goes there from now on. The entry at the former address is taken back if it ever
/// got there.
/// </summary>
internal sealed class FollowAddress(AssembliesDb db, EntryRevising revising, EntryMails mails, IClock clock)
    : IReactTo<PersonAddressChanged>
{
    public async ValueTask Happened(PersonAddressChanged happened, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var all = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            join meeting in db.Meetings on entry.Meeting equals meeting.Id
            where invitation.Person == happened.Person && entry.CancelledAt == null && meeting.EndsAt > now
            select invitation
        ).ToListAsync(ct);
        var stamp = await db.Now(ct);
        foreach (var invitation in all.Where(invitation => !invitation.HasEnded).OrderBy(invitation => invitation.Entry.Value))
        {
            if (invitation.WithdrawnAt is not null)
            {
                invitation.Reach(happened.Now);
                continue;
            }

            // Whom a request never reached gets no cancellation either: what waits for the former address is dropped.
            var taken = (await revising.Take([invitation.Entry], ct))[0];
            var revision = await revising.Revise(taken, Domain.Invitations.RevisionKind.Attendance, taken.Latest.Seen, stamp, ct);
            await mails.TakeBack(
                taken.Entry,
                taken.Group,
                [invitation],
                revision.Sequence,
                "Your address has changed; the invitation goes to the new one.",
                ct
            );
            invitation.Reach(happened.Now);
            invitation.Sent(revision);
            const string why = "your address has changed: this invitation, and what follows it, comes to this one.";
            await mails.Invite(taken.Entry, taken.Group, [invitation], stamp, why, ct);
        }
    }
}
