using System.Globalization;
using System.Text;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Tests.Platform.Calendar;
using CsCheck;
using MimeKit;
using static Assemblies.Server.Tests.Platform.Mail.Mails;

namespace Assemblies.Server.Tests.Platform.Mail;

public sealed class MailComposerTests
{
    [Test]
    public void Public_case_C10_an_invitation_has_the_shape_that_calendars_accept()
    {
        using var mime = Read(Invitation);

        Assert.That(
            Outline(mime.Body!),
            Is.EqualTo(
                new[]
                {
                    "multipart/mixed",
                    " multipart/alternative",
                    "  text/plain; charset=utf-8 · quotedprintable · no disposition",
                    "  text/html; charset=utf-8 · quotedprintable · no disposition",
                    "  text/calendar; charset=utf-8; method=REQUEST · base64 · no disposition",
                    " application/ics; name=invite.ics · base64 · attachment; filename=invite.ics",
                }
            )
        );
        Assert.That(mime.BodyParts.OfType<MimePart>().Select(part => part.ContentId), Is.All.Null);
    }

    [Test]
    public void Both_calendar_parts_hold_the_very_bytes_of_the_writer()
    {
        using var mime = Read(Invitation);

        var written = Encoding.UTF8.GetBytes(Invitation.Calendar!.Text);
        Assert.That(
            mime.BodyParts.OfType<MimePart>().Where(part => part.ContentType.MediaSubtype is "calendar" or "ics").Select(Decoded),
            Is.EqualTo(new[] { written, written })
        );
    }

    [Test]
    public void A_plain_mail_is_two_alternatives_and_comes_back_as_written()
    {
        using var mime = Read(Plain);

        Assert.That(
            Outline(mime.Body!),
            Is.EqualTo(
                new[]
                {
                    "multipart/alternative",
                    " text/plain; charset=utf-8 · quotedprintable · no disposition",
                    " text/html; charset=utf-8 · quotedprintable · no disposition",
                }
            )
        );
        Assert.That(mime.TextBody!.ReplaceLineEndings("\n"), Is.EqualTo(Plain.Text));
        Assert.That(mime.HtmlBody!.ReplaceLineEndings("\n"), Is.EqualTo(Plain.Html));
    }

    [Test]
    public void Public_case_C50_all_that_servers_check_lies_in_our_domain_and_answers_reach_a_human()
    {
        using var mime = Read(Invitation);

        Assert.That(
            mime.Headers.Select(header => header.Field),
            Is.EquivalentTo(new[] { "From", "To", "Reply-To", "Subject", "Date", "Message-Id", "Auto-Submitted", "MIME-Version" })
        );
        Assert.That(mime.From.Mailboxes.Single().Name, Is.EqualTo("STEM Platforms of Europe"));
        Assert.That(mime.From.Mailboxes.Single().Address, Is.EqualTo("meetings@assemblies.example.org"));
        Assert.That(mime.To.Mailboxes.Single().Name, Is.EqualTo("Tomasz Zieliński"));
        Assert.That(mime.To.Mailboxes.Single().Address, Is.EqualTo("head@pl.stem.example.org"));
        Assert.That(mime.ReplyTo.Mailboxes.Single().Address, Is.EqualTo("head@nl.stem.example.org"));
        Assert.That(mime.MessageId, Does.EndWith("@assemblies.example.org"));
        Assert.That(mime.Date, Is.EqualTo(new DateTimeOffset(2027, 2, 1, 8, 30, 15, TimeSpan.Zero)));
        Assert.That(mime.Headers[HeaderId.AutoSubmitted], Is.EqualTo("auto-generated"));
        var organizer = SecondParser.Read(Invitation.Calendar!.Text).Events.Single().Organizer.Address;
        Assert.That(organizer, Is.EqualTo("mailto:" + mime.From.Mailboxes.Single().Address));
    }

    [Test]
    public void An_update_refers_to_the_mail_that_began_it_and_that_one_to_none()
    {
        var update = Invitation with { MessageId = Ids.Of("update"), InReplyTo = Invitation.MessageId };

        using var mime = Read(update);
        using var root = Read(Invitation with { InReplyTo = Invitation.MessageId });

        Assert.That((mime.InReplyTo, mime.References.Single()), Is.EqualTo((Invitation.MessageId, Invitation.MessageId)));
        Assert.That(root.Headers.Contains(HeaderId.InReplyTo) || root.Headers.Contains(HeaderId.References), Is.False);
    }

    [Test]
    public void A_reminder_can_be_ended_by_one_post()
    {
        using var mime = Read(Plain with { Unsubscribe = new Uri("https://assemblies.example.org/stop/abc") });

        Assert.That(mime.Headers[HeaderId.ListUnsubscribe], Is.EqualTo("<https://assemblies.example.org/stop/abc>"));
        Assert.That(mime.Headers[HeaderId.ListUnsubscribePost], Is.EqualTo("List-Unsubscribe=One-Click"));
    }

    [Test]
    public void The_same_message_gives_the_same_bytes_in_any_culture()
    {
        var first = MailComposer.Compose(Invitation);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "tr-TR", "ar-SA", "sl-SI" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.That(MailComposer.Compose(Invitation), Is.EqualTo(first), name);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void Every_line_ends_with_crlf_is_ascii_and_short_enough()
    {
        var text = Encoding.Latin1.GetString(
            MailComposer.Compose(
                Invitation with
                {
                    Text = string.Concat(Enumerable.Repeat("Žižek 🏔 – ", 300)),
                    Html = new string('x', 4000),
                }
            )
        );

        Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain('\r').And.Not.Contain('\n'));
        Assert.That(text, Has.All.LessThan('\u0080'));
        Assert.That(text.Split("\r\n").Select(line => line.Length), Is.All.LessThanOrEqualTo(78));
        Assert.That(text, Does.EndWith("\r\n"));
    }

    [Test]
    public void No_word_of_a_person_makes_a_header()
    {
        var bits = new[]
        {
            "\r\n",
            "\n",
            "\r",
            "\0",
            "Bcc: x@y.example.org",
            "\r\nBcc: x@y.example.org\r\n",
            "\"",
            "<",
            ">",
            ",",
            "Žižek",
            "🏔",
            "\ud83c",
            "=?utf-8?q?a?=",
            " ",
            "\t",
        };
        Gen.Int[0, bits.Length - 1]
            .Select(i => bits[i])
            .Array[0, 10]
            .Select(chosen => string.Concat(chosen))
            .Sample(words =>
            {
                using var mime = Read(
                    Plain with
                    {
                        Subject = words,
                        From = Plain.From with { Name = words },
                        To = Plain.To with { Name = words },
                        ReplyTo = Plain.ReplyTo! with { Name = words },
                    }
                );
                return mime.Headers.Count == 8
                    && mime.From.Mailboxes.Single().Address == Plain.From.Address
                    && mime.To.Mailboxes.Single().Address == Plain.To.Address
                    && mime.ReplyTo.Mailboxes.Single().Address == Plain.ReplyTo!.Address
                    && mime.Bcc.Count == 0;
            });
    }

    [Test]
    public void The_method_in_the_text_is_the_method_of_the_part()
    {
        Assert.That(
            () => MailComposer.Compose(Invitation with { Calendar = Invitation.Calendar! with { Method = CalendarMethod.Cancel } }),
            Throws.ArgumentException
        );

        var cancellation = new MailCalendar(CalendarWriter.Cancel(Entries.OpenMeeting with { Sequence = 1 }), CalendarMethod.Cancel);
        using var mime = Read(Invitation with { Calendar = cancellation });
        Assert.That(
            mime.BodyParts.Single(part => part.ContentType.MediaSubtype is "calendar").ContentType.Parameters["method"],
            Is.EqualTo("CANCEL")
        );
    }

    [TestCase("no-domain")]
    [TestCase("<a@x.example.org>")]
    [TestCase("a@x.example.org\r\nBcc: b@x.example.org")]
    public void What_is_no_message_id_is_refused(string id) =>
        Assert.That(() => MailComposer.Compose(Plain with { MessageId = id }), Throws.ArgumentException);

    [Test]
    public void Message_ids_are_equal_for_equal_words_only()
    {
        string[] ids = [Ids.Of("a"), Ids.Of("b"), Ids.Of("A"), new MessageIds("other.example.org").Of("a")];

        Assert.That(ids, Is.Unique);
        Assert.That(Ids.Of("a"), Is.EqualTo(ids[0]));
        Assert.That(ids, Is.All.Match(@"^[0-9a-f]{40}@[a-z.]+$"));
    }

    private static MimeMessage Read(MailMessage mail) => MimeMessage.Load(new MemoryStream(MailComposer.Compose(mail)));

    private static IEnumerable<string> Outline(MimeEntity entity, int depth = 0)
    {
        var parameters = entity
            .ContentType.Parameters.Where(parameter => parameter.Name is not "boundary")
            .Select(parameter => $"; {parameter.Name}={parameter.Value}");
        var line = new string(' ', depth) + entity.ContentType.MimeType + string.Concat(parameters);
        return entity switch
        {
            Multipart multipart => multipart.SelectMany(part => Outline(part, depth + 1)).Prepend(line),
            MimePart part => [$"{line} · {part.ContentTransferEncoding.ToString().ToLowerInvariant()} · {Disposition(part)}"],
            _ => [line],
        };
    }

    private static string Disposition(MimePart part) =>
        part.ContentDisposition is { } disposition ? $"{disposition.Disposition}; filename={disposition.FileName}" : "no disposition";

    private static byte[] Decoded(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }
}
