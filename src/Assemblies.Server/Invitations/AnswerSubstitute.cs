using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>“Somebody else comes”: that person gets the invitation, and who is represented a cancellation.</summary>
internal sealed class AnswerSubstitute(AssembliesDb db, EntryRevising revising, EntryMails mails, StandIns standIns)
{
    // A seat changes hands a few times at most; whoever has a link must not mail the whole world by it.
    private const int MostAsked = 5;

    public async Task<Error?> Answer(AnswerInvitation command, Answering it, CancellationToken ct)
    {
        var (email, name) = (Person.NormalEmail(command.SubstituteEmail!), command.SubstituteName!.Trim());
        var there = await db
            .Invitations.Where(i => i.Entry == it.Taken.Entry.Id && i.Email == email && i.Id != it.Invitation.Id)
            .OrderBy(i => i.WithdrawnAt != null)
            .ThenBy(i => i.Id)
            .FirstOrDefaultAsync(ct);
        if (there is not null && IsTheSame(there, it.Invitation))
        {
            return null;
        }

        if (
            email == it.Invitation.Email
            || there is { WithdrawnAt: null }
            || (there is not null && await standIns.IsAbove(there, it.Invitation, ct))
        )
        {
            return InvitationsErrors.InvitedAlready.At("substituteEmail");
        }

        if (there?.InsteadOf != it.Invitation.Id && await standIns.HaveBeen(it, ct) >= MostAsked)
        {
            return InvitationsErrors.TooManyAsked.At("substituteEmail");
        }

        await standIns.TakeBack(it, _ => true, ct);
        var revision = await revising.Revise(it.Taken, RevisionKind.Attendance, it.Taken.Latest.Seen, it.Stamp, ct);
        if (it.Invitation.WithdrawnAt is null)
        {
            it.Invitation.Withdraw(it.Now);
            await mails.TakeBack(
                it.Taken.Entry,
                it.Taken.Group,
                [it.Invitation],
                revision.Sequence,
                $"{name} comes in your place, as you answered.",
                ct
            );
        }

        var substitute = there ?? new Invitation(it.Taken.Entry, await Known(email, name, it, ct), it.Now, it.Invitation.Id);
        if (there is null)
        {
            await db.InsertAll([substitute], ct);
        }
        else
        {
            there.AskedBy(revision, it.Invitation.Id, name);
        }

        await mails.Invite(
            it.Taken.Entry,
            it.Taken.Group,
            [substitute],
            it.Stamp,
            $"{it.Invitation.Name} asks you to come in their place.",
            ct
        );
        return null;
    }

    // Named before, and still the one who comes, or who has asked somebody else in turn.
    private static bool IsTheSame(Invitation there, Invitation own) =>
        there.InsteadOf == own.Id
        && own.Answer is InvitationAnswer.Substituted
        && (there.WithdrawnAt is null || there.Answer is InvitationAnswer.Substituted or InvitationAnswer.SessionsOnly);

    private async Task<Invitee> Known(string email, string name, Answering it, CancellationToken ct)
    {
        var of = it.Invitation;

        // Named as whoever asks names them: the page that shows it is no way to learn whose an address is.
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Email == email, ct);
        if (person is not null)
        {
            return of.Who with { Email = email, Name = name, TimeZone = person.TimeZone, Person = person.Id, Guest = null, Mandate = null };
        }

        var guest = await db.Guests.SingleOrDefaultAsync(g => g.Assembly == it.Linked.Assembly.Id && g.Email == email, ct);
        if (guest is null)
        {
            guest = new Guest(it.Linked.Assembly.Id, email, name, of.TimeZone, it.Now);
            await db.InsertAll([guest], ct);
        }

        return of.Who with
        {
            Email = email,
            Name = name,
            Person = null,
            Guest = guest.Id,
            Mandate = null,
        };
    }
}
