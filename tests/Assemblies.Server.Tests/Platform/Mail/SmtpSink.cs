using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Mail;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Assemblies.Server.Tests.Platform.Mail;

/// <summary>A real SMTP server in this process that keeps what it takes, and refuses what it is told to.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly SmtpServer.SmtpServer server;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private int connections;
    private int passwordsSeen;

    public SmtpSink(int? port = null, bool asksForPassword = false, X509Certificate2? certificate = null, bool isSecure = false)
    {
        Port = port ?? Ports.Free();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Filter(this));
        services.Add(new Accounts(this));
        server = new SmtpServer.SmtpServer(
            new SmtpServerOptionsBuilder()
                .ServerName("sink.example.org")
                .Endpoint(endpoint =>
                {
                    endpoint
                        .Endpoint(new IPEndPoint(IPAddress.Loopback, Port))
                        .AuthenticationRequired(asksForPassword)
                        .AllowUnsecureAuthentication(true)
                        .IsSecure(isSecure);
                    if (certificate is not null)
                    {
                        endpoint.Certificate(certificate);
                    }
                })
                .Build(),
            services
        );
        server.SessionCreated += (_, _) => Interlocked.Increment(ref connections);
        running = server.StartAsync(stop.Token);
    }

    public int Port { get; }

    public int Connections => connections;

    public int PasswordsSeen => passwordsSeen;

    public ConcurrentQueue<(string From, string To, byte[] Bytes)> Taken { get; } = [];

    /// <summary>What it says to a recipient; null accepts.</summary>
    public Func<string, SmtpResponse?> AtRecipient { get; set; } = _ => null;

    /// <summary>What it says after the data; null accepts.</summary>
    public Func<string, SmtpResponse?> AfterData { get; set; } = _ => null;

    /// <summary>What it says to a sender; null accepts.</summary>
    public Func<string, SmtpResponse?> AtSender { get; set; } = _ => null;

    public SmtpSettings Settings =>
        new()
        {
            Host = "127.0.0.1",
            Port = Port,
            Security = SmtpSecurity.None,
            From = "meetings@assemblies.example.org",
            Timeout = TimeSpan.FromSeconds(20),
        };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (OperationCanceledException)
        {
            // as asked
        }

        stop.Dispose();
    }

    private static string Address(IMailbox mailbox) => $"{mailbox.User}@{mailbox.Host}";

    private sealed class Store(SmtpSink sink) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            var to = Address(transaction.To.Single());
            var refusal = sink.AfterData(to);
            if (refusal is null)
            {
                // The library takes the last line end for a part of the closing dot.
                sink.Taken.Enqueue((Address(transaction.From), to, [.. buffer.ToArray(), .. "\r\n"u8]));
            }

            return Task.FromResult(refusal ?? new SmtpResponse(SmtpReplyCode.Ok, "2.0.0 kept as 42"));
        }
    }

    private sealed class Filter(SmtpSink sink) : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(
            ISessionContext context,
            IMailbox from,
            int size,
            CancellationToken cancellationToken
        ) => Answer(sink.AtSender(Address(from)));

        public override Task<bool> CanDeliverToAsync(
            ISessionContext context,
            IMailbox to,
            IMailbox from,
            CancellationToken cancellationToken
        ) => Answer(sink.AtRecipient(Address(to)));

        private static Task<bool> Answer(SmtpResponse? refusal) =>
            refusal is null ? Task.FromResult(true) : throw new SmtpResponseException(refusal);
    }

    private sealed class Accounts(SmtpSink sink) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken token)
        {
            Interlocked.Increment(ref sink.passwordsSeen);
            return Task.FromResult(user is "assemblies" && password is "right");
        }
    }
}
