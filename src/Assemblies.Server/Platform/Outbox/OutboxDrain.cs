using System.Diagnostics;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Mail;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>Where mail goes: the configured server, or the mailbox of development, which knows its port only once it listens.</summary>
internal sealed class MailServer
{
    public SmtpSettings? Settings { get; set; }
}

/// <summary>Sends what is due: leases a batch, composes what is new, sends on one connection or several, marks each mail by itself.</summary>
/// <remarks>
/// At least once: a process that ends between the server's 250 and our mark sends the same bytes again, with the same Message-ID, UID,
/// SEQUENCE and DTSTAMP, and mailboxes and calendars see one.
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
    /// <remarks>As a job it is not tried again: the rows know when each mail is due, and whoever looks next finds them.</remarks>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
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

    /// <summary>Leases a batch, and freezes the bytes of those that are leased for the first time; what was frozen before must still be wanted.</summary>
    private async Task<Load> Next(CancellationToken ct)
    {
        var leased = Stopwatch.GetTimestamp();
        var batch = (await rows.Lease(ct)).ToArray();
        if (batch.Length is 0)
        {
            return new([], leased, IsEmpty: true);
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
        foreach (var kind in mails.GroupBy(mail => mail.Kind, StringComparer.Ordinal))
        {
            if (composers.GetValueOrDefault(kind.Key) is { } composer)
            {
                await Write(composer, [.. kind], made, ct);
            }
            else
            {
                await PutOff([.. kind], ct);
            }
        }

        var ready = mails.Where(mail => made.GetValueOrDefault(mail.Id.Value) is not null).ToList();
        await rows.Freeze([.. ready.Where(mail => mail.Mime is null).Select(mail => Frozen(mail, made[mail.Id.Value]!))], ct);
        await rows.Supersede([.. made.Where(one => one.Value is null).Select(one => one.Key)], ct);
        return new([.. ready.Select(mail => Frozen(mail, made[mail.Id.Value]!))], leased, IsFull: batch.Length is OutboxRows.Batch);
    }

    /// <summary>Writes mails of one kind: each its bytes, null for what has become pointless, nothing for what cannot be written.</summary>
    private async Task Write(IComposeMail composer, IReadOnlyList<OutboxMail> mails, Dictionary<Guid, byte[]?> made, CancellationToken ct)
    {
        var envelope = new OutgoingEnvelope(settings);
        var isRead = false;
        foreach (var mail in mails)
        {
            try
            {
                if (!isRead)
                {
                    await composer.ReadAhead(mails, ct);
                    isRead = true;
                }

                made[mail.Id.Value] =
                    mail.Mime is { } frozen ? (await composer.IsWanted(mail, ct) ? frozen : null)
                    : await composer.Compose(mail, ct) is { } composed ? envelope.Bytes(mail, composed)
                    : null;
            }
            catch (Exception e) when (e is not OperationCanceledException && !IsTheDatabase(e))
            {
                // One mail that cannot be written must not hold up the others.
                logger.LogError(e, "Mail {Mail} of kind {Kind} cannot be written", mail.Id, mail.Kind);
                await rows.Mark(mail.Id.Value, DeliveryState.Failed, "It could not be written; the log has the reason.", ct);
            }
        }
    }

    /// <summary>While a new version takes the place of an old one, the old one leases what only the new one can write.</summary>
    private async Task PutOff(IReadOnlyList<OutboxMail> mails, CancellationToken ct)
    {
        logger.LogWarning("Nothing here writes mails of kind {Kind}; {Count} wait for who does", mails[0].Kind, mails.Count);
        foreach (var mail in mails)
        {
            await rows.Defer(Frozen(mail, mail.Mime ?? []), "This version of the service does not write such mail.", doubtful: false, ct);
        }
    }

    // Wherever it stands in the chain: the mapper wraps what may pass in exceptions of its own. Then all of the batch waits for its lease to end.
    private static bool IsTheDatabase(Exception? e) => e is NpgsqlException || (e?.InnerException is { } inner && IsTheDatabase(inner));

    private static FrozenMail Frozen(OutboxMail mail, byte[] mime) => new(mail.Id.Value, mail.Email, mail.Attempts, mime);

    /// <summary>What the server said when it is itself the trouble: then all wait, and nobody fails. Null when all went through.</summary>
    private async Task<string?> Send(SmtpSender sender, Load load, Task<Load>? ahead, CancellationToken ct)
    {
        // A mail's mark is written while the one after it is on its way.
        var marked = Task.CompletedTask;
        var leased = load.LeasedAt;
        for (var n = 0; n < load.Mails.Count; n++)
        {
            if (Stopwatch.GetElapsedTime(leased) > OutboxRows.RenewAfter)
            {
                var rest = load.Mails.Skip(n).Concat(ahead is { IsCompletedSuccessfully: true } ? (await ahead).Mails : []);
                await rows.Renew(rest.Select(mail => mail.Id), ct);
                leased = Stopwatch.GetTimestamp();
            }

            var mail = load.Mails[n];
            var outcome = await sender.SendAsync(mail.Mime, settings.From, mail.Email, ct);
            await marked;
            if (outcome is SmtpOutcome.ConnectionTrouble)
            {
                return outcome.ServerWords;
            }

            // What the server said is written down even while the process ends: else the mail goes out once more.
            marked = outcome switch
            {
                SmtpOutcome.Accepted => rows.Mark(mail.Id, DeliveryState.Sent, outcome.ServerWords, CancellationToken.None),
                SmtpOutcome.RefusedForRecipient => rows.Mark(mail.Id, DeliveryState.Failed, outcome.ServerWords, CancellationToken.None),
                _ => rows.Defer(mail, outcome.ServerWords, doubtful: outcome is SmtpOutcome.Unknown, CancellationToken.None),
            };
        }

        await marked;
        return null;
    }

    /// <summary>What one lease brought, ready to be sent.</summary>
    /// <param name="Mails">In the order in which they go.</param>
    /// <param name="LeasedAt">When, as the stopwatch tells: a batch that is leased ahead may wait for the one before it.</param>
    /// <param name="IsFull">There may be more.</param>
    /// <param name="IsEmpty">Nothing was due.</param>
    private sealed record Load(IReadOnlyList<FrozenMail> Mails, long LeasedAt, bool IsFull = false, bool IsEmpty = false);
}
