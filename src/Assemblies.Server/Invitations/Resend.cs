using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using MediatR;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Assemblies.Server.Invitations;

/// <summary>
/// The secretariat sends a mail again whose fate is known: the same revision with a Message-ID of its own, so that calendars keep one entry. A
/// repeat sends once more; with the same key it does not.
/// </summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Mail">Which mail.</param>
public sealed record SendAgain(string Code, Id<OutboxMail> Mail) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code} {Mail}";

    internal sealed class Handler(AssembliesDb db, OutgoingMail outbox) : ICommandHandler<SendAgain, Done>
    {
        public async Task<Result<Done>> Handle(SendAgain request, CancellationToken cancellationToken)
        {
            var mail = await db.MailOf(request.Code, request.Mail).SingleOrDefaultAsync(cancellationToken);
            if (mail is null)
            {
                return InvitationsErrors.UnknownMail;
            }

            if (mail.State is DeliveryState.Queued or DeliveryState.Deferred)
            {
                return InvitationsErrors.OnItsWay;
            }

            if (mail.State is DeliveryState.Superseded || await IsOvertaken(mail, cancellationToken))
            {
                return InvitationsErrors.Overtaken;
            }

            var root = mail.Key.Split("/again/")[0];
            var times = await db.OutboxMails.CountAsync(m => m.Key.StartsWith(root + "/again/"), cancellationToken) + 1;
            await outbox.Add(
                new NewMail(
                    string.Create(CultureInfo.InvariantCulture, $"{root}/again/{times}"),
                    mail.Kind,
                    mail.Subject,
                    await AddressNow(mail, cancellationToken),
                    mail.Name,
                    await ModelNow(mail, cancellationToken)
                )
                {
                    Person = mail.Person,
                    Assembly = mail.Assembly,
                    Group = mail.Group,
                    Sequence = mail.Sequence,
                },
                cancellationToken
            );
            return Done.It;
        }

        private async Task<bool> IsOvertaken(OutboxMail mail, CancellationToken ct) =>
            mail.Subject.Length > 0
            && await db.OutboxMails.AnyAsync(m => m.Subject == mail.Subject && m.Email == mail.Email && m.Sequence > mail.Sequence, ct);

        // Calendars are to show what was answered since, not what had been when it was first sent.
        private async Task<string> ModelNow(OutboxMail mail, CancellationToken ct)
        {
            if (mail.Kind is not EntryMails.Request)
            {
                return mail.Model;
            }

            var model = EntryMail.Of(mail);
            var answer = await db.Invitations.Where(i => i.Id == model.Invitation).Select(i => i.Answer).SingleAsync(ct);
            return JsonSerializer.Serialize(model with { Answer = answer }, Json.Options);
        }

        // A mail that failed goes to the address as it is corrected now; one that arrived to where it went.
        private async Task<string> AddressNow(OutboxMail mail, CancellationToken ct) =>
            mail.State is DeliveryState.Failed && mail.Person is { } person
                ? await db.People.Where(p => p.Id == person).Select(p => p.Email).SingleAsync(ct)
                : mail.Email;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/deliveries/{mail}/send-again",
                (string code, Id<OutboxMail> mail, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SendAgain(code, mail), ct).ToHttp()
            )
            .WithName(nameof(SendAgain))
            .WithSummary("Send a mail again")
            .WithDescription(
                "The same revision of the same entry with another Message-ID: calendars keep one entry. A failed one goes to the address as it is "
                    + "now. A repeat sends once more; with the same Idempotency-Key it does not."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                InvitationsErrors.UnknownMail,
                InvitationsErrors.OnItsWay,
                InvitationsErrors.Overtaken
            );
}

/// <summary>The secretariat has a waiting mail tried now instead of later. A repeat does the same.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Mail">Which mail.</param>
public sealed record TryNow(string Code, Id<OutboxMail> Mail) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code} {Mail}";

    internal sealed class Handler(AssembliesDb db, AfterCommit after, OutboxAlarm alarm) : ICommandHandler<TryNow, Done>
    {
        public async Task<Result<Done>> Handle(TryNow request, CancellationToken cancellationToken)
        {
            if (!await db.MailOf(request.Code, request.Mail).AnyAsync(cancellationToken))
            {
                return InvitationsErrors.UnknownMail;
            }

            var waiting = await db.Database.ExecuteSqlAsync(
                $"update outbox_mail set due_at = now() where id = {request.Mail.Value} and state in ('Queued', 'Deferred')",
                cancellationToken
            );
            after.Do(alarm.Ring);
            return waiting is 1 ? Done.It : InvitationsErrors.DoesNotWait;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/deliveries/{mail}/try-now",
                (string code, Id<OutboxMail> mail, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new TryNow(code, mail), ct).ToHttp()
            )
            .WithName(nameof(TryNow))
            .WithSummary("Try a waiting mail now")
            .WithDescription("A mail that waits for its next try is tried at once. A repeat does the same as long as it waits.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, InvitationsErrors.UnknownMail, InvitationsErrors.DoesNotWait);
}

/// <summary>A mail of an assembly as it was sent, for the secretariat. Links that are somebody's own are cut: whoever has them can answer.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Mail">Which mail.</param>
public sealed partial record ShowDelivery(string Code, Id<OutboxMail> Mail) : IQuery<ShowDelivery.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>A mail.</summary>
    /// <param name="To">To whom.</param>
    /// <param name="Subject">Its subject; null before it is written, when its turn comes.</param>
    /// <param name="Text">Its plain text.</param>
    /// <param name="Html">Its HTML.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="ServerWords">What the mail server said last.</param>
    public sealed record Answer(string To, string? Subject, string? Text, string? Html, DeliveryState State, string? ServerWords);

    internal sealed partial class Handler(AssembliesDb db) : IQueryHandler<ShowDelivery, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowDelivery request, CancellationToken cancellationToken)
        {
            var mail = await db.MailOf(request.Code, request.Mail).SingleOrDefaultAsync(cancellationToken);
            if (mail is null)
            {
                return InvitationsErrors.UnknownMail;
            }

            var to = $"{mail.Name} <{mail.Email}>";
            if (mail.Mime is null)
            {
                return new Answer(to, null, null, null, mail.State, mail.ServerWords);
            }

            using var message = await MimeMessage.LoadAsync(new MemoryStream(mail.Mime), cancellationToken);
            return new Answer(to, message.Subject, Cut(message.TextBody), Cut(message.HtmlBody), mail.State, mail.ServerWords);
        }

        private static string? Cut(string? text) => text is null ? null : OwnLink().Replace(text, "/${where}/…");

        [GeneratedRegex("/(?<where>rsvp|reminders/stop)/[A-Za-z0-9_-]{20,}", RegexOptions.None, 500)]
        private static partial Regex OwnLink();
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/deliveries/{mail}",
                (string code, Id<OutboxMail> mail, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowDelivery(code, mail), ct).ToHttp()
            )
            .WithName(nameof(ShowDelivery))
            .WithSummary("Look at a mail of an assembly")
            .WithDescription("As it was sent, but for the links that are its recipient's own. Empty until its turn has come.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, InvitationsErrors.UnknownMail);
}

/// <summary>Reads the mails of one assembly.</summary>
internal static class Deliveries
{
    /// <summary>One of them; those of other assemblies are not found.</summary>
    public static IQueryable<OutboxMail> MailOf(this AssembliesDb db, string code, Id<OutboxMail> mail) =>
        db.OutboxMails.AsNoTracking().Where(m => m.Id == mail && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == code));
}
