using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Reads what mails about entries have in common, once a batch.</summary>
internal sealed class EntryReading(AssembliesDb db, Settings settings)
{
    private readonly Dictionary<(Id<DiaryEntry>, int), EntryRead> entries = [];
    private readonly Dictionary<Id<Invitation>, InvitationRead> invitations = [];
    private readonly Dictionary<string, HashSet<string>> reached = new(StringComparer.Ordinal);

    /// <summary>An entry at one of its revisions.</summary>
    public async Task<EntryRead> Entry(Id<DiaryEntry> id, int sequence, CancellationToken ct)
    {
        if (entries.TryGetValue((id, sequence), out var known))
        {
            return known;
        }

        var entry = await db.DiaryEntries.AsNoTracking().SingleAsync(e => e.Id == id, ct);
        var revisions = await db
            .DiaryRevisions.AsNoTracking()
            .Where(r => r.Entry == id && r.Sequence <= sequence)
            .OrderByDescending(r => r.Sequence)
            .Take(20)
            .ToListAsync(ct);
        var revision = revisions[0];
        // What a change is compared with is the last state that was told as such: attendance alone changes nothing.
        var before =
            revision.Kind is RevisionKind.Changed
                ? revisions.Skip(1).FirstOrDefault(r => r.Kind is not RevisionKind.Cancelled)?.Seen
                : null;
        var first = await db.DiaryRevisions.AsNoTracking().SingleAsync(r => r.Entry == id && r.Sequence == 0, ct);
        var assembly = await db.Assemblies.AsNoTracking().Include(a => a.Meetings).SingleAsync(a => a.Id == entry.Assembly, ct);
        var meeting = assembly.Meetings.SingleOrDefault(m => m.Id == entry.Meeting);
        var facts = (await Facts(db, settings, assembly, meeting, entry.Kind, revision.Seen, before, ct)) with
        {
            Called = first.Seen.Title,
        };
        return entries[(id, sequence)] = new(entry, revision, facts);
    }

    /// <summary>Where these invitations stand now; asked before the first of them.</summary>
    public async Task Invitations(IReadOnlyList<OutboxMail> mails, CancellationToken ct)
    {
        var ids = mails.Select(mail => EntryMail.Of(mail).Invitation).ToArray();
        var read = db
            .Invitations.Where(i => ids.Contains(i.Id))
            .Select(i => new InvitationRead(i.Id, i.FirstSequence, i.Sequence, i.WithdrawnAt != null, i.TimeZone, i.Audience));
        await foreach (var invitation in read.AsAsyncEnumerable().WithCancellation(ct))
        {
            invitations[invitation.Id] = invitation;
        }
    }

    /// <summary>Where an invitation stands; null when there is none.</summary>
    public InvitationRead? Invitation(Id<Invitation> id) => invitations.GetValueOrDefault(id);

    /// <summary>Whether a request for that entry ever reached the address, or may have.</summary>
    public async Task<bool> WasReached(string uid, string email, CancellationToken ct)
    {
        if (!reached.TryGetValue(uid, out var emails))
        {
            emails =
            [
                .. await db
                    .OutboxMails.Where(m => m.Subject == uid && m.Kind == EntryMails.Request)
                    // Tried without an outcome: the process ended in the middle, and the server may have it.
                    .Where(m =>
                        m.State == DeliveryState.Sent
                        || m.Doubtful
                        || m.LeasedUntil != null
                        || (m.Attempts > 0 && m.Mime != null && m.ServerWords == null)
                    )
                    .Select(m => m.Email)
                    .ToListAsync(ct),
            ];
            reached[uid] = emails;
        }

        return emails.Contains(email);
    }

    internal static async Task<EntryFacts> Facts(
        AssembliesDb db,
        Settings settings,
        Assembly assembly,
        Meeting? meeting,
        EntryKind kind,
        EntrySnapshot seen,
        EntrySnapshot? before,
        CancellationToken ct
    )
    {
        var agenda = await db
            .AgendaVersions.AsNoTracking()
            .Where(v => v.Assembly == assembly.Id)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(ct);
        var (host, human) = await db.HostOf(assembly, settings, ct);
        return new(
            assembly.Code,
            assembly.Title,
            assembly.Place.CityInWords(),
            assembly is { D: { } first, D2: { } last } ? Clocks.Days(first, last) : Clocks.Day(seen.Start.Date),
            host,
            human,
            seen.Title,
            seen,
            before,
            meeting?.Statutory ?? false,
            kind,
            meeting is null ? null : agenda?.Content.Meetings.FirstOrDefault(m => m.Id == meeting.Id)
        );
    }
}

/// <summary>An entry at one of its revisions, and what mails about it say.</summary>
internal sealed record EntryRead(DiaryEntry Entry, DiaryRevision Revision, EntryFacts Facts);

/// <summary>Where an invitation stands.</summary>
internal sealed record InvitationRead(
    Id<Invitation> Id,
    int FirstSequence,
    int Sequence,
    bool IsWithdrawn,
    string TimeZone,
    Audience Audience
);

/// <summary>Who hosts an assembly, and who reads what people answer by mail.</summary>
internal static class Hosts
{
    /// <summary>The host in words; and its organiser, else its head, else the secretariat.</summary>
    public static async Task<(string Host, (string Name, string Email)? Human)> HostOf(
        this AssembliesDb db,
        Assembly assembly,
        Settings settings,
        CancellationToken ct
    )
    {
        var host = await db.Organisations.Where(o => o.Id == assembly.Host).Select(o => o.Name).SingleAsync(ct);
        var organiser = await (
            from officer in db.Officers
            join person in db.People on officer.Person equals person.Id
            where officer.Assembly == assembly.Id && officer.Office == Office.Host && officer.EndedAt == null
            orderby officer.At, officer.Id
            select new { person.Name, person.Email }
        ).FirstOrDefaultAsync(ct);
        organiser ??= await (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            where mandate.Organisation == assembly.Host && mandate.Role == MandateRole.Head && mandate.Until == null
            orderby mandate.Id
            select new { person.Name, person.Email }
        ).FirstOrDefaultAsync(ct);
        return organiser is not null ? ($"{host}, {organiser.Name}", (organiser.Name, organiser.Email))
            : settings.SecretariatMail is { } secretariat ? (host, ("the secretariat", secretariat))
            : (host, null);
    }
}

/// <summary>Writes invitations and updates: not for a meeting that is cancelled, a person who is off it, or a revision that was followed.</summary>
internal sealed class ComposeRequest(EntryReading reading, Settings settings) : IComposeMail
{
    public string Kind => EntryMails.Request;

    public Task ReadAhead(IReadOnlyList<OutboxMail> mails, CancellationToken ct) => reading.Invitations(mails, ct);

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var model = EntryMail.Of(mail);
        var (entry, revision, facts) = await reading.Entry(model.Entry, model.Sequence, ct);
        var invitation = reading.Invitation(model.Invitation);
        if (invitation is null || invitation.IsWithdrawn || invitation.Sequence != model.Sequence || entry.CancelledAt is not null)
        {
            return null;
        }

        // To whoever is told for the first time nothing has changed.
        var isFirst = model.Sequence == invitation.FirstSequence;
        facts = isFirst ? facts with { Before = null } : facts;
        var to = new Addressee(
            mail.Name,
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(invitation.TimeZone) ?? Clocks.Brussels,
            invitation.Audience,
            model.Token,
            model.Why
        );
        var (html, text) = MailLayout.Render(EntryLetters.Invitation(facts, to, settings));
        var item = Snapshots.ToItem(entry, revision, settings, facts.Code, isInvited: true) with
        {
            Attendee = new(
                mail.Name,
                mail.Email,
                facts.Statutory ? CalendarRole.Required : CalendarRole.Optional,
                Participation(model.Answer)
            ),
            Class = facts.Statutory ? CalendarClass.Private : CalendarClass.Public,
        };
        return new(isFirst ? EntryLetters.Subject(facts) : $"Updated: {EntryLetters.Subject(facts)}", text, html)
        {
            Calendar = new(CalendarWriter.Request(item), "REQUEST"),
            ReplyTo = facts.Human,
            InReplyToKey = isFirst ? null : EntryMails.Key(entry, invitation.Id, invitation.FirstSequence, EntryMails.Request),
        };
    }

    internal static CalendarParticipation Participation(InvitationAnswer answer) =>
        answer switch
        {
            InvitationAnswer.Accepted => CalendarParticipation.Accepted,
            InvitationAnswer.Tentative => CalendarParticipation.Tentative,
            InvitationAnswer.Declined => CalendarParticipation.Declined,
            _ => CalendarParticipation.NeedsAction,
        };
}

/// <summary>Writes cancellations: only to whom a request went.</summary>
internal sealed class ComposeCancel(EntryReading reading, Settings settings) : IComposeMail
{
    public string Kind => EntryMails.Cancel;

    public Task ReadAhead(IReadOnlyList<OutboxMail> mails, CancellationToken ct) => reading.Invitations(mails, ct);

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var model = EntryMail.Of(mail);
        var (entry, revision, facts) = await reading.Entry(model.Entry, model.Sequence, ct);
        var invitation = reading.Invitation(model.Invitation);
        if (invitation is null || !await reading.WasReached(entry.Uid, mail.Email, ct))
        {
            return null;
        }

        var to = new Addressee(
            mail.Name,
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(invitation.TimeZone) ?? Clocks.Brussels,
            invitation.Audience,
            "",
            model.Why
        );
        var (html, text) = MailLayout.Render(EntryLetters.Cancellation(facts, to));
        var item = Snapshots.ToItem(entry, revision, settings, facts.Code, isInvited: false) with
        {
            Attendee = new(mail.Name, mail.Email, facts.Statutory ? CalendarRole.Required : CalendarRole.Optional, ExpectsAnswer: false),
            Class = facts.Statutory ? CalendarClass.Private : CalendarClass.Public,
        };
        return new($"Cancelled: {EntryLetters.Subject(facts)}", text, html)
        {
            Calendar = new(CalendarWriter.Cancel(item), "CANCEL"),
            ReplyTo = facts.Human,
            InReplyToKey = EntryMails.Key(entry, invitation.Id, invitation.FirstSequence, EntryMails.Request),
        };
    }
}
