using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Invitations;

/// <summary>Writes invitations and updates: not for a meeting that is cancelled, a person who is off it, or a revision that was followed.</summary>
internal sealed class ComposeRequest(EntryReading reading, Settings settings) : IComposeMail
{
    public string Kind => EntryMails.Request;

    public Task ReadAhead(IReadOnlyList<OutboxMail> mails, CancellationToken ct) => reading.Invitations(mails, ct);

    public async ValueTask<bool> IsWanted(OutboxMail mail, CancellationToken ct)
    {
        var model = EntryMail.Of(mail);
        return reading.Invitation(model.Invitation) is { IsWithdrawn: false } invitation
            && invitation.Sequence == model.Sequence
            && (await reading.Entry(model.Entry, model.Sequence, ct)).Entry.CancelledAt is null;
    }

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        if (!await IsWanted(mail, ct))
        {
            return null;
        }

        var model = EntryMail.Of(mail);
        var (entry, revision, facts) = await reading.Entry(model.Entry, model.Sequence, ct);
        var invitation = reading.Invitation(model.Invitation)!;

        // To whoever is told for the first time nothing has changed.
        var first = await reading.FirstThatReached(mail, ct);
        facts = first is null ? facts with { Before = null } : facts;
        var to = new Addressee(mail.Name, Zones.Of(invitation.TimeZone), invitation.Audience, model.Token, model.Why);
        var (html, text) = MailLayout.Render(EntryLetters.Invitation(facts, to, settings));
        var item = Snapshots.ToItem(entry, revision, settings, facts.Code, isInvited: true) with
        {
            Attendee = new(
                mail.Name,
                mail.Email,
                facts.Statutory ? CalendarRole.Required : CalendarRole.Optional,
                Participation(model.Answer)
            ),
            Class = facts.Statutory ? CalendarClass.Private : CalendarClass.Public,
        };
        return new(first is null ? EntryLetters.Subject(facts) : $"Updated: {EntryLetters.Subject(facts)}", text, html)
        {
            Calendar = new(CalendarWriter.Request(item), "REQUEST"),
            ReplyTo = facts.Human,
            InReplyToKey = first,
        };
    }

    internal static CalendarParticipation Participation(InvitationAnswer answer) =>
        answer switch
        {
            InvitationAnswer.Accepted => CalendarParticipation.Accepted,
            InvitationAnswer.Tentative => CalendarParticipation.Tentative,
            InvitationAnswer.Declined => CalendarParticipation.Declined,
            _ => CalendarParticipation.NeedsAction,
        };
}

/// <summary>Writes cancellations: only to whom a request went.</summary>
internal sealed class ComposeCancel(EntryReading reading, Settings settings) : IComposeMail
{
    public string Kind => EntryMails.Cancel;

    public Task ReadAhead(IReadOnlyList<OutboxMail> mails, CancellationToken ct) => reading.Invitations(mails, ct);

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var model = EntryMail.Of(mail);
        var (entry, revision, facts) = await reading.Entry(model.Entry, model.Sequence, ct);
        if (reading.Invitation(model.Invitation) is not { } invitation || await reading.FirstThatReached(mail, ct) is not { } first)
        {
            return null;
        }

        var to = new Addressee(mail.Name, Zones.Of(invitation.TimeZone), invitation.Audience, "", model.Why);
        var (html, text) = MailLayout.Render(EntryLetters.Cancellation(facts, to));
        var item = Snapshots.ToItem(entry, revision, settings, facts.Code, isInvited: false) with
        {
            Attendee = new(mail.Name, mail.Email, facts.Statutory ? CalendarRole.Required : CalendarRole.Optional, ExpectsAnswer: false),
            Class = facts.Statutory ? CalendarClass.Private : CalendarClass.Public,
        };
        var what = revision.Kind is RevisionKind.Cancelled ? "Cancelled" : "Taken off your calendar";
        return new($"{what}: {EntryLetters.Subject(facts)}", text, html)
        {
            Calendar = new(CalendarWriter.Cancel(item), "CANCEL"),
            ReplyTo = facts.Human,
            InReplyToKey = first,
        };
    }
}
