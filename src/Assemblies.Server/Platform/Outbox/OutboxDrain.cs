using System.Diagnostics;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>Where mail goes: the configured server, or the mailbox of development, which knows its port only once it listens.</summary>
internal sealed class MailServer
{
    public SmtpSettings? Settings { get; set; }
}

/// <summary>Sends what is due: leases a batch, composes what is new, sends on one connection, marks each mail by itself.</summary>
/// <remarks>
/// At least once: a process that ends between the server's 250 and our mark sends the same bytes again, with the same Message-ID, UID,
/// SEQUENCE and DTSTAMP, and mailboxes and calendars see one (guide to calendars, Outbox 4).
/// </remarks>
internal sealed class OutboxDrain(
    IServiceScopeFactory scopes,
    OutboxRows rows,
    MailServer server,
    Settings settings,
    ILogger<OutboxDrain> logger
)
{
    private int running;
    private int again;

    /// <summary>Sends until nothing is due. While it runs, another call makes it look once more and returns.</summary>
    public async Task Run(CancellationToken ct)
    {
        Volatile.Write(ref again, 1);

        // The outer look is for whoever rang between our last look and the end.
        while (server.Settings is { } smtp && Volatile.Read(ref again) is 1 && Interlocked.Exchange(ref running, 1) is 0)
        {
            try
            {
                while (Interlocked.Exchange(ref again, 0) is 1)
                {
                    await rows.Supersede(ct);
                    await Work(smtp, ct);
                }
            }
            finally
            {
                Volatile.Write(ref running, 0);
            }
        }
    }

    private async Task Work(SmtpSettings smtp, CancellationToken ct)
    {
        var first = await Next(ct);
        var connections = first.IsFull ? smtp.Connections : 1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async n => await Loop(smtp, n is 0 ? first : await Next(ct), ct)));
    }

    private async Task Loop(SmtpSettings smtp, Load load, CancellationToken ct)
    {
        await using var sender = new SmtpSender(smtp);
        while (!load.IsEmpty)
        {
            // Where there is more, the next is written while this one is on its way.
            var ahead = load.IsFull ? Next(ct) : null;
            var sending = Send(sender, load, ahead, ct);
            await Task.WhenAll(sending, ahead ?? Task.CompletedTask);
            if (await sending is { } trouble)
            {
                logger.LogWarning("The mail server is the trouble, all mail waits: {Words}", trouble);
                await rows.Wait([.. load.Mails, .. ahead is null ? [] : (await ahead).Mails], trouble, ct);
                return;
            }

            load = await (ahead ?? Next(ct));
        }
    }

    /// <summary>Leases a batch, and freezes the bytes of those that are leased for the first time.</summary>
    private async Task<Load> Next(CancellationToken ct)
    {
        var batch = (await rows.Lease(ct)).ToArray();
        if (batch.Length is 0)
        {
            return new([], IsEmpty: true);
        }

        await using var scope = scopes.CreateAsyncScope();
        var mails = await scope
            .ServiceProvider.GetRequiredService<AssembliesDb>()
            .OutboxMails.FromSql($"select * from outbox_mail where id = any({batch})")
            .AsNoTracking()
            .OrderBy(mail => mail.DueAt)
            .ThenBy(mail => mail.Id)
            .ToListAsync(ct);
        var composers = scope.ServiceProvider.GetServices<IComposeMail>().ToDictionary(composer => composer.Kind, StringComparer.Ordinal);
        var made = new Dictionary<Guid, byte[]?>();
        foreach (var kind in mails.Where(mail => mail.Mime is null).GroupBy(mail => mail.Kind, StringComparer.Ordinal))
        {
            await Write(composers.GetValueOrDefault(kind.Key), [.. kind], made, ct);
        }

        var fresh = mails
            .Where(mail => made.GetValueOrDefault(mail.Id.Value) is not null)
            .Select(mail => Frozen(mail, made[mail.Id.Value]!));
        await rows.Freeze([.. fresh], ct);
        await rows.Supersede([.. made.Where(one => one.Value is null).Select(one => one.Key)], ct);
        var ready = mails
            .Select(mail => (mail, Mime: mail.Mime ?? made.GetValueOrDefault(mail.Id.Value)))
            .Where(one => one.Mime is not null);
        return new([.. ready.Select(one => Frozen(one.mail, one.Mime!))], IsFull: batch.Length is OutboxRows.Batch);
    }

    /// <summary>Writes mails of one kind: each its bytes, null for what has become pointless, nothing for what cannot be written.</summary>
    private async Task Write(IComposeMail? composer, IReadOnlyList<OutboxMail> mails, Dictionary<Guid, byte[]?> made, CancellationToken ct)
    {
        var envelope = new OutgoingEnvelope(settings);
        var isRead = false;
        foreach (var mail in mails)
        {
            try
            {
                composer = composer ?? throw new InvalidOperationException("Nothing here writes this kind of mail.");
                if (!isRead)
                {
                    await composer.ReadAhead(mails, ct);
                    isRead = true;
                }

                made[mail.Id.Value] = await composer.Compose(mail, ct) is { } composed ? envelope.Bytes(mail, composed) : null;
            }
            catch (Exception e) when (e is not OperationCanceledException && e.FromPostgres() is null && e is not NpgsqlException)
            {
                // One mail that cannot be written must not hold up the others.
                logger.LogError(e, "Mail {Mail} of kind {Kind} cannot be written", mail.Id, mail.Kind);
                await rows.Mark(mail.Id.Value, DeliveryState.Failed, "It could not be written; the log has the reason.", ct);
            }
        }
    }

    private static FrozenMail Frozen(OutboxMail mail, byte[] mime) => new(mail.Id.Value, mail.Email, mail.Attempts, mime);

    /// <summary>What the server said when it is itself the trouble: then all wait, and nobody fails. Null when all went through.</summary>
    private async Task<string?> Send(SmtpSender sender, Load load, Task<Load>? ahead, CancellationToken ct)
    {
        // A mail's mark is written while the one after it is on its way.
        var marked = Task.CompletedTask;
        var leased = Stopwatch.StartNew();
        for (var n = 0; n < load.Mails.Count; n++)
        {
            if (leased.Elapsed > OutboxRows.RenewAfter)
            {
                var rest = load.Mails.Skip(n).Concat(ahead is { IsCompletedSuccessfully: true } ? (await ahead).Mails : []);
                await rows.Renew(rest.Select(mail => mail.Id), ct);
                leased.Restart();
            }

            var mail = load.Mails[n];
            var outcome = await sender.SendAsync(mail.Mime, settings.From, mail.Email, ct);
            await marked;
            if (outcome is SmtpOutcome.ConnectionTrouble)
            {
                return outcome.ServerWords;
            }

            marked = outcome switch
            {
                SmtpOutcome.Accepted => rows.Mark(mail.Id, DeliveryState.Sent, outcome.ServerWords, ct),
                SmtpOutcome.RefusedForRecipient => rows.Mark(mail.Id, DeliveryState.Failed, outcome.ServerWords, ct),
                _ => rows.Defer(mail, outcome.ServerWords, doubtful: outcome is SmtpOutcome.Unknown, ct),
            };
        }

        await marked;
        return null;
    }

    /// <summary>What one lease brought, ready to be sent.</summary>
    /// <param name="Mails">In the order in which they go.</param>
    /// <param name="IsFull">There may be more.</param>
    /// <param name="IsEmpty">Nothing was due.</param>
    private sealed record Load(IReadOnlyList<FrozenMail> Mails, bool IsFull = false, bool IsEmpty = false);
}
