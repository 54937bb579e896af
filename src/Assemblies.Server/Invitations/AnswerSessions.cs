using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>“These sessions only”: an entry for each in the place of the meeting's.</summary>
internal sealed class AnswerSessions(AssembliesDb db, EntryRevising revising, EntryMails mails, StandIns standIns, SessionEntries entries)
{
    public async Task<Error?> Answer(AnswerInvitation command, Answering it, CancellationToken ct)
    {
        var offered = await db.SessionsFor(it.Linked, ct);
        var chosen = offered.Where(s => command.Sessions.Contains(s.Id)).ToList();
        if (chosen.Count != command.Sessions.Distinct().Count())
        {
            return InvitationsErrors.UnknownSession.At("sessions");
        }

        var ids = chosen.ConvertAll(s => (Id<Session>?)s.Id);
        await standIns.TakeBack(it, entry => entry.Kind is not EntryKind.Session || !ids.Contains(entry.Session), ct);
        await standIns.TakeOwnBack(it, "You come to single sessions only, as you answered; each of them is an entry of its own.", ct);
        foreach (var session in chosen)
        {
            await InviteTo(session, it, ct);
        }

        return null;
    }

    private async Task InviteTo(PublishedSession session, Answering it, CancellationToken ct)
    {
        var taken = await entries.Of(session, it.Linked.Assembly, it.Linked.Meeting, it.Linked.Entry.Generation, it.Stamp, ct);
        var of = it.Invitation;
        var there = await db.Invitations.SingleOrDefaultAsync(
            i => i.Entry == taken.Entry.Id && i.Person == of.Person && i.Guest == of.Guest,
            ct
        );
        if (there is { WithdrawnAt: null })
        {
            // They may have declined it by its own link meanwhile.
            there.Answered(InvitationAnswer.Accepted, null, it.Now);
            return;
        }

        if (there is null)
        {
            there = new Invitation(taken.Entry, of.Who, it.Now, of.Id);
            there.Answered(InvitationAnswer.Accepted, null, it.Now);
            await db.InsertAll([there], ct);
        }
        else
        {
            there.Restore(await revising.Revise(taken, RevisionKind.Attendance, taken.Latest.Seen, it.Stamp, ct), of.Id);
            there.Answered(InvitationAnswer.Accepted, null, it.Now);
        }

        await mails.Invite(taken.Entry, taken.Group, [there], it.Stamp, "you come to this session, as you answered.", ct);
    }
}
