using System.Text.Json;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>Writes one kind of mail. An area registers one per kind; it writes a mail once, when that is first leased.</summary>
public interface IComposeMail
{
    /// <summary>The kind it writes, such as <c>calendar.request</c>.</summary>
    string Kind { get; }

    /// <summary>Asked first, with all that it is to write or to judge now: what they share is read once, what each needs in one query.</summary>
    Task ReadAhead(IReadOnlyList<OutboxMail> mails, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The message; null when it has become pointless and is not to go: the row is superseded.</summary>
    ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct);

    /// <summary>
    /// Asked before a mail that was written goes out at a further try: whether it still says how things are. False supersedes the row. True
    /// unless the kind knows better.
    /// </summary>
    ValueTask<bool> IsWanted(OutboxMail mail, CancellationToken ct) => ValueTask.FromResult(true);
}

/// <summary>What a composer hands over; the envelope, Message-ID and date are the outbox's.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record Composed(string Subject, string Text, string Html)
{
    /// <summary>The calendar part; null for a plain mail.</summary>
    public ComposedCalendar? Calendar { get; init; }

    /// <summary>Whom an answer by mail reaches; null for nobody in particular.</summary>
    public (string Name, string Email)? ReplyTo { get; init; }

    /// <summary>The key of the mail this one follows up, for In-Reply-To; null for the first.</summary>
    public string? InReplyToKey { get; init; }

    /// <summary>A short https address to unsubscribe by (RFC 8058): reminders only.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>A calendar part.</summary>
/// <param name="Text">The iCalendar text.</param>
/// <param name="Method">Its method, <c>REQUEST</c> or <c>CANCEL</c>.</param>
public sealed record ComposedCalendar(string Text, string Method);

/// <summary>The one way out: mail is a row in the transaction that decides it.</summary>
public sealed class OutgoingMail(AssembliesDb db, AfterCommit after, OutboxAlarm alarm)
{
    /// <summary>Adds a mail; one with the same key is there already, or added by somebody else at the same time, and nothing happens.</summary>
    public async Task Add(NewMail mail, CancellationToken ct) => await Add([mail], ct);

    /// <summary>Adds mails, in one statement.</summary>
    public async Task Add(IReadOnlyCollection<NewMail> mails, CancellationToken ct)
    {
        if (mails.Count is 0)
        {
            return;
        }

        var rows = JsonSerializer.Serialize(
            mails
                .Select(mail => new OutboxMail(mail))
                .Select(mail => new
                {
                    id = mail.Id.Value,
                    key = mail.Key,
                    kind = mail.Kind,
                    subject = mail.Subject,
                    person = mail.Person?.Value,
                    email = mail.Email,
                    name = mail.Name,
                    assembly = mail.Assembly?.Value,
                    group = mail.Group,
                    sequence = mail.Sequence,
                    model = JsonSerializer.SerializeToElement(JsonDocument.Parse(mail.Model).RootElement),
                }),
            Json.Options
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into outbox_mail (id, key, kind, subject, person, email, name, assembly, "group", sequence, model, state, attempts, doubtful, due_at, created_at)
            select id, key, kind, subject, person, email, name, assembly, "group", sequence, model, 'Queued', 0, false, now(), now()
            from jsonb_to_recordset(cast({rows} as jsonb)) as r(id uuid, key text, kind text, subject text, person uuid, email text, name text,
                assembly uuid, "group" text, sequence int, model jsonb)
            on conflict (key) do nothing
            """,
            ct
        );
        after.Do(alarm.Ring);
    }
}

/// <summary>Wakes the worker that drains the outbox; nothing is lost when it is not heard, since the worker also comes by itself.</summary>
public sealed class OutboxAlarm
{
    /// <summary>Set by whoever drains.</summary>
    public Func<CancellationToken, Task> Ring { get; set; } = _ => Task.CompletedTask;
}
