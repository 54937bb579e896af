using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>All that can fill up at an assembly, with the one count of it, and how seats are given: for host and secretariat.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListSeats(string Code) : IQuery<ListSeats.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>The seats of an assembly.</summary>
    /// <param name="Terms">How they are given.</param>
    /// <param name="Pools">On site and online of each meeting that stands, in order of time; then what can be booked.</param>
    public sealed record Answer(GivenTerms Terms, IReadOnlyList<Pool> Pools);

    /// <summary>How seats are given.</summary>
    /// <param name="Terms">How.</param>
    /// <param name="Version">Their version, for the next change.</param>
    public sealed record GivenTerms(SeatTerms Terms, long Version) : IVersioned;

    /// <summary>Seats that can fill up.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Version">Their version, for the next change.</param>
    /// <param name="Kind">On site, online, or something bookable.</param>
    /// <param name="Meeting">The meeting's key; null for something bookable.</param>
    /// <param name="Title">What they are called.</param>
    /// <param name="Item">What it is, where it is bookable; null otherwise.</param>
    /// <param name="Capacity">How many there are; null for no limit.</param>
    /// <param name="Reserved">How many of them are kept back.</param>
    /// <param name="Taken">How many are taken: confirmed, or offered.</param>
    /// <param name="Offered">How many of these are offered and not answered.</param>
    /// <param name="Free">How many are free; null for no limit.</param>
    /// <param name="Over">How many too many are taken, after the number was lowered.</param>
    /// <param name="Waiting">How many wait.</param>
    public sealed record Pool(
        Id<SeatPool> Id,
        long Version,
        PoolKind Kind,
        string? Meeting,
        string Title,
        BookableItem? Item,
        int? Capacity,
        int Reserved,
        int Taken,
        int Offered,
        int? Free,
        int Over,
        int Waiting
    ) : IVersioned;

    internal sealed class Handler(SeatBooks books, SeatLists lists) : IQueryHandler<ListSeats, Answer>
    {
        public async Task<Result<Answer>> Handle(ListSeats request, CancellationToken cancellationToken) =>
            await books.Find(request.Code, cancellationToken) is { } assembly
                ? await lists.Read(assembly, cancellationToken)
                : AccessErrors.NotFound;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/seats",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListSeats(code), ct).ToHttp()
            )
            .WithName("listSeats")
            .WithSummary("List the seats of an assembly")
            .WithDescription(
                "On site and online of each meeting, and what can be booked: how many there are, are kept back, taken, free, and how many wait. "
                    + "The same count stands on pages, in exports and at the door."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}

/// <summary>What can be booked, as host and secretariat say it.</summary>
/// <param name="Title">What people book.</param>
/// <param name="About">When, where, what it costs.</param>
/// <param name="Session">The session of the programme it is; null for one that is none.</param>
/// <param name="Choice">The question it is one answer of; of those one can be had.</param>
/// <param name="Audience">Who is asked.</param>
/// <param name="ForConfirmed">Asked in a second step, of those who have a seat on site.</param>
/// <param name="Until">The last day to answer; null for that of registrations.</param>
public sealed record BookableItem(
    string Title,
    string? About = null,
    Id<Session>? Session = null,
    string? Choice = null,
    Audience Audience = Audience.Members,
    bool ForConfirmed = false,
    LocalDate? Until = null
)
{
    internal ItemTerms Terms =>
        new(Title.Trim(), About?.Trim() ?? "", Session, Choice?.Trim() is { Length: > 0 } one ? one : null, Audience, ForConfirmed, Until);
}

/// <summary>Lists seats with their counts.</summary>
internal sealed class SeatLists(AssembliesDb db)
{
    /// <summary>All of an assembly; what has no row yet has no limit and nobody.</summary>
    public async Task<ListSeats.Answer> Read(Assembly assembly, CancellationToken ct)
    {
        var rows = await db.SeatPools.AsNoTracking().Where(p => p.Assembly == assembly.Id && p.RemovedAt == null).ToListAsync(ct);
        var counts = await db.CountSeats(assembly.Id, ct);
        var terms = await db.SeatTerms.AsNoTracking().SingleOrDefaultAsync(t => t.Assembly == assembly.Id, ct);
        var meetings =
            from meeting in assembly.Meetings
            where meeting.CancelledAt is null
            orderby meeting.StartsAt, meeting.Id.Value
            from kind in SeatPool.KindsOf(meeting.Format)
            select rows.Find(p => p.Id == SeatPool.IdOf(meeting.Id, kind)) ?? new SeatPool(meeting, kind);
        var items = rows.Where(p => p.Kind is PoolKind.Bookable).OrderBy(p => p.Choice, StringComparer.Ordinal).ThenBy(p => p.Id.Value);
        return new(
            new(terms?.Terms ?? SeatTerms.Default, terms?.Version ?? 1),
            [.. meetings.Concat(items).Select(p => Of(p, assembly, counts[p.Id]))]
        );
    }

    /// <summary>One of them.</summary>
    public static ListSeats.Pool Of(SeatPool pool, Assembly assembly, SeatCount count) =>
        new(
            pool.Id,
            pool.Version,
            pool.Kind,
            assembly.Meetings.FirstOrDefault(m => m.Id == pool.Meeting)?.Key,
            SeatWords.NameOf(pool, assembly.Meetings),
            pool.Kind is PoolKind.Bookable
                ? new(pool.Title, pool.About, pool.Session, pool.Choice, pool.Audience, pool.ForConfirmed, pool.Until)
                : null,
            pool.Capacity,
            pool.Reserved,
            count.Taken,
            count.Offered,
            pool.Free(count.Taken),
            pool.Over(count.Taken),
            count.Waiting
        );
}
