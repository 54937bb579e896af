using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Who waits for what, in the order of joining, with what happened so far; those whose seat is offered stand before them. For host and secretariat.</summary>
/// <param name="Code">At which assembly.</param>
public sealed record ListWaiting(string Code) : IQuery<IReadOnlyList<ListWaiting.Line>>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>Somebody who waits, or whose seat is offered.</summary>
    /// <param name="Id">The line, to promote by hand.</param>
    /// <param name="Seats">For which seats.</param>
    /// <param name="Title">What they are called.</param>
    /// <param name="Registration">Whose registration.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="State">Waiting, or offered.</param>
    /// <param name="NumberInLine">The number in line, from 1; null where a seat is offered.</param>
    /// <param name="JoinedAt">When they joined.</param>
    /// <param name="OfferedUntil">Until when the seat is held; null for those who wait.</param>
    /// <param name="History">What happened, the first first.</param>
    public sealed record Line(
        Id<SeatLine> Id,
        Id<SeatPool> Seats,
        string Title,
        Id<Registrant> Registration,
        string Name,
        string Affiliation,
        SeatState State,
        int? NumberInLine,
        Instant JoinedAt,
        Instant? OfferedUntil,
        IReadOnlyList<ShowRegistration.Happening> History
    );

    internal sealed class Handler(SeatBooks books, AssembliesDb db) : IQueryHandler<ListWaiting, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListWaiting request, CancellationToken cancellationToken)
        {
            if (await books.Find(request.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var lines = await (
                from line in db.SeatLines
                join pool in db.SeatPools on line.Pool equals pool.Id
                join registrant in db.Registrants on line.Registrant equals registrant.Id
                where pool.Assembly == assembly.Id && (line.State == SeatState.Waiting || line.State == SeatState.Offered)
                select new
                {
                    line,
                    pool,
                    registrant.Name,
                    registrant.Affiliation,
                }
            )
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            var ids = lines.ConvertAll(it => it.line.Id);
            var history = (
                await db.SeatChanges.AsNoTracking().Where(c => ids.Contains(c.Line)).OrderBy(c => c.Seq).ToListAsync(cancellationToken)
            ).ToLookup(c => c.Line);
            var order = assembly.Meetings.ToDictionary(m => m.Id, m => m.StartsAt);
            var numbers = lines
                .Where(it => it.line.State is SeatState.Waiting)
                .GroupBy(it => it.line.Pool)
                .SelectMany(pool => pool.OrderBy(it => it.line.Place).Select((it, index) => (it.line.Id, Number: index + 1)))
                .ToDictionary(it => it.Id, it => it.Number);
            return lines
                .OrderBy(it => it.pool.Meeting is { } meeting ? order[meeting] : Instant.MaxValue)
                .ThenBy(it => it.pool.Kind)
                .ThenBy(it => it.pool.Id.Value)
                .ThenByDescending(it => it.line.State)
                .ThenBy(it => it.line.Place)
                .Select(it => new Line(
                    it.line.Id,
                    it.pool.Id,
                    SeatWords.NameOf(it.pool, assembly.Meetings),
                    it.line.Registrant,
                    it.Name,
                    it.Affiliation,
                    it.line.State,
                    numbers.TryGetValue(it.line.Id, out var number) ? number : null,
                    it.line.JoinedAt,
                    it.line.OfferedUntil,
                    [.. history[it.line.Id].Select(c => new ShowRegistration.Happening(c.What, c.At, c.Why))]
                ))
                .ToList();
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/waiting-list",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListWaiting(code), ct).ToHttp()
            )
            .WithName("listWaiting")
            .WithSummary("List who waits")
            .WithDescription("For each kind of seats in the order of joining, with what happened so far and why.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
