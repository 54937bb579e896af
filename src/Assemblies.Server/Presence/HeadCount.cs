using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Who is in the building now, guests too: for the safety of all, with names and nothing else of a person.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record HeadCount(string Code) : IQuery<HeadCount.Answer>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Code);

    /// <summary>The count.</summary>
    /// <param name="At">When it was counted.</param>
    /// <param name="Count">How many are in.</param>
    /// <param name="People">Who, in the order of names.</param>
    public sealed record Answer(Instant At, int Count, IReadOnlyList<Inside> People);

    /// <summary>Somebody in the building.</summary>
    /// <param name="Registrant">Their registration.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Since">When they came in.</param>
    public sealed record Inside(Id<Registrant> Registrant, string Name, string? NameLatin, string Affiliation, Instant Since);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<HeadCount, Answer>
    {
        public async Task<Result<Answer>> Handle(HeadCount query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Code).Select(a => new { a.Id }).SingleOrDefaultAsync(ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            // Meetings of other days do not count: whoever was not checked out then has gone home.
            var now = clock.GetCurrentInstant();
            var today = (await db.Meetings.AsNoTracking().Where(m => m.Assembly == assembly.Id).ToListAsync(ct))
                .Where(m => m.Date == now.InZone(DateTimeZoneProviders.Tzdb[m.TimeZone]).Date)
                .Select(m => m.Id)
                .ToList();
            var rows = await (
                from e in db.PresenceEntries
                join r in db.Registrants on e.Registrant equals r.Id
                where today.Contains(e.Meeting) && e.Move == Move.In && e.Where == Where.OnSite
                where
                    !db.PresenceEntries.Any(later =>
                        later.Meeting == e.Meeting && later.Registrant == e.Registrant && later.Number > e.Number
                    )
                select new Inside(r.Id, r.Name, r.NameLatin, r.Affiliation, e.At)
            ).ToListAsync(ct);
            var inside = rows.GroupBy(r => r.Registrant)
                .Select(its => its.MinBy(r => r.Since)!)
                .OrderBy(r => SearchDesk.Fold(r.NameLatin ?? r.Name), StringComparer.Ordinal)
                .ToList();
            return new Answer(now, inside.Count, inside);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/head-count",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new HeadCount(code), ct).ToHttp()
            )
            .WithName("headCount")
            .WithSummary("Count who is in the building")
            .WithDescription(
                "Everybody who is in on site at a meeting of today, guests too, each once, with the name and for whom they come. For the host's organisers, tellers, "
                    + "chair, deputy chair and the secretariat."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
