using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Reads what one person is asked and has.</summary>
internal sealed class RegistrationReading(AssembliesDb db)
{
    /// <summary>Reads it: for a form, and for a page about seats.</summary>
    public async Task<ReadRegistration> Read(Assembly assembly, Registrant? registrant, Attendee who, CancellationToken ct)
    {
        var pools = await db.SeatPools.AsNoTracking().Where(p => p.Assembly == assembly.Id).ToListAsync(ct);
        var lines = registrant is null
            ? []
            : await (
                from line in db.SeatLines.AsNoTracking()
                where line.Registrant == registrant.Id && line.State != SeatState.Ended
                select new OwnLine(
                    line,
                    db.SeatLines.Count(o => o.Pool == line.Pool && o.State == SeatState.Waiting && o.Place < line.Place) + 1
                )
            ).ToListAsync(ct);
        var ids = lines.ConvertAll(l => l.Line.Id);
        var history = await db.SeatChanges.AsNoTracking().Where(c => ids.Contains(c.Line)).OrderBy(c => c.Seq).ToListAsync(ct);
        return new(
            assembly,
            who,
            pools,
            await db.CountSeats(assembly.Id, ct),
            await db.TermsOf(assembly.Id, ct),
            await db.DeadlinesOf(assembly, ct),
            await db.ExceptionsAt(assembly.Id, ct),
            lines,
            history.ToLookup(c => c.Line)
        );
    }
}

/// <summary>One's own line, with the number in line it has as long as it waits.</summary>
internal sealed record OwnLine(SeatLine Line, int Number);

/// <summary>What one person is asked and has, as it stands.</summary>
internal sealed record ReadRegistration(
    Assembly Assembly,
    Attendee Who,
    IReadOnlyList<SeatPool> Pools,
    SeatCounts Counts,
    SeatTerms Terms,
    DeadlineList? Deadlines,
    IReadOnlyList<Exemption> Exceptions,
    IReadOnlyList<OwnLine> Lines,
    ILookup<Id<SeatLine>, SeatChange> History
)
{
    /// <summary>The meetings they are asked about.</summary>
    public IReadOnlyList<ShowRegistration.AskedMeeting> Meetings(Instant now) =>
        [
            .. Asked
                .Meetings(Assembly, Who.Audience, now)
                .Select(m => new ShowRegistration.AskedMeeting(
                    m.Id,
                    m.Key,
                    m.Title,
                    m.Format,
                    m.Statutory,
                    m.Date + m.Start,
                    m.Date + m.End,
                    m.Format is MeetingFormat.Online ? null : Full(SeatPool.IdOf(m.Id, PoolKind.OnSite)),
                    m.Format is MeetingFormat.OnSite ? null : Full(SeatPool.IdOf(m.Id, PoolKind.Online))
                )),
        ];

    /// <summary>What they can book.</summary>
    public IReadOnlyList<ShowRegistration.AskedItem> Items(Instant now)
    {
        var today = Deadlines?.Rules.DayOf(now);
        var isIn = Lines.Any(l => l.Line.State is SeatState.Confirmed && Pools.Any(p => p.Id == l.Line.Pool && p.Kind is PoolKind.OnSite));
        return
        [
            .. Asked
                .Items(Pools, Who.Audience)
                .Select(p => new ShowRegistration.AskedItem(
                    p.Id,
                    p.Title,
                    p.About,
                    p.Choice,
                    p.ForConfirmed,
                    (!p.ForConfirmed || isIn) && !(p.Until < today),
                    p.Until,
                    Full(p.Id)
                )),
        ];
    }

    /// <summary>What they have.</summary>
    public IReadOnlyList<ShowRegistration.OwnSeat> Seats =>
        [
            .. from own in Lines
            join pool in Pools on own.Line.Pool equals pool.Id
            let start = Assembly.Meetings.FirstOrDefault(m => m.Id == pool.Meeting)?.StartsAt ?? Instant.MaxValue
            orderby start, pool.Kind, pool.Id.Value
            let number = own.Line.State is SeatState.Waiting ? own.Number : (int?)null
            select new ShowRegistration.OwnSeat(
                own.Line.Id,
                pool.Id,
                pool.Meeting,
                SeatWords.NameOf(pool, Assembly.Meetings),
                own.Line.State,
                number,
                own.Line.IsMeanwhile,
                own.Line.OfferedUntil,
                SeatWords.Of(pool.Kind, own.Line.State, own.Line.IsMeanwhile, number, own.Line.OfferedUntil, Zones.Of(Who.TimeZone)),
                [.. History[own.Line.Id].Select(c => new ShowRegistration.Happening(c.What, c.At, c.Why))]
            ),
        ];

    /// <summary>A deadline, with the exception that reaches furthest for them.</summary>
    public ShowRegistration.Until? Until(DeadlineKind kind, Instant now) =>
        Deadlines?[kind] is not { } deadline
            ? null
            : new(
                deadline.Date,
                deadline.InWords,
                deadline.IsPast(now),
                Exceptions
                    .Where(e => e.Holds(kind, Who.Organisation, Who.Person, Deadlines.Rules.DayOf(now)))
                    .Select(e => (LocalDate?)e.Until)
                    .Max()
            );

    private ShowRegistration.HowFull Full(Id<SeatPool> id)
    {
        var (pool, count) = (Pools.FirstOrDefault(p => p.Id == id), Counts[id]);
        var (free, isIn) = (pool?.Free(count.Taken), Lines.Any(l => l.Line.Pool == id));
        var ownTaken = Counts.Taken.Where(t => t.Pool == id && t.Organisation == Who.Organisation).Sum(t => t.Count);
        var hasQuota = pool?.Kind is not PoolKind.OnSite || Who.Organisation is null || ownTaken < Terms.OnSite;
        return new(id, pool?.Capacity, free, count.Waiting, isIn || (free is null or > 0 && hasQuota) ? null : count.Waiting + 1);
    }
}
