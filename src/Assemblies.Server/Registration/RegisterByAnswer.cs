using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// The answer of partners, applicants, the Commission and guests to a meeting's invitation is their registration: whoever comes has a seat or a place in
/// line, whoever does not gives it back, whoever sends somebody else hands it over. Of members' people it registers nobody: they have a form.
/// </summary>
internal sealed class RegisterByAnswer(AssembliesDb db, SeatBooks books, Registering registering, Cancelling cancelling, IClock clock)
    : IReactTo<InvitationAnswered>
{
    public async ValueTask Happened(InvitationAnswered happened, CancellationToken ct)
    {
        var entry = await db.DiaryEntries.SingleAsync(e => e.Id == happened.Entry, ct);
        var invitation = await db.Invitations.SingleAsync(i => i.Id == happened.Invitation, ct);
        if (entry.Meeting is not { } meeting || entry.CancelledAt is not null)
        {
            return;
        }

        var assembly = await books.Find(happened.Assembly, ct);
        if (entry.Kind is EntryKind.Session)
        {
            await GiveSessionBack(assembly, invitation, entry, ct);
            return;
        }

        if (!invitation.IsRegistration || assembly.State is not AssemblyState.Convened)
        {
            return;
        }

        // An answer to several entries at once is several answers: each stands on what the one before it left.
        await db.SaveChangesAsync(ct);
        await books.Lock(assembly, ct);
        var registrant = await Of(invitation, ct);
        if (registrant is { ReplacedBy: { } other })
        {
            await TakeBack(assembly, registrant, other, ct);
        }

        if (happened.Answer is InvitationAnswer.Substituted)
        {
            await HandOver(assembly, registrant, invitation, ct);
            return;
        }

        if (
            HowOf(happened, assembly.Meetings.Single(m => m.Id == meeting)) is not { } how
            || (how is TakingPart.Not && registrant is not { IsComing: true })
        )
        {
            return;
        }

        var who = await WhoIs(invitation, ct);
        var form = new FilledIn(who, Wish.Nothing.With(meeting, how), null, false, null, null, invitation.Person) { IsAnswer = true };
        await registering.Take(assembly, form, ct);
    }

    private static TakingPart? HowOf(InvitationAnswered happened, Meeting meeting) =>
        happened.Answer switch
        {
            InvitationAnswer.Declined => TakingPart.Not,
            InvitationAnswer.Accepted or InvitationAnswer.SessionsOnly => meeting.Format switch
            {
                MeetingFormat.OnSite => TakingPart.OnSite,
                MeetingFormat.Online => TakingPart.Online,
                _ => happened.How is Attending.Online ? TakingPart.Online : TakingPart.OnSite,
            },
            // Who does not know yet leaves things as they are.
            _ => null,
        };

    private Task<Registrant?> Of(Invitation invitation, CancellationToken ct) =>
        db.Registrants.SingleOrDefaultAsync(
            r =>
                r.Assembly == invitation.Assembly
                && (invitation.Person != null ? r.Person == invitation.Person : r.Guest == invitation.Guest),
            ct
        );

    private async Task<Attendee> WhoIs(Invitation invitation, CancellationToken ct) =>
        new(
            invitation.Name,
            await db.People.Where(p => p.Id == invitation.Person).Select(p => p.NameLatin).SingleOrDefaultAsync(ct),
            invitation.Email,
            invitation.TimeZone,
            invitation.Organisation,
            invitation.Audience
        )
        {
            Person = invitation.Person,
            Guest = invitation.Guest,
            Mandate = invitation.Mandate,
            Organisation = await db
                .Mandates.Where(m => m.Id == invitation.Mandate)
                .Select(m => (Id<Organisation>?)m.Organisation)
                .SingleOrDefaultAsync(ct),
        };

    /// <summary>Somebody else comes: with the seat, or the place in line. They may still decline, by their own link.</summary>
    private async Task HandOver(Assembly assembly, Registrant? from, Invitation invitation, CancellationToken ct)
    {
        var instead = await db.Invitations.FirstOrDefaultAsync(
            i => i.InsteadOf == invitation.Id && i.Entry == invitation.Entry && i.WithdrawnAt == null,
            ct
        );
        if (from is not { IsComing: true } || instead is null || await Of(instead, ct) is { IsComing: true })
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var who = await WhoIs(instead, ct) with { Organisation = from.Organisation };
        var to = await Of(instead, ct);
        if (to is null)
        {
            to = new Registrant(assembly.Id, who, BadgeCode.New(), now, invitation.Person);
            db.Add(to);
        }
        else
        {
            to.Know(who);
        }

        await Move(assembly, from, to, invitation.Person, ct);
    }

    /// <summary>Whoever sent somebody else answers anew: the seat is theirs again, before they say what becomes of it.</summary>
    private async Task TakeBack(Assembly assembly, Registrant registrant, Id<Registrant> other, CancellationToken ct)
    {
        var substitute = await db.Registrants.SingleAsync(r => r.Id == other, ct);
        var stillInvited = await db.Invitations.AnyAsync(
            i =>
                i.Assembly == assembly.Id
                && i.WithdrawnAt == null
                && (substitute.Person != null ? i.Person == substitute.Person : i.Guest == substitute.Guest),
            ct
        );
        if (substitute.IsComing && !stillInvited)
        {
            await Move(assembly, substitute, registrant, registrant.Person, ct);

            // What becomes of it is decided on what stands then.
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task Move(Assembly assembly, Registrant from, Registrant to, Id<Person>? by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var open = await books.Open(assembly, [from.Id, to.Id], ct);
        from.ReplaceBy(to, now, by);
        open.Book.HandOver(from.Id, to.Id, new(now, by));
        db.AddRange(
            new RegistrantChange(from, now, by, [$"{from.Name} → {to.Name}"], false, null),
            new RegistrantChange(to, now, by, [$"{from.Name} → {to.Name}"], false, null)
        );
        await books.Close(
            open,
            new(to, $"you come in the place of {from.Name}", [$"You come to {assembly.Title} in the place of {from.Name}."]),
            ct
        );
    }

    /// <summary>Whoever declines the entry of what they booked gives it back.</summary>
    private async Task GiveSessionBack(Assembly assembly, Invitation invitation, DiaryEntry entry, CancellationToken ct)
    {
        if (invitation.Answer is not InvitationAnswer.Declined)
        {
            return;
        }

        await books.Lock(assembly, ct);
        var pool = await db.SeatPools.FirstOrDefaultAsync(p => p.Session == entry.Session && p.RemovedAt == null, ct);
        if (pool is null || await Of(invitation, ct) is not { IsComing: true } registrant || cancelling.Began(assembly) is not null)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var open = await books.Open(assembly, [registrant.Id], ct);
        if (open.Book.LineOf(pool.Id, registrant.Id) is null)
        {
            return;
        }

        open.Book.GiveUp(
            pool.Id,
            registrant.Id,
            new(now, invitation.Person),
            registrant.Organisation is null ? "A guest gave a seat back." : $"{registrant.Affiliation} gave a seat back."
        );
        registrant.FillIn(registrant.Wish.With(pool.Id, false), registrant.PhotoConsent, null);
        db.Add(new RegistrantChange(registrant, now, invitation.Person, [$"{pool.Title}: yes → no"], false, null));
        await books.Close(open, new(registrant, "your seat is given back", [$"You gave this back: {pool.Title}."]), ct);
    }
}
