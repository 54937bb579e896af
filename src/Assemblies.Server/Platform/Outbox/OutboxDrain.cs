using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;
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
    NpgsqlDataSource database,
    MailServer server,
    Settings settings,
    ILogger<OutboxDrain> logger
)
{
    private const int Batch = 50;

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
                    await Supersede(ct);
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
        var first = await Lease(ct);
        if (first.Count < Batch)
        {
            await Loop(smtp, first, ct);
            return;
        }

        await Task.WhenAll(Enumerable.Range(0, smtp.Connections).Select(async n => await Loop(smtp, n is 0 ? first : await Lease(ct), ct)));
    }

    private async Task Loop(SmtpSettings smtp, IReadOnlyList<Guid> batch, CancellationToken ct)
    {
        await using var sender = new SmtpSender(smtp);
        for (; batch.Count > 0; batch = await Lease(ct))
        {
            if (!await Send(sender, await Compose(batch, ct), ct))
            {
                return;
            }
        }
    }

    /// <summary>What a newer revision replaces before it went is not sent at all.</summary>
    private Task Supersede(CancellationToken ct) =>
        Execute(
            """
            update outbox_mail old set state = 'Superseded', leased_until = null
            where old.state in ('Queued', 'Deferred') and not old.doubtful and (old.leased_until is null or old.leased_until < now())
              and old.subject <> '' and exists (
                select 1 from outbox_mail newer
                where newer.subject = old.subject and newer.email = old.email and newer.sequence > old.sequence and newer.state <> 'Superseded')
            """,
            ct
        );

    /// <summary>Takes a batch for two minutes. Mails of one subject to one person go one after the other.</summary>
    private async Task<IReadOnlyList<Guid>> Lease(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            with due as (
                select id from outbox_mail m
                where state in ('Queued', 'Deferred') and due_at <= now() and (leased_until is null or leased_until < now())
                  and not exists (
                    select 1 from outbox_mail o
                    where o.subject = m.subject and o.email = m.email and m.subject <> '' and o.id <> m.id and o.leased_until > now())
                order by due_at, id limit {Batch} for update skip locked)
            update outbox_mail m set leased_until = now() + interval '2 minutes', attempts = attempts + 1
            from due where m.id = due.id returning m.id
            """
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>(Batch);
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
        }

        ids.Sort();
        return ids;
    }

    /// <summary>Freezes the bytes of mails that are leased for the first time; what has become pointless is superseded.</summary>
    private async Task<IReadOnlyList<Frozen>> Compose(IReadOnlyList<Guid> batch, CancellationToken ct)
    {
        await using var scope = scopes.CreateServiceScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var ids = batch.ToArray();
        var mails = await db
            .OutboxMails.FromSql($"select * from outbox_mail where id = any({ids})")
            .AsNoTracking()
            .OrderBy(mail => mail.DueAt)
            .ThenBy(mail => mail.Id)
            .ToListAsync(ct);
        var composers = scope.ServiceProvider.GetServices<IComposeMail>().ToDictionary(composer => composer.Kind, StringComparer.Ordinal);
        var envelope = new OutgoingEnvelope(settings);

        var (frozen, fresh, pointless) = (new List<Frozen>(mails.Count), new List<Frozen>(), new List<Guid>());
        foreach (var mail in mails)
        {
            if (mail.Mime is { } kept)
            {
                frozen.Add(new(mail.Id.Value, mail.Email, mail.Attempts, kept));
                continue;
            }

            try
            {
                if (await composers[mail.Kind].Compose(mail, ct) is { } composed)
                {
                    var made = new Frozen(mail.Id.Value, mail.Email, mail.Attempts, envelope.Bytes(mail, composed));
                    frozen.Add(made);
                    fresh.Add(made);
                }
                else
                {
                    pointless.Add(mail.Id.Value);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException && e.FromPostgres() is null && e is not NpgsqlException)
            {
                // One mail that cannot be written must not hold up the others.
                logger.LogError(e, "Mail {Mail} of kind {Kind} cannot be written", mail.Id, mail.Kind);
                await Mark(mail.Id.Value, DeliveryState.Failed, "It could not be written; the log has the reason.", ct);
            }
        }

        await Freeze(fresh, ct);
        await Execute("update outbox_mail set state = 'Superseded', leased_until = null where id = any($1)", ct, pointless.ToArray());
        return frozen;
    }

    private async Task Freeze(List<Frozen> fresh, CancellationToken ct)
    {
        if (fresh.Count > 0)
        {
            await Execute(
                "update outbox_mail m set mime = v.mime from unnest($1, $2) as v(id, mime) where m.id = v.id",
                ct,
                fresh.Select(mail => mail.Id).ToArray(),
                fresh.Select(mail => mail.Mime).ToArray()
            );
        }
    }

    /// <summary>False when the server itself is the trouble: then all wait, and nobody fails.</summary>
    private async Task<bool> Send(SmtpSender sender, IReadOnlyList<Frozen> mails, CancellationToken ct)
    {
        foreach (var mail in mails)
        {
            var outcome = await sender.SendAsync(mail.Mime, settings.From, mail.Email, ct);
            switch (outcome)
            {
                case SmtpOutcome.Accepted:
                    await Mark(mail.Id, DeliveryState.Sent, outcome.ServerWords, ct);
                    break;
                case SmtpOutcome.RefusedForRecipient:
                    await Mark(mail.Id, DeliveryState.Failed, outcome.ServerWords, ct);
                    break;
                case SmtpOutcome.TryLater:
                    await Defer(mail, outcome.ServerWords, doubtful: false, ct);
                    break;
                case SmtpOutcome.Unknown:
                    await Defer(mail, outcome.ServerWords, doubtful: true, ct);
                    break;
                default:
                    logger.LogWarning("The mail server is the trouble, all mail waits: {Words}", outcome.ServerWords);
                    await Wait(mails, outcome.ServerWords, ct);
                    return false;
            }
        }

        return true;
    }

    // Does not wait for the disk: a crash of the database's machine within that moment forgets a mark, and the same bytes are sent again (at
    // least once, as ever). A process of ours that is killed forgets nothing.
    private Task Mark(Guid id, DeliveryState state, string words, CancellationToken ct) =>
        Execute(
            "update outbox_mail set state = $2, server_words = $3, leased_until = null, doubtful = false, "
                + "sent_at = case when $2 = 'Sent' then now() else sent_at end "
                + "where id = $1 and set_config('synchronous_commit', 'off', true) is not null",
            ct,
            id,
            state.ToString(),
            words
        );

    private Task Defer(Frozen mail, string words, bool doubtful, CancellationToken ct) =>
        Execute(
            "update outbox_mail set state = 'Deferred', server_words = $2, leased_until = null, doubtful = doubtful or $3, "
                + "due_at = now() + make_interval(secs => $4) where id = $1",
            ct,
            mail.Id,
            words,
            doubtful,
            Backoff(mail.Attempts)
        );

    private Task Wait(IReadOnlyList<Frozen> leased, string words, CancellationToken ct) =>
        Execute(
            """
            update outbox_mail set state = 'Deferred', server_words = $2, leased_until = null, due_at = now() + make_interval(secs => $3)
            where state in ('Queued', 'Deferred') and due_at <= now() and (id = any($1) or leased_until is null or leased_until < now())
            """,
            ct,
            leased.Select(mail => mail.Id).ToArray(),
            words,
            Backoff(leased.Max(mail => mail.Attempts))
        );

    private double Backoff(int attempts) =>
        Math.Min(settings.Retry.TotalSeconds * Math.Pow(2, Math.Min(attempts, 20) - 1), Duration.FromHours(1).TotalSeconds);

    private async Task Execute(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Frozen(Guid Id, string Email, int Attempts, byte[] Mime);
}
