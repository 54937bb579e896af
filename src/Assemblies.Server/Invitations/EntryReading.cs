using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>Reads what mails about entries have in common, once a batch.</summary>
internal sealed class EntryReading(AssembliesDb db, Hosts hosts)
{
    private readonly Dictionary<(Id<DiaryEntry>, int), EntryRead> entries = [];
    private readonly Dictionary<Id<Invitation>, InvitationRead> invitations = [];
    private readonly Dictionary<string, List<Reached>> reached = new(StringComparer.Ordinal);

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
        var facts = (await Facts(assembly, meeting, entry.Kind, revision.Seen, before, ct)) with { Called = first.Seen.Title };
        return entries[(id, sequence)] = new(entry, revision, facts);
    }

    /// <summary>Where these invitations stand now; asked before the first of them.</summary>
    public async Task Invitations(IReadOnlyList<OutboxMail> mails, CancellationToken ct)
    {
        var ids = mails.Select(mail => EntryMail.Of(mail).Invitation).ToArray();
        var read = db
            .Invitations.Where(i => ids.Contains(i.Id))
            .Select(i => new InvitationRead(i.Id, i.Sequence, i.WithdrawnAt != null, i.TimeZone, i.Audience));
        await foreach (var invitation in read.AsAsyncEnumerable().WithCancellation(ct))
        {
            invitations[invitation.Id] = invitation;
        }
    }

    /// <summary>Where an invitation stands; null when there is none.</summary>
    public InvitationRead? Invitation(Id<Invitation> id) => invitations.GetValueOrDefault(id);

    /// <summary>The key of the first request for that entry which reached the address, or may have, before this mail; null when none did.</summary>
    public async Task<string?> FirstThatReached(OutboxMail mail, CancellationToken ct)
    {
        if (!reached.TryGetValue(mail.Subject, out var requests))
        {
            // One that is leased is being sent, or was when its process ended.
            reached[mail.Subject] = requests = await db
                .OutboxMails.Where(m => m.Subject == mail.Subject && m.Kind == EntryMails.Request)
                .Where(m => m.State == DeliveryState.Sent || m.Doubtful || m.LeasedUntil != null)
                .OrderBy(m => m.Sequence)
                .ThenBy(m => m.Id)
                .Select(m => new Reached(m.Email, m.Sequence, m.Key))
                .ToListAsync(ct);
        }

        return requests.Find(one => one.Sequence < mail.Sequence && string.Equals(one.Email, mail.Email, StringComparison.Ordinal))?.Key;
    }

    /// <summary>What mails about one revision of an entry say.</summary>
    public async Task<EntryFacts> Facts(
        Assembly assembly,
        Meeting? meeting,
        EntryKind kind,
        EntrySnapshot seen,
        EntrySnapshot? before,
        CancellationToken ct
    )
    {
        var agenda = await db.NewestAgenda(assembly.Id, ct);
        var (host, human) = await hosts.Of(assembly, ct);
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

    private sealed record Reached(string Email, int Sequence, string Key);
}

/// <summary>An entry at one of its revisions, and what mails about it say.</summary>
internal sealed record EntryRead(DiaryEntry Entry, DiaryRevision Revision, EntryFacts Facts);

/// <summary>Where an invitation stands.</summary>
internal sealed record InvitationRead(Id<Invitation> Id, int Sequence, bool IsWithdrawn, string TimeZone, Audience Audience);
