using Npgsql;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>The outbox's table as the worker moves it: each step one statement and one commit, all times the database's.</summary>
internal sealed class OutboxRows(NpgsqlDataSource database, Settings settings)
{
    /// <summary>So many go together.</summary>
    public const int Batch = 50;

    /// <summary>A lease that is older is asked for anew: what is left of it must outlast a mail's two tries at the slowest server.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Term = TimeSpan.FromMinutes(3);

    // Servers that say "later" to one recipient for so long will not take it (RFC 5321 asks for four or five days).
    private static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// <summary>
    /// What a newer revision replaces before it went is not sent at all, nor once more where it may have gone: whoever has it is told by the
    /// newer one.
    /// </summary>
    public Task Supersede(CancellationToken ct) =>
        Execute(
            """
            update outbox_mail old set state = 'Superseded', doubtful = old.doubtful or old.leased_until is not null, leased_until = null
            where old.state in ('Queued', 'Deferred') and (old.leased_until is null or old.leased_until < now())
              and old.subject <> '' and exists (
                select 1 from outbox_mail newer
                where newer.subject = old.subject and newer.email = old.email and newer.sequence > old.sequence and newer.state <> 'Superseded')
            """,
            ct
        );

    /// <summary>What has become pointless is not sent either.</summary>
    public Task Supersede(IReadOnlyCollection<Guid> mails, CancellationToken ct) =>
        mails.Count is 0
            ? Task.CompletedTask
            : Execute("update outbox_mail set state = 'Superseded', leased_until = null where id = any($1)", ct, mails.ToArray());

    /// <summary>
    /// Takes a batch. Mails of one subject to one person go one after the other, and one that was followed not at all. A lease that ran out
    /// belonged to a process that ended: nobody knows whether it had sent.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> Lease(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            with due as (
                select id from outbox_mail m
                where state in ('Queued', 'Deferred') and due_at <= now() and (leased_until is null or leased_until < now())
                  and not exists (
                    select 1 from outbox_mail o
                    where o.subject = m.subject and o.email = m.email and m.subject <> '' and o.id <> m.id
                      and (o.leased_until > now() or (o.sequence > m.sequence and o.state <> 'Superseded')))
                order by due_at, id limit {Batch} for update skip locked)
            update outbox_mail m set leased_until = now() + $1, attempts = attempts + 1, doubtful = doubtful or leased_until is not null
            from due where m.id = due.id returning m.id
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Term });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>(Batch);
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>Keeps what is leased for as long again: a slow mail server must not make another worker send the same.</summary>
    public Task Renew(IEnumerable<Guid> mails, CancellationToken ct) =>
        Execute("update outbox_mail set leased_until = now() + $2 where id = any($1) and leased_until > now()", ct, mails.ToArray(), Term);

    /// <summary>Keeps the bytes that are sent, now and at every further try.</summary>
    public Task Freeze(IReadOnlyCollection<FrozenMail> fresh, CancellationToken ct) =>
        fresh.Count is 0
            ? Task.CompletedTask
            : Execute(
                "update outbox_mail m set mime = v.mime from unnest($1, $2) as v(id, mime) where m.id = v.id",
                ct,
                fresh.Select(mail => mail.Id).ToArray(),
                fresh.Select(mail => mail.Mime).ToArray()
            );

    /// <summary>Notes the last word on a mail.</summary>
    /// <remarks>
    /// Does not wait for the disk: a crash of the database's machine within that moment forgets a mark, and the same bytes are sent again (at
    /// least once, as ever). A process of ours that is killed forgets nothing.
    /// </remarks>
    public Task Mark(Guid mail, DeliveryState state, string words, CancellationToken ct) =>
        Execute(
            "update outbox_mail set state = $2, server_words = $3, leased_until = null, doubtful = doubtful and $2 <> 'Sent', "
                + "sent_at = case when $2 = 'Sent' then now() else sent_at end "
                + "where id = $1 and set_config('synchronous_commit', 'off', true) is not null",
            ct,
            mail,
            state.ToString(),
            words
        );

    /// <summary>This mail is tried again later, by itself; not for ever.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="words">What the server said.</param>
    /// <param name="doubtful">It may have arrived.</param>
    /// <param name="ct">Gives up.</param>
    public Task Defer(FrozenMail mail, string words, bool doubtful, CancellationToken ct) =>
        Execute(
            "update outbox_mail set state = case when created_at < now() - $5 then 'Failed' else 'Deferred' end, server_words = $2, "
                + "leased_until = null, doubtful = doubtful or $3, due_at = now() + make_interval(secs => $4) where id = $1",
            ct,
            mail.Id,
            words,
            doubtful,
            Backoff(mail.Attempts),
            Patience
        );

    /// <summary>All mail waits, since the server itself is the trouble: what is leased here, and what is leased by nobody.</summary>
    /// <remarks>As long as the youngest of them would: one that was put off often must not make the others wait as long.</remarks>
    public Task Wait(IReadOnlyCollection<FrozenMail> leased, string words, CancellationToken ct) =>
        Execute(
            """
            update outbox_mail set state = 'Deferred', server_words = $2, leased_until = null, due_at = now() + make_interval(secs => $3)
            where state in ('Queued', 'Deferred') and due_at <= now() and (id = any($1) or leased_until is null or leased_until < now())
            """,
            ct,
            leased.Select(mail => mail.Id).ToArray(),
            words,
            Backoff(leased.Min(mail => mail.Attempts))
        );

    private double Backoff(int attempts) =>
        Math.Min(settings.Retry.TotalSeconds * Math.Pow(2, Math.Min(attempts, 20) - 1), TimeSpan.FromHours(1).TotalSeconds);

    private async Task Execute(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A mail as it is sent.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Email">The envelope's recipient.</param>
/// <param name="Attempts">Tries so far, this one included.</param>
/// <param name="Mime">The whole message.</param>
internal sealed record FrozenMail(Guid Id, string Email, int Attempts, byte[] Mime);
