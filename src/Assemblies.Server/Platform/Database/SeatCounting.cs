using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>How the seats of a pool are given.</summary>
/// <param name="Taken">Lines that are confirmed or offered and count: the one counting rule.</param>
/// <param name="Offered">How many of these are offered and not answered yet.</param>
/// <param name="Waiting">Lines without a seat.</param>
public sealed record SeatCount(int Taken, int Offered, int Waiting)
{
    /// <summary>Nobody.</summary>
    public static readonly SeatCount Nobody = new(0, 0, 0);
}

/// <summary>How the seats of a pool are given to one organisation: a row of the counting query.</summary>
/// <param name="Pool">Which pool.</param>
/// <param name="Organisation">Which organisation; null for guests.</param>
/// <param name="Taken">Lines that are confirmed or offered and count.</param>
/// <param name="Offered">How many of these are offered and not answered yet.</param>
/// <param name="Waiting">Lines without a seat.</param>
public sealed record SeatCountRow(Id<SeatPool> Pool, Id<Organisation>? Organisation, int Taken, int Offered, int Waiting);

/// <summary>The counts of an assembly's pools.</summary>
/// <param name="rows">What the counting query says.</param>
public sealed class SeatCounts(IReadOnlyCollection<SeatCountRow> rows)
{
    private readonly Dictionary<Id<SeatPool>, SeatCount> counts = rows.GroupBy(r => r.Pool)
        .ToDictionary(g => g.Key, g => new SeatCount(g.Sum(r => r.Taken), g.Sum(r => r.Offered), g.Sum(r => r.Waiting)));

    /// <summary>Taken seats by pool and organisation.</summary>
    public IReadOnlyList<TakenSeats> Taken { get; } =
    [.. rows.Where(r => r.Taken > 0).Select(r => new TakenSeats(r.Pool, r.Organisation, r.Taken))];

    /// <summary>The counts of one pool.</summary>
    public SeatCount this[Id<SeatPool> pool] => counts.GetValueOrDefault(pool) ?? SeatCount.Nobody;
}

/// <summary>The one query that counts seats: page, API, export and door read it, and nobody counts again elsewhere.</summary>
/// <remarks>Source: seats.md, Seats.</remarks>
public static class SeatCounting
{
    /// <summary>Counts all pools of an assembly, in one statement.</summary>
    public static async Task<SeatCounts> CountSeats(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        new(await db.SeatCountsOf(assembly).ToListAsync(ct));

    /// <summary>The query itself, for a statement that reads more.</summary>
    public static IQueryable<SeatCountRow> SeatCountsOf(this AssembliesDb db, Id<Assembly> assembly) =>
        from line in db.SeatLines
        join pool in db.SeatPools on line.Pool equals pool.Id
        where pool.Assembly == assembly && line.State != SeatState.Ended
        group line by new { line.Pool, line.Organisation } into lines
        select new SeatCountRow(
            lines.Key.Pool,
            lines.Key.Organisation,
            lines.Count(l => l.Counts && (l.State == SeatState.Confirmed || l.State == SeatState.Offered)),
            lines.Count(l => l.Counts && l.State == SeatState.Offered),
            lines.Count(l => l.State == SeatState.Waiting)
        );

    /// <summary>
    /// Locks the pools of an assembly in the order of their ids until the transaction ends: whoever gives seats waits for whoever gives them now.
    /// Taken before calendar entries are, so that two never wait for each other. The context has them from then on as they are under the lock.
    /// </summary>
    public static Task LockSeats(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db
            .SeatPools.FromSql($"select * from seat_pool where assembly = {assembly.Value} order by id for update")
            .OrderBy(p => p.Id)
            .LoadAsync(ct);
}
