using Assemblies.Server.Platform.Calendar;
using NodaTime;

namespace Assemblies.Server.Platform.Mail;

/// <summary>One mail to one person, whole: the same message gives the same bytes, today and after an upgrade of nothing but the clock.</summary>
internal sealed record MailMessage
{
    /// <summary>An address of our own domain, with the name people read; for invitations the same as the entry's organizer.</summary>
    public required Mailbox From { get; init; }

    /// <summary>The one recipient.</summary>
    public required Mailbox To { get; init; }

    /// <summary>The human who reads answers; null leaves it to From.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>On one line; an update changes it by a prefix only.</summary>
    public required string Subject { get; init; }

    /// <summary>The plain text, complete without the HTML.</summary>
    public required string Text { get; init; }

    /// <summary>The HTML document.</summary>
    public required string Html { get; init; }

    /// <summary>The calendar entry; null for plain mail, reminders included.</summary>
    public MailCalendar? Calendar { get; init; }

    /// <summary>Without angle brackets, from <see cref="MessageIds"/>; the boundaries derive from it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Message-ID that started the thread; null, or the message's own, when this one does.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>When it was written: a column, so that a retry repeats it.</summary>
    public required Instant Date { get; init; }

    /// <summary>A short https address that ends such mails by one POST (RFC 8058); null on whatever one cannot opt out of.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>A name and an address.</summary>
/// <param name="Name">As people read it; blank leaves it out.</param>
/// <param name="Address">What mail is sent to.</param>
internal sealed record Mailbox(string Name, string Address);

/// <summary>The calendar part of a mail.</summary>
/// <param name="Text">As <see cref="CalendarWriter"/> wrote it.</param>
/// <param name="Method">The method that the text bears.</param>
internal sealed record MailCalendar(string Text, CalendarMethod Method);
