using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>The seats of an assembly in hand, with what decides about them.</summary>
/// <param name="Assembly">Of which assembly, with its steps and meetings.</param>
/// <param name="Book">The seats.</param>
/// <param name="Pools">All pools that have a row.</param>
/// <param name="Terms">How seats are given.</param>
/// <param name="Deadlines">The assembly's deadlines; null when no day stands.</param>
internal sealed record OpenBook(Assembly Assembly, SeatBook Book, IReadOnlyList<SeatPool> Pools, SeatTerms Terms, DeadlineList? Deadlines)
{
    /// <summary>What a pool is called in a sentence: "General Assembly, day 2, on site", "Members’ walking dinner".</summary>
    public string NameOf(SeatPool pool) => SeatWords.NameOf(pool, Assembly.Meetings);
}

/// <summary>Takes the seats of an assembly in hand: locks the pools, counts, reads the lines that may move; and lays them back.</summary>
internal sealed class SeatBooks(AssembliesDb db, RegistrationNews news)
{
    /// <summary>The assembly with its steps and meetings, to read; null when there is none.</summary>
    public Task<Assembly?> Find(string code, CancellationToken ct) =>
        db
            .Assemblies.AsNoTracking()
            .Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Code == code, ct);

    /// <inheritdoc cref="Find(string, CancellationToken)" />
    public Task<Assembly> Find(Id<Assembly> id, CancellationToken ct) =>
        db.Assemblies.AsNoTracking().Include(a => a.Steps).Include(a => a.Meetings).AsSplitQuery().SingleAsync(a => a.Id == id, ct);

    /// <summary>
    /// Locks the pools, which the meetings that stand get first where they lack them. What is read of registrations from then on stays as it is until
    /// the command ends.
    /// </summary>
    public async Task Lock(Assembly assembly, CancellationToken ct)
    {
        var there = await db.SeatPools.Where(p => p.Assembly == assembly.Id && p.Meeting != null).Select(p => p.Id).ToListAsync(ct);
        var missing = assembly
            .Meetings.Where(m => m.CancelledAt is null)
            .SelectMany(m => SeatPool.KindsOf(m.Format), (meeting, kind) => new SeatPool(meeting, kind))
            .Where(pool => !there.Contains(pool.Id))
            .OrderBy(pool => pool.Id.Value)
            .ToList();
        foreach (var pool in missing)
        {
            // Of two who need it first, the second waits and finds it.
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into seat_pool (id, assembly, kind, meeting, title, about, audience, for_confirmed, reserved, last_place, version)
                values ({pool.Id.Value}, {assembly.Id.Value}, {pool.Kind.ToString()}, {pool.Meeting!.Value.Value}, {pool.Title}, '',
                        0, false, 0, 0, 1)
                on conflict do nothing
                """,
                ct
            );
        }

        await db.LockSeats(assembly.Id, ct);
    }

    /// <summary>Takes the seats in hand; the pools are locked.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="people">Whose lines are needed, beside those that wait, are offered, or are online meanwhile.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="whole">Pools of which each line is needed.</param>
    public async Task<OpenBook> Open(
        Assembly assembly,
        IReadOnlyCollection<Id<Registrant>> people,
        CancellationToken ct,
        params IReadOnlyCollection<Id<SeatPool>> whole
    )
    {
        var pools = await db.SeatPools.Where(p => p.Assembly == assembly.Id).OrderBy(p => p.Id).ToListAsync(ct);
        var ids = pools.ConvertAll(p => p.Id);
        var counts = await db.CountSeats(assembly.Id, ct);
        var lines = await db
            .SeatLines.Where(l => ids.Contains(l.Pool) && l.State != SeatState.Ended)
            .Where(l =>
                l.State == SeatState.Waiting
                || l.State == SeatState.Offered
                || l.IsMeanwhile
                || people.Contains(l.Registrant)
                || whole.Contains(l.Pool)
            )
            .ToListAsync(ct);
        var terms = await db.TermsOf(assembly.Id, ct);
        var deadlines = await db.DeadlinesOf(assembly, ct);
        return new(
            assembly,
            new SeatBook(terms, deadlines?[DeadlineKind.RegistrationChanges]?.Ends, pools, counts.Taken, lines),
            pools,
            terms,
            deadlines
        );
    }

    /// <summary>Lays the seats back: what was made is added, and everybody concerned is told, whoever it is about in words of their own.</summary>
    public async Task Close(OpenBook open, Occasion? about, CancellationToken ct)
    {
        db.AddRange(open.Book.Added);
        await news.Tell(open, about, ct);
    }

    /// <summary>Tells one more person whom the command is about; nobody else again.</summary>
    public Task Tell(OpenBook open, Occasion about, CancellationToken ct) => news.TellOnly(open, about, ct);
}

/// <summary>Reads how seats are given.</summary>
internal static class SeatTermsReading
{
    /// <summary>How seats are given at an assembly; the defaults where nobody changed them.</summary>
    public static async Task<SeatTerms> TermsOf(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        (await db.SeatTerms.AsNoTracking().SingleOrDefaultAsync(t => t.Assembly == assembly, ct))?.Terms ?? SeatTerms.Default;
}
