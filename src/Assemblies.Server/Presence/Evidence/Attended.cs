using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>How somebody took part in one meeting.</summary>
/// <param name="OnSite">A place on site is theirs.</param>
/// <param name="Online">They are registered online.</param>
/// <param name="Stays">When they were there.</param>
internal sealed record AttendedMeeting(bool OnSite, bool Online, IReadOnlyList<Stay> Stays)
{
    public static readonly AttendedMeeting None = new(false, false, []);

    /// <summary>Signs the sheet: comes to the room, or came.</summary>
    public bool Signs => OnSite || Stays.Any(s => !s.Online);

    public int Minutes(bool online) => Stay.Minutes(Stays.Where(s => s.Online == online));
}

/// <summary>Somebody at an assembly, with what the ledger says of them.</summary>
internal sealed record Attended(
    Id<Registrant> Id,
    Id<Person>? Person,
    string Name,
    string? NameLatin,
    string Affiliation,
    string? Organisation,
    MandateRole? Role,
    IReadOnlyDictionary<Id<Meeting>, AttendedMeeting> Meetings
)
{
    public AttendedMeeting At(Id<Meeting> meeting) => Meetings.GetValueOrDefault(meeting, AttendedMeeting.None);
}

/// <summary>An assembly whose attendance is to be shown.</summary>
/// <param name="Assembly">It.</param>
/// <param name="Meetings">Its meetings that stand, in order.</param>
/// <param name="Host">The host organisation, by name.</param>
/// <param name="Head">What its sheets say; null while nobody entered anything.</param>
/// <param name="People">Everybody who is registered or came, members first, in the order of the roll.</param>
internal sealed record AttendedAssembly(
    Assembly Assembly,
    IReadOnlyList<Meeting> Meetings,
    string Host,
    SheetHead? Head,
    IReadOnlyList<Attended> People
);

/// <summary>The one place where attendance is read: sheets, hours, certificates and the auditor's files all come from here.</summary>
internal sealed class AttendanceReading(AssembliesDb db, IClock clock)
{
    /// <summary>The whole of an assembly, or of one person at it; null when there is no such assembly.</summary>
    public async Task<AttendedAssembly?> Of(string code, CancellationToken ct, Id<Registrant>? only = null)
    {
        var found = await (
            from a in db.Assemblies.Include(a => a.Meetings)
            join o in db.Organisations on a.Host equals o.Id
            where a.Code == code
            select new
            {
                Assembly = a,
                Host = o.Name,
                Head = db.SheetHeads.SingleOrDefault(h => h.Assembly == a.Id),
            }
        )
            .AsNoTracking()
            .SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var meetings = found.Assembly.Meetings.Where(m => m.CancelledAt is null).OrderBy(m => m.StartsAt).ToList();
        var ids = meetings.ConvertAll(m => m.Id);
        var people = await People(found.Assembly.Id, only, ct);
        var seats = (await Seats(ids, only, ct)).ToLookup(s => s.Registrant);
        var ledger = (await Ledger(ids, only, ct)).ToLookup(row => row.Registrant);
        var ends = await Ends(meetings, ct);
        return new(
            found.Assembly,
            meetings,
            found.Host,
            found.Head,
            [
                .. people
                    .Where(p => p.IsComing || ledger.Contains(p.Of.Id))
                    .Select(p =>
                        p.Of with
                        {
                            Meetings = ids.ToDictionary(
                                id => id,
                                id => new AttendedMeeting(
                                    seats[p.Of.Id].Any(s => s.Meeting == id && s.Kind is PoolKind.OnSite),
                                    seats[p.Of.Id].Any(s => s.Meeting == id && s.Kind is PoolKind.Online),
                                    Stay.Of(ledger[p.Of.Id].Where(row => row.Meeting == id).Select(row => row.Passage), ends[id])
                                )
                            ),
                        }
                    ),
            ]
        );
    }

    private async Task<List<(Attended Of, bool IsComing)>> People(Id<Assembly> assembly, Id<Registrant>? only, CancellationToken ct)
    {
        var none = new Dictionary<Id<Meeting>, AttendedMeeting>();
        var rows = await (
            from r in db.Registrants
            join o in db.Organisations on r.Organisation equals o.Id into organisations
            from o in organisations.DefaultIfEmpty()
            join m in db.Mandates on r.Mandate equals m.Id into mandates
            from m in mandates.DefaultIfEmpty()
            where r.Assembly == assembly && (only == null || r.Id == only)
            orderby o == null, o.Kind, o.Code, m == null ? MandateRole.Contact : m.Role, EF.Functions.Collate(
                r.NameLatin ?? r.Name,
                "people"
            ), r.Id
            select new
            {
                r.Id,
                r.Person,
                r.Name,
                r.NameLatin,
                r.Affiliation,
                Code = o == null ? null : o.Code,
                Role = m == null ? (MandateRole?)null : m.Role,
                IsComing = r.CancelledAt == null,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return rows.ConvertAll(r => (new Attended(r.Id, r.Person, r.Name, r.NameLatin, r.Affiliation, r.Code, r.Role, none), r.IsComing));
    }

    private Task<List<SeatRead>> Seats(List<Id<Meeting>> meetings, Id<Registrant>? only, CancellationToken ct) =>
        (
            from line in db.SeatLines
            join pool in db.SeatPools on line.Pool equals pool.Id
            where line.State == SeatState.Confirmed && pool.Meeting != null && meetings.Contains(pool.Meeting.Value)
            where only == null || line.Registrant == only
            select new SeatRead(line.Registrant, pool.Meeting!.Value, pool.Kind)
        ).ToListAsync(ct);

    private Task<List<LedgerRead>> Ledger(List<Id<Meeting>> meetings, Id<Registrant>? only, CancellationToken ct) =>
        db
            .PresenceEntries.Where(e => meetings.Contains(e.Meeting) && (only == null || e.Registrant == only))
            .OrderBy(e => e.Number)
            .Select(e => new LedgerRead(
                e.Registrant,
                e.Meeting,
                new Passage(e.Number, e.Move == Move.In, e.Where == Where.Online, e.At, e.Corrects)
            ))
            .ToListAsync(ct);

    /// <summary>Until when somebody who was not checked out stays: the closing, before that the planned end, and never longer than until now.</summary>
    private async Task<Dictionary<Id<Meeting>, Instant>> Ends(List<Meeting> meetings, CancellationToken ct)
    {
        var ids = meetings.ConvertAll(m => m.Id);
        var closed = await db
            .SittingSteps.Where(s => ids.Contains(s.Meeting) && s.Kind == SittingStepKind.Closed)
            .ToDictionaryAsync(s => s.Meeting, s => s.At, ct);
        var now = clock.GetCurrentInstant();
        return meetings.ToDictionary(m => m.Id, m => closed.TryGetValue(m.Id, out var at) ? at : Instant.Min(m.EndsAt, now));
    }

    private sealed record SeatRead(Id<Registrant> Registrant, Id<Meeting> Meeting, PoolKind Kind);

    private sealed record LedgerRead(Id<Registrant> Registrant, Id<Meeting> Meeting, Passage Passage);
}
