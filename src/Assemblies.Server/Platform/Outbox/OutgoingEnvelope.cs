using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Mail;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>What all mail has in common: our sender, the Message-ID made of the row's key, the row's own time as its date.</summary>
internal sealed class OutgoingEnvelope(Settings settings)
{
    private readonly MessageIds ids = new(settings.MailDomain);

    public byte[] Bytes(OutboxMail mail, Composed composed) =>
        MailComposer.Compose(
            new()
            {
                From = new(settings.NetworkName, settings.From),
                To = new(mail.Name, mail.Email),
                ReplyTo = composed.ReplyTo is { } human ? new(human.Name, human.Email) : null,
                Subject = composed.Subject,
                Text = composed.Text,
                Html = composed.Html,
                Calendar = composed.Calendar is { } calendar
                    ? new(calendar.Text, Enum.Parse<CalendarMethod>(calendar.Method, ignoreCase: true))
                    : null,
                MessageId = ids.Of(mail.Key),
                InReplyTo = composed.InReplyToKey is { } first ? ids.Of(first) : null,
                Date = mail.CreatedAt,
                Unsubscribe = composed.Unsubscribe,
            }
        );
}
