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

/// <summary>What is decided on, beside the lines.</summary>
/// <param name="Terms">How seats are given; read under the lock, since whoever changes it settles all lines by it.</param>
/// <param name="Deadlines">The assembly's deadlines; null when no day stands.</param>
/// <param name="Counts">How many are given, counted under the lock.</param>
internal sealed record SeatsNow(SeatTerms Terms, DeadlineList? Deadlines, SeatCounts Counts);

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
        await db.LockSeats(assembly.Id, ct);
        var there = Locked(assembly).ConvertAll(p => p.Id);
        var missing = assembly
            .Meetings.Where(m => m.CancelledAt is null)
            .SelectMany(m => SeatPool.KindsOf(m.Format), (meeting, kind) => new SeatPool(meeting, kind))
            .Where(pool => !there.Contains(pool.Id))
            .OrderBy(pool => pool.Id.Value)
            .ToList();
        if (missing.Count is 0)
        {
            return;
        }

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
        var (terms, deadlines) = (await db.TermsOf(assembly.Id, ct), await db.DeadlinesOf(assembly, ct));
        return await Open(assembly, new(terms, deadlines, await db.CountSeats(assembly.Id, ct)), people, ct, whole);
    }

    /// <summary>The same with what was read before.</summary>
    public async Task<OpenBook> Open(
        Assembly assembly,
        SeatsNow now,
        IReadOnlyCollection<Id<Registrant>> people,
        CancellationToken ct,
        params IReadOnlyCollection<Id<SeatPool>> whole
    )
    {
        var ids = Locked(assembly).ConvertAll(p => p.Id);
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
        return Of(assembly, now, lines, waiting: null);
    }

    /// <summary>
    /// Takes them in hand for somebody who has nothing yet, and so frees nothing: those who wait are counted, not read, however many they are.
    /// </summary>
    public OpenBook OpenToJoin(Assembly assembly, SeatsNow now) => Of(assembly, now, [], pool => now.Counts[pool].Waiting);

    /// <summary>Lays the seats back: what was made is added, and everybody concerned is told, whoever it is about in words of their own.</summary>
    public async Task Close(OpenBook open, Occasion? about, CancellationToken ct)
    {
        db.AddRange(open.Book.Added);
        await news.Tell(open, about, ct);
    }

    /// <summary>Tells one more person whom the command is about; nobody else again.</summary>
    public Task Tell(OpenBook open, Occasion about, CancellationToken ct) => news.TellOnly(open, about, ct);

    private OpenBook Of(Assembly assembly, SeatsNow now, IReadOnlyCollection<SeatLine> lines, Func<Id<SeatPool>, int>? waiting)
    {
        var (pools, closes) = (Locked(assembly), now.Deadlines?[DeadlineKind.RegistrationChanges]?.Ends);
        return new(assembly, new SeatBook(now.Terms, closes, pools, now.Counts.Taken, lines, waiting), pools, now.Terms, now.Deadlines);
    }

    // Locking has read them; they are not read again.
    private List<SeatPool> Locked(Assembly assembly) =>
        [.. db.SeatPools.Local.Where(p => p.Assembly == assembly.Id).OrderBy(p => p.Id.Value)];
}

/// <summary>Reads how seats are given.</summary>
internal static class SeatTermsReading
{
    /// <summary>How seats are given at an assembly; the defaults where nobody changed them.</summary>
    public static async Task<SeatTerms> TermsOf(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        (await db.SeatTerms.AsNoTracking().SingleOrDefaultAsync(t => t.Assembly == assembly, ct))?.Terms ?? SeatTerms.Default;
}
