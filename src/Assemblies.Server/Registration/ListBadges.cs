using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>What is printed on badges: of all who come on site, or of one person. Names sort as in the lists.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="One">Whose alone; null for all who have a place on site, or wait for one, at any meeting.</param>
public sealed record ListBadges(string Code, Id<Registrant>? One = null) : IQuery<IReadOnlyList<ListBadges.Badge>>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>A badge.</summary>
    /// <param name="Registrant">Whose.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">Their name in Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Role">As what: "Head of delegation", "Guest".</param>
    /// <param name="Code">What its code says; the desk reads it.</param>
    /// <param name="PhotoConsent">Whether they may be recognisable in photographs; without it the ribbon is white.</param>
    public sealed record Badge(
        Id<Registrant> Registrant,
        string Name,
        string? NameLatin,
        string Affiliation,
        string Role,
        string Code,
        bool PhotoConsent
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListBadges, IReadOnlyList<Badge>>
    {
        public async Task<Result<IReadOnlyList<Badge>>> Handle(ListBadges query, CancellationToken ct)
        {
            var onSite = db.SeatPools.Where(p => p.Kind == PoolKind.OnSite).Select(p => p.Id);
            var badges = await (
                from registrant in db.Registrants.AsNoTracking()
                join assembly in db.Assemblies on registrant.Assembly equals assembly.Id
                from mandate in db.Mandates.Where(m => m.Id == registrant.Mandate).DefaultIfEmpty()
                where
                    assembly.Code == query.Code
                    && registrant.CancelledAt == null
                    && (
                        query.One == null
                            ? db.SeatLines.Any(l => l.Registrant == registrant.Id && l.State != SeatState.Ended && onSite.Contains(l.Pool))
                            : registrant.Id == query.One
                    )
                orderby EF.Functions.Collate(registrant.NameLatin ?? registrant.Name, "people"), registrant.Badge
                select new
                {
                    registrant.Id,
                    registrant.Name,
                    registrant.NameLatin,
                    registrant.Affiliation,
                    registrant.DoesNotCount,
                    Role = (MandateRole?)mandate!.Role,
                    registrant.Badge,
                    registrant.PhotoConsent,
                }
            ).ToListAsync(ct);
            return query.One is not null && badges.Count is 0
                ? AccessErrors.NotFound
                : badges
                    .Select(b => new Badge(
                        b.Id,
                        b.Name,
                        b.NameLatin,
                        b.Affiliation,
                        RoleOf(b.Role, b.DoesNotCount),
                        b.Badge,
                        b.PhotoConsent
                    ))
                    .ToList();
        }

        private static string RoleOf(MandateRole? role, bool doesNotCount) =>
            role switch
            {
                MandateRole.Head => "Head of delegation",
                MandateRole.Contact => "Delegate",
                { } other => other.ToString(),
                null => doesNotCount ? "Staff" : "Guest",
            };
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/badges",
                (string code, Id<Registrant>? one, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ListBadges(code, one), ct).ToHttp()
            )
            .WithName("listBadges")
            .WithSummary("List what badges say")
            .WithDescription("Of all who come on site or wait for a place there, or of one person. The code is what the desk reads.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
