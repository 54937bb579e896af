using System.Net.Sockets;
using Assemblies.Server.Platform.Calendar;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Assemblies.Server.Platform.Mail;

/// <summary>One connection to the mail server, made when it is needed and kept for the next message. Not for several threads at once.</summary>
internal sealed class SmtpSender(SmtpSettings settings) : IAsyncDisposable
{
    private const int MaxWords = 500;

    private Client? client;

    /// <summary>Sends these very bytes to one recipient. Whatever goes wrong in the conversation is an outcome, not an exception.</summary>
    /// <param name="message">A whole message with CRLF line ends, as <see cref="MailComposer"/> makes it.</param>
    /// <param name="from">The envelope's sender: the return path.</param>
    /// <param name="to">The envelope's recipient.</param>
    /// <param name="ct">Gives up with an exception; whether the message arrived is then unknown: send the identical bytes again.</param>
    public async Task<SmtpOutcome> SendAsync(byte[] message, string from, string to, CancellationToken ct = default)
    {
        using var mime = await MimeMessage.LoadAsync(new MemoryStream(message, writable: false), persistent: true, ct);
        var envelope = new Envelope(Box(from), Box(to));
        var reused = client is { IsConnected: true };
        var outcome = await Attempt(mime, envelope, ct);

        // Servers close connections that were idle for a while. Nothing had been sent on this one: worth another try at once.
        return reused && client is null && outcome is SmtpOutcome.ConnectionTrouble ? await Attempt(mime, envelope, ct) : outcome;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await (client?.DisconnectAsync(quit: true, patience.Token) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // What the server accepted it has; a lost QUIT changes nothing.
        }

        Drop();
    }

    private async Task<SmtpOutcome> Attempt(MimeMessage mime, Envelope envelope, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(settings.Timeout);
        try
        {
            client ??= await Connect(patience.Token);
            return new SmtpOutcome.Accepted(OneLine(await client.Deliver(mime, envelope, patience.Token)));
        }
        catch (SmtpCommandException refusal) when (Outcome(refusal) is { } outcome)
        {
            return outcome;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            var underWay = client is { UnderWay: true };
            Drop();
            var words = Words(failure);
            return underWay ? new SmtpOutcome.Unknown(words) : new SmtpOutcome.ConnectionTrouble(words);
        }
        catch (OperationCanceledException)
        {
            Drop();
            throw;
        }
    }

    private async Task<Client> Connect(CancellationToken ct)
    {
        // MailKit's own connect leaves Nagle's delay on, which waits in the same way between our own packets.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connecting = new Client();
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, ct);
            await connecting.ConnectAsync(socket, settings.Host, settings.Port, Protection, ct);
            if (!string.IsNullOrEmpty(settings.User))
            {
                await connecting.AuthenticateAsync(settings.User, settings.Password ?? "", ct);
            }

            // A server that answers pipelined commands one by one waits for our delayed acknowledgement between its answers: 44 ms a
            // message instead of 1. And commands in turn tell for sure what had been said when a connection breaks.
            connecting.Capabilities &= ~SmtpCapabilities.Pipelining;
            return connecting;
        }
        catch
        {
            connecting.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Protection =>
        settings.Security switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };

    /// <summary>What a refusal in the middle of a healthy conversation means; null when it concerns the connection as a whole.</summary>
    private SmtpOutcome? Outcome(SmtpCommandException refusal)
    {
        var tooLarge = refusal.StatusCode is SmtpStatusCode.ExceededStorageAllocation;
        var aboutUs = refusal.ErrorCode is SmtpErrorCode.SenderNotAccepted && !tooLarge;
        if (client is null || aboutUs || refusal.StatusCode is SmtpStatusCode.ServiceNotAvailable)
        {
            return null;
        }

        return (int)refusal.StatusCode < 500
            ? new SmtpOutcome.TryLater(Words(refusal))
            : new SmtpOutcome.RefusedForRecipient(Words(refusal));
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }

    private static MailboxAddress Box(string address) => new("", EmailAddress.Ascii(address));

    private static string Words(Exception failure) =>
        OneLine(
            failure switch
            {
                SmtpCommandException refusal => $"{(int)refusal.StatusCode} {refusal.Message}",
                OperationCanceledException => "The mail server did not answer in time.",
                _ => failure.Message,
            }
        );

    private static string OneLine(string words)
    {
        var line = CleanText.OneLine(words);
        return line.Length <= MaxWords ? line : CleanText.OneLine(line[..MaxWords]);
    }

    private sealed record Envelope(MailboxAddress From, MailboxAddress To);

    /// <summary>MailKit's client that changes no byte of a message and knows when one is under way.</summary>
    private sealed class Client : SmtpClient
    {
        private static readonly FormatOptions AsItIs = new() { NewLineFormat = NewLineFormat.Dos };

        // Where only the mail server can be reached, a revocation list cannot; the certificate itself is checked.
        public Client() => CheckCertificateRevocation = false;

        /// <summary>From the recipient's acceptance to the server's last word: a break in between leaves open whether it arrived.</summary>
        public bool UnderWay { get; private set; }

        public async Task<string> Deliver(MimeMessage mime, Envelope envelope, CancellationToken ct)
        {
            UnderWay = false;
            var words = await SendAsync(AsItIs, mime, envelope.From, [envelope.To], ct);
            UnderWay = false;
            return words;
        }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => UnderWay = true;

        protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
        {
            // Composed once for good: no part is encoded anew.
        }
    }
}
