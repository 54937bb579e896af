using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>To whom somebody can write: every selection that this assembly has.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListSelections(string Code) : IQuery<IReadOnlyList<ListSelections.Line>>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>A selection.</summary>
    /// <param name="To">As the commands take it.</param>
    /// <param name="InWords">As people read it.</param>
    public sealed record Line(Selection To, string InWords);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListSelections, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListSelections query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.AsNoTracking().Include(a => a.Meetings).SingleOrDefaultAsync(a => a.Code == query.Code, ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var pools = await db
                .SeatPools.AsNoTracking()
                .Where(p => p.Assembly == assembly.Id && p.RemovedAt == null)
                .OrderBy(p => p.Title)
                .ThenBy(p => p.Id)
                .ToListAsync(ct);
            var meetings = assembly.Meetings.Where(m => m.CancelledAt is null).OrderBy(m => m.StartsAt).ToList();
            var items = pools.Where(p => p.Kind is PoolKind.Bookable).ToList();
            List<(Selection To, string? What)> all =
            [
                (new(SelectionKind.Registered), null),
                .. meetings
                    .Where(m => m.Format is not MeetingFormat.Online)
                    .Select(m => (new Selection(SelectionKind.OnSite, m.Id), (string?)m.Title)),
                .. meetings
                    .Where(m => m.Format is not MeetingFormat.OnSite)
                    .Select(m => (new Selection(SelectionKind.Online, m.Id), (string?)m.Title)),
                .. from meeting in meetings
                from pool in pools.Where(p => p.Meeting == meeting.Id).OrderBy(p => p.Kind)
                select (new Selection(SelectionKind.Waiting, Pool: pool.Id), (string?)CircularReading.NameOf(pool, meeting)),
                .. items.Select(p => (new Selection(SelectionKind.Waiting, Pool: p.Id), (string?)p.Title)),
                .. items.Select(p => (new Selection(SelectionKind.HasItem, Pool: p.Id), (string?)p.Title)),
                .. items.Exists(p => p.ForConfirmed)
                    ? [(new(SelectionKind.SecondStepUnanswered), null)]
                    : Array.Empty<(Selection, string?)>(),
                (new(SelectionKind.InvitedWithoutAnswer), null),
                (new(SelectionKind.Guests), null),
            ];
            return all.ConvertAll(it => new Line(it.To, CircularWords.InWords(it.To, it.What)));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/circulars/selections",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListSelections(code), ct).ToHttp()
            )
            .WithName("listSelections")
            .WithSummary("List to whom one can write")
            .WithDescription(
                "Every selection this assembly has: by meeting, by what is booked, by answer. Each as the other operations take it."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
