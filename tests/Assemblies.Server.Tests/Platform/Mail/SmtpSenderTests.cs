using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Mail;
using SmtpServer.Protocol;
using static Assemblies.Server.Tests.Platform.Mail.ScriptedServer;

namespace Assemblies.Server.Tests.Platform.Mail;

public sealed class SmtpSenderTests
{
    private const string From = "returns@assemblies.example.org";
    private const string To = "head@pl.stem.example.org";

    private static readonly byte[] Message = MailComposer.Compose(Mails.Invitation);

    [Test]
    public async Task The_server_gets_the_very_bytes_and_the_envelope()
    {
        await using var sink = new SmtpSink();
        await using var sender = new SmtpSender(sink.Settings);

        foreach (var mail in new[] { Mails.Invitation, Mails.Plain })
        {
            var bytes = MailComposer.Compose(mail);
            var outcome = await sender.SendAsync(bytes, From, To);

            Assert.That(outcome, Is.EqualTo(new SmtpOutcome.Accepted("2.0.0 kept as 42")));
            Assert.That(sink.Taken.TryDequeue(out var taken), Is.True);
            Assert.That((taken.From, taken.To), Is.EqualTo((From, To)));
            Assert.That(taken.Bytes, Is.EqualTo(bytes));
        }

        Assert.That(sink.Connections, Is.EqualTo(1), "one connection for all");
    }

    [Test]
    public async Task Bytes_of_another_hand_arrive_as_they_are()
    {
        var odd = "subject:   odd  spacing\r\nX-Long: "u8
            .ToArray()
            .Concat(Enumerable.Repeat((byte)'x', 500))
            .Concat("\r\nMime-version: 1.0\r\nContent-type: text/plain\r\n\r\n.dots\r\n..\r\n 8 bits: "u8.ToArray())
            .Concat("Ž\r\n"u8.ToArray())
            .ToArray();
        await using var server = new ScriptedServer(Script());
        await using var sender = new SmtpSender(server.Settings);

        Assert.That(await sender.SendAsync(odd, From, To), Is.TypeOf<SmtpOutcome.Accepted>());

        var undotted = server.Data.Select(line => line.StartsWith('.') ? line[1..] : line);
        Assert.That(string.Concat(undotted.Select(line => line + "\r\n")), Is.EqualTo(Encoding.Latin1.GetString(odd)));
    }

    [Test]
    public async Task Commands_go_one_by_one_even_where_the_server_would_take_several()
    {
        await using var server = new ScriptedServer(
            Script(("EHLO", "250-scripted\r\n250 PIPELINING"), ("MAIL", "550 5.7.1 sender not ours"))
        );
        await using var sender = new SmtpSender(server.Settings);

        await sender.SendAsync(Message, From, To);

        Assert.That(server.Heard.Take(3), Is.EqualTo(new[] { "connect", "EHLO", "MAIL" }));
        Assert.That(server.Heard, Does.Not.Contain("RCPT"));
    }

    [Test]
    public async Task A_recipient_refused_for_good_fails_alone()
    {
        await using var sink = new SmtpSink
        {
            AtRecipient = to =>
                to.StartsWith("gone", StringComparison.Ordinal)
                    ? new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "5.1.1 no such user")
                    : null,
        };
        await using var sender = new SmtpSender(sink.Settings);

        var refused = await sender.SendAsync(Message, From, "gone@pl.stem.example.org");
        Assert.That(refused, Is.TypeOf<SmtpOutcome.RefusedForRecipient>());
        Assert.That(refused.ServerWords, Does.StartWith("550 5.1.1 no such user"));
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
        Assert.That(sink.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_refused_after_the_data_fails_alone()
    {
        await using var sink = new SmtpSink { AfterData = _ => new SmtpResponse(SmtpReplyCode.TransactionFailed, "5.7.1 looks like spam") };
        await using var sender = new SmtpSender(sink.Settings);

        Assert.That(
            await sender.SendAsync(Message, From, To),
            Is.EqualTo(new SmtpOutcome.RefusedForRecipient("554 5.7.1 looks like spam"))
        );

        sink.AfterData = _ => null;
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
        Assert.That(sink.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task Greylisting_and_full_mailboxes_are_tried_later()
    {
        await using var sink = new SmtpSink
        {
            AtRecipient = _ => new SmtpResponse(SmtpReplyCode.MailboxUnavailable - 100, "4.7.1 greylisted, come back"),
        };
        await using var sender = new SmtpSender(sink.Settings);
        var greylisted = await sender.SendAsync(Message, From, To);
        Assert.That(greylisted, Is.TypeOf<SmtpOutcome.TryLater>());
        Assert.That(greylisted.ServerWords, Does.StartWith("450 4.7.1 greylisted, come back"));

        sink.AtRecipient = _ => null;
        sink.AfterData = _ => new SmtpResponse(SmtpReplyCode.InsufficientStorage, "4.2.2 mailbox full");
        Assert.That(await sender.SendAsync(Message, From, To), Is.EqualTo(new SmtpOutcome.TryLater("452 4.2.2 mailbox full")));
    }

    [Test]
    public async Task Public_case_C47_a_wrong_password_is_trouble_of_the_connection_in_the_servers_words()
    {
        await using var server = new ScriptedServer(Script(("EHLO", "250-scripted\r\n250 AUTH PLAIN"), ("AUTH", "535 5.7.8 no")));
        await using var sender = new SmtpSender(server.Settings with { User = "assemblies", Password = "wrong" });

        var outcome = await sender.SendAsync(Message, From, To);

        Assert.That(outcome, Is.TypeOf<SmtpOutcome.ConnectionTrouble>());
        Assert.That(outcome.ServerWords, Does.Contain("535").And.Contain("5.7.8 no"));
    }

    [Test]
    public async Task The_right_password_signs_in_once()
    {
        await using var sink = new SmtpSink(asksForPassword: true);
        await using var wrong = new SmtpSender(sink.Settings with { User = "assemblies", Password = "wrong" });
        await using var none = new SmtpSender(sink.Settings);
        await using var right = new SmtpSender(sink.Settings with { User = "assemblies", Password = "right" });

        Assert.That(await wrong.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.ConnectionTrouble>());
        Assert.That(await none.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.ConnectionTrouble>());
        Assert.That(await right.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
        Assert.That(await right.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
    }

    [Test]
    public async Task A_server_that_is_not_there_is_trouble_and_its_return_is_noticed()
    {
        var sink = new SmtpSink();
        await using var sender = new SmtpSender(sink.Settings);
        await sink.DisposeAsync();
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.ConnectionTrouble>());

        await using var returned = new SmtpSink(sink.Port);
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
    }

    [TestCase("connect", "554 5.3.2 not today")]
    [TestCase("connect", "421 4.3.2 too many connections")]
    [TestCase("EHLO", "550 who are you", "HELO", "550 who are you")]
    [TestCase("MAIL", "550 5.7.1 sender not ours")]
    [TestCase("MAIL", "451 4.3.0 try again")]
    [TestCase("MAIL", "530 5.7.0 sign in first")]
    [TestCase("RCPT", "421 4.3.2 shutting down")]
    [TestCase("RCPT", "530 5.7.0 sign in first")]
    [TestCase("connect", null)]
    [TestCase("MAIL", null)]
    [TestCase("RCPT", null)]
    public async Task What_concerns_the_connection_fails_nobody(params string?[] script)
    {
        var changes = script.Chunk(2).Select(pair => (pair[0]!, pair[1])).ToArray();
        await using var server = new ScriptedServer(Script(changes));
        await using var sender = new SmtpSender(server.Settings);

        var outcome = await sender.SendAsync(Message, From, To);

        Assert.That(outcome, Is.TypeOf<SmtpOutcome.ConnectionTrouble>(), outcome.ServerWords);
        Assert.That(outcome.ServerWords, script[1] is { } words ? Does.Contain(words[4..]) : Is.Not.Empty);
    }

    [TestCase("552 5.3.4 too big for us", "552 5.3.4 too big for us")]
    public async Task A_message_too_large_for_the_server_fails_alone(string answer, string words)
    {
        await using var server = new ScriptedServer(Script(("MAIL", answer)));
        await using var sender = new SmtpSender(server.Settings);

        Assert.That(await sender.SendAsync(Message, From, To), Is.EqualTo(new SmtpOutcome.RefusedForRecipient(words)));
    }

    [TestCase("DATA")]
    [TestCase(".")]
    public async Task A_break_once_the_message_is_under_way_leaves_its_fate_open(string where)
    {
        await using var server = new ScriptedServer(Script((where, null)), Script());
        await using var sender = new SmtpSender(server.Settings);

        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Unknown>());
        var (before, heard) = (server.Data.Count, server.Heard.Count(command => command is "connect"));
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());

        Assert.That(heard, Is.EqualTo(1), "the first was not sent twice by itself");
        Assert.That(server.Heard.Count(command => command is "connect"), Is.EqualTo(2));
        Assert.That(server.Data.Take(before), where is "." ? Is.EqualTo(server.Data.Skip(before)) : Is.Empty, "the identical message");
    }

    [Test]
    public async Task A_silent_server_is_given_up_after_the_time_set()
    {
        await using var server = new ScriptedServer(Script((".", Silence)));
        await using var sender = new SmtpSender(server.Settings with { Timeout = TimeSpan.FromSeconds(2) }); // connecting counts too, on a busy machine

        var outcome = await sender.SendAsync(Message, From, To);

        Assert.That(outcome, Is.EqualTo(new SmtpOutcome.Unknown("The mail server did not answer in time.")));
    }

    [Test]
    public async Task A_connection_closed_while_idle_is_made_anew_at_once()
    {
        await using var server = new ScriptedServer(Script());
        await using var sender = new SmtpSender(server.Settings);
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());

        server.HangUp();

        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
        Assert.That(server.Heard.Count(command => command is "connect"), Is.EqualTo(2));
    }

    [Test]
    public async Task Starttls_that_is_asked_for_and_not_offered_sends_nothing()
    {
        await using var sink = new SmtpSink();
        await using var sender = new SmtpSender(sink.Settings with { Security = SmtpSecurity.StartTls });

        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.ConnectionTrouble>());
        Assert.That(sink.Taken, Is.Empty);
    }

    [TestCase(SmtpSecurity.Tls)]
    [TestCase(SmtpSecurity.StartTls)]
    [TestCase(SmtpSecurity.Auto)]
    public async Task A_server_that_cannot_prove_its_name_gets_neither_password_nor_mail(SmtpSecurity security)
    {
        using var certificate = SelfSigned("mail.example.org");
        await using var sink = new SmtpSink(asksForPassword: true, certificate: certificate, isSecure: security is SmtpSecurity.Tls);
        await using var sender = new SmtpSender(sink.Settings with { Security = security, User = "assemblies", Password = "right" });

        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.ConnectionTrouble>());
        Assert.That(sink.Taken, Is.Empty);
        Assert.That(sink.PasswordsSeen, Is.Zero);
    }

    [Test]
    public async Task Giving_up_is_an_exception_of_the_caller()
    {
        await using var sink = new SmtpSink();
        await using var sender = new SmtpSender(sink.Settings);

        Assert.That(
            async () => await sender.SendAsync(Message, From, To, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(await sender.SendAsync(Message, From, To), Is.TypeOf<SmtpOutcome.Accepted>());
    }

    [Test]
    public void The_password_is_never_printed() =>
        Assert.That(
            new SmtpSettings
            {
                Host = "mail.example.org",
                Password = "secret",
                User = "assemblies",
                From = From,
            }.ToString(),
            Is.EqualTo($"SmtpSettings {{ mail.example.org:587, Auto, From {From} }}")
        );

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero)
        );
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
