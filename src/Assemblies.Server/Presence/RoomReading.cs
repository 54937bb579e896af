using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Reads an assembly's room, for everybody who looks at it.</summary>
internal sealed class RoomReading(AssembliesDb db, IClock clock)
{
    private static readonly Audience[] Classes = [Audience.Members, Audience.Applicants, Audience.AssociatedPartners, Audience.Commission];

    /// <summary>As it is now; null when there is no such assembly.</summary>
    public async Task<RoomNow?> Read(string code, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Meetings)
            .Include(a => a.Steps)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Code == code, ct);
        if (assembly is null)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        var steps = (
            await db
                .SittingSteps.AsNoTracking()
                .Where(s => db.Meetings.Any(m => m.Id == s.Meeting && m.Assembly == assembly.Id))
                .ToListAsync(ct)
        ).ToLookup(s => s.Meeting);
        var sittings = assembly.Meetings.Select(m => Sitting.At(m, steps[m.Id])).OrderBy(s => s.Of.StartsAt).ToList();

        // Readers of one class look at one meeting: two or three in all, mostly one.
        var meetings = new Dictionary<Id<Meeting>, MeetingNow>();
        var lookedAt = Classes
            .Select(one => RoomNow.Focus(sittings.Where(s => s.Of.Audience.HasFlag(one)), now))
            .Append(RoomNow.Focus(sittings, now))
            .OfType<Sitting>()
            .Distinct();
        foreach (var sitting in lookedAt)
        {
            meetings.Add(sitting.Meeting, await MeetingOf(sitting, now, ct));
        }

        return new(
            assembly,
            await db.RulesFor(assembly, ct),
            await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == assembly.Id)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstOrDefaultAsync(ct),
            sittings,
            meetings,
            await Visibility.NamedAt(db, assembly.Id, ct),
            await Names(meetings.Values, ct)
        );
    }

    private async Task<MeetingNow> MeetingOf(Sitting sitting, Instant now, CancellationToken ct)
    {
        var challenge = await db.QuorumChallenges.AsNoTracking().Running(db).SingleOrDefaultAsync(c => c.Meeting == sitting.Meeting, ct);
        return new(
            sitting,
            await db.RollCallOf(sitting.Of, sitting.Now?.Item, now, ct),
            await PeopleAt(sitting.Of, ct),
            await db.QuorumChecks.AsNoTracking().Where(c => c.Meeting == sitting.Meeting).OrderBy(c => c.Seq).ToListAsync(ct),
            challenge,
            challenge is null ? [] : await db.CameIn(challenge, ct),
            await db.IsVoting(sitting.Meeting, ct)
        );
    }

    private async Task<IReadOnlyDictionary<Id<Person>, Attending>> PeopleAt(Meeting meeting, CancellationToken ct)
    {
        var registered = await db
            .Registrants.Where(r => r.Assembly == meeting.Assembly && r.CancelledAt == null && r.Person != null)
            .Select(r => new { r.Id, Person = r.Person!.Value })
            .ToListAsync(ct);
        var rows = await db.LastRows(meeting.Id)
            .Where(e => e.Move == Move.In)
            .Select(e => new { e.Registrant, e.Where })
            .ToDictionaryAsync(e => e.Registrant, e => (Where?)e.Where, ct);
        return registered.ToDictionary(r => r.Person, r => new Attending(r.Id, rows.GetValueOrDefault(r.Id)));
    }

    private async Task<IReadOnlyDictionary<Id<Person>, string>> Names(IEnumerable<MeetingNow> meetings, CancellationToken ct)
    {
        var people = meetings
            .SelectMany(m => m.Checks.Select(c => c.By).Append(m.Sitting.Presiding))
            .OfType<Id<Person>>()
            .Distinct()
            .ToList();
        return await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }
}
