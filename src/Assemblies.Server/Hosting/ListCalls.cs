using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>All calls for hosts, the latest edition first.</summary>
public sealed record ListCalls(string? After, int? Limit) : IQuery<Page<CallLine>>
{
    /// <inheritdoc />
    public Access Needs => new MembersOnly();

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ListCalls, Page<CallLine>>
    {
        public async Task<Result<Page<CallLine>>> Handle(ListCalls query, CancellationToken ct)
        {
            var limit = Paging.Limit(query.Limit);
            var calls = await db
                .HostCalls.AsNoTracking()
                .WithRows()
                .Where(c => query.After == null || c.Edition.CompareTo(query.After) < 0)
                .OrderByDescending(c => c.Edition)
                .Take(limit + 1)
                .ToListAsync(ct);
            var ids = calls.ConvertAll(c => c.Id);
            var counts = await db
                .HostProposals.VisibleTo(reader, db)
                .Where(p => ids.Contains(p.Call) && p.SubmittedAt != null && p.WithdrawnAt == null)
                .GroupBy(p => p.Call)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            var hosts = await db.MemberNames(calls.Where(c => c.Accepted is not null).Select(c => c.Accepted!.Member), ct);

            var (now, rules) = (clock.GetCurrentInstant(), await db.RulesNow(ct));
            var lines = calls.ConvertAll(c => new CallLine(
                c.Edition,
                c.StateAt(now, rules),
                c.PeriodFrom,
                c.PeriodUntil,
                c.OpensOn,
                c.ClosesOn,
                c.DecidedBy,
                c.Accepted is { } accepted ? hosts[accepted.Member] : null,
                counts.GetValueOrDefault(c.Id)
            ));
            return Paging.Cut(lines, limit, line => line.Edition);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "host-calls",
                (string? after, int? limit, IMediator mediator, HttpContext http, CancellationToken ct) =>
                    mediator.Send(new ListCalls(after, limit), ct).ToHttp(http)
            )
            .WithName("listHostCalls")
            .WithSummary("List the calls for hosts")
            .WithDescription("The latest edition first. Reads only.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden);
}
