using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using NodaTime;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>A mail that the mailbox of development caught; nobody outside this machine gets it.</summary>
public sealed class CaughtMail : Entity<CaughtMail>
{
    private CaughtMail() { }

    internal CaughtMail(string to, byte[] mime) => (To, Mime) = (to, mime);

    /// <summary>Its place in the order of arrival.</summary>
    public long Number { get; private set; }

    /// <summary>When it came, by the database's clock.</summary>
    public Instant At { get; private set; }

    /// <summary>The envelope's recipient.</summary>
    public string To { get; private set; } = "";

    /// <summary>The whole message.</summary>
    public byte[] Mime { get; private set; } = [];
}

/// <summary>
/// A mail server of this process for development, so that mail takes the same way as in earnest: it listens on this machine only and keeps what comes
/// for the page <c>/dev/mail</c>.
/// </summary>
internal sealed class CaughtMailServer(MailServer server, Settings settings, IServiceScopeFactory scopes) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var port = FreePort();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(scopes));
        var smtp = new SmtpServer.SmtpServer(
            new SmtpServerOptionsBuilder()
                .ServerName("localhost")
                .Endpoint(builder => builder.Endpoint(new IPEndPoint(IPAddress.Loopback, port)))
                .Build(),
            services
        );
        var listening = smtp.StartAsync(stoppingToken);
        server.Settings = new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            From = settings.From,
        };
        await listening;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Store(IServiceScopeFactory scopes) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context,
            IMessageTransaction transaction,
            ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken
        )
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
            foreach (var to in transaction.To)
            {
                db.CaughtMails.Add(new($"{to.User}@{to.Host}", buffer.ToArray()));
            }

            await db.SaveChangesAsync(cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
