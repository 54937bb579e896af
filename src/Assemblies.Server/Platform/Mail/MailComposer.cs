using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Server.Platform.Calendar;
using MimeKit;

namespace Assemblies.Server.Platform.Mail;

/// <summary>Turns a message into the bytes that are sent: shape and headers by RFC 6047, nothing random, no word that could end a header.</summary>
internal static partial class MailComposer
{
    private const string CalendarFile = "invite.ics";

    private static readonly FormatOptions Wire = new()
    {
        NewLineFormat = NewLineFormat.Dos,
        International = false,
        EnsureNewLine = true,
    };

    /// <summary>The message as it travels, with CRLF line ends.</summary>
    /// <exception cref="ArgumentException">An address or Message-ID cannot be used, or the calendar's method is another: a bug of the caller.</exception>
    public static byte[] Compose(MailMessage mail)
    {
        using var mime = new MimeMessage();
        mime.Headers.Clear(); // the defaults hold the machine's clock, its name and a random number
        mime.From.Add(Box(mail.From));
        mime.To.Add(Box(mail.To));
        if (mail.ReplyTo is { } human)
        {
            mime.ReplyTo.Add(Box(human));
        }

        mime.Subject = CleanText.OneLine(mail.Subject);
        mime.Date = mail.Date.ToDateTimeOffset();
        mime.MessageId = Id(mail.MessageId);
        if (mail.InReplyTo is { } root && !string.Equals(root, mail.MessageId, StringComparison.Ordinal))
        {
            mime.InReplyTo = Id(root);
            mime.References.Add(Id(root));
        }

        mime.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (mail.Unsubscribe is { } unsubscribe)
        {
            mime.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe.AbsoluteUri}>");
            mime.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        mime.Body = Body(mail);
        using var bytes = new MemoryStream();
        mime.WriteTo(Wire, bytes);
        return bytes.ToArray();
    }

    private static Multipart Body(MailMessage mail)
    {
        var alternative = new MultipartAlternative { Boundary = Boundary(mail, "alternative") };
        alternative.Add(Text("plain", mail.Text));
        alternative.Add(Text("html", mail.Html));
        if (mail.Calendar is not { } calendar)
        {
            return alternative;
        }

        // The last alternative is the one that calendars take; the attachment is for those who save it by hand.
        alternative.Add(CalendarPart(calendar));
        var mixed = new Multipart("mixed") { Boundary = Boundary(mail, "mixed") };
        mixed.Add(alternative);
        mixed.Add(Attachment(calendar));
        return mixed;
    }

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }

    private static TextPart CalendarPart(MailCalendar calendar)
    {
        var method = calendar.Method.ToString().ToUpperInvariant();
        if (!calendar.Text.Contains($"\r\nMETHOD:{method}\r\n", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The calendar's text does not bear METHOD:{method}.", nameof(calendar));
        }

        var part = new TextPart("calendar") { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(Encoding.UTF8, calendar.Text);
        part.ContentType.Parameters["method"] = method;
        return part;
    }

    private static MimePart Attachment(MailCalendar calendar) =>
        new("application", "ics")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(calendar.Text))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = CalendarFile,
        };

    private static MailboxAddress Box(Mailbox mailbox) => new(CleanText.OneLine(mailbox.Name), EmailAddress.Ascii(mailbox.Address));

    private static string Id(string messageId) =>
        MessageId().IsMatch(messageId) ? messageId : throw new ArgumentException("This is no Message-ID.", nameof(messageId));

    // "=_" stands in no quoted-printable and in no base64 text, so that no body can hold a boundary.
    private static string Boundary(MailMessage mail, string part) =>
        "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{part} {mail.MessageId}")).AsSpan(0, 16));

    [GeneratedRegex(@"\A[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+\z", RegexOptions.None, 200)]
    private static partial Regex MessageId();
}
