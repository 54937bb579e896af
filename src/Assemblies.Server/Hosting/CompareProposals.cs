using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// The submitted proposals of a call side by side: dates and clashes, journeys, who hosted when, capacity against the expected size, access,
/// costs.
/// </summary>
public sealed record CompareProposals(string Edition, ComparisonOrder Order) : IQuery<ProposalComparison>
{
    /// <inheritdoc />
    public Access Needs => new Comparer(Edition);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<CompareProposals, ProposalComparison>
    {
        public async Task<Result<ProposalComparison>> Handle(CompareProposals query, CancellationToken ct)
        {
            var call = await db.HostCalls.AsNoTracking().WithRows().SingleOrDefaultAsync(c => c.Edition == query.Edition, ct);
            if (call is null)
            {
                return HostingErrors.UnknownCall;
            }

            var proposals = await db
                .HostProposals.AsNoTracking()
                .Include(p => p.CoHosts)
                .Where(p => p.Call == call.Id && p.SubmittedAt != null && p.WithdrawnAt == null)
                .OrderBy(p => p.Number)
                .ToListAsync(ct);
            var names = await db.MemberNames(proposals.SelectMany(p => p.CoHosts.Select(c => c.Member).Append(p.By)), ct);
            var origins = await Origins(ct);
            var regions = await db.CountryRegions.ToDictionaryAsync(r => r.Country, r => r.Region, StringComparer.Ordinal, ct);
            var held = await Held(query.Edition, ct);
            var busy = await Busy(call, ct);
            var rules = await db.RulesNow(ct);

            var hosted = held.ConvertAll(h => new HostedAssembly(h.Code, h.Host, h.Country ?? "", h.FirstDay));
            var balance = Balance.Of(hosted, regionOf: regions);
            var cities = held.ToDictionary(h => h.Code, h => h.City, StringComparer.Ordinal);
            var compared = proposals.ConvertAll(p => Compare(p, call, names, origins, regions, hosted, busy));
            return new ProposalComparison(
                call.Edition,
                call.StateAt(clock.GetCurrentInstant(), rules),
                call.OpensOn,
                call.LastDay(rules),
                call.DecidedBy,
                call.ExpectedOnSite,
                origins.Count,
                [.. InOrder(compared, query.Order)],
                [
                    .. balance.Assemblies.Select(a => new PastHost(
                        a.Code,
                        a.FirstDay,
                        a.Host,
                        cities[a.Code],
                        regions.GetValueOrDefault(a.Country)
                    )),
                ],
                [.. balance.Regions.Select(r => new RegionCount(r.Region, r.Count))],
                balance.Sentence
            );
        }

        private static IEnumerable<ComparedProposal> InOrder(IEnumerable<ComparedProposal> compared, ComparisonOrder order) =>
            order switch
            {
                ComparisonOrder.Distance => compared.OrderBy(p => p.Kilometres.Sum).ThenBy(p => p.Number),
                ComparisonOrder.Cost => compared.OrderBy(p => p.CostToNetworkEur).ThenBy(p => p.Number),
                ComparisonOrder.LastHosted => compared.OrderBy(p => p.LastHostedOn ?? LocalDate.MinIsoValue).ThenBy(p => p.Number),
                _ => compared.OrderBy(p => p.Number),
            };

        private static ComparedProposal Compare(
            HostProposal p,
            HostCall call,
            Dictionary<Id<Organisation>, MemberName> names,
            List<Origin> origins,
            Dictionary<string, string> regions,
            List<HostedAssembly> hosted,
            List<Clash> busy
        )
        {
            var code = names[p.By].Code;
            return new(
                p.Id,
                p.Number!.Value,
                names[p.By],
                [.. p.CoHosts.Select(c => names[c.Member]).OrderBy(n => n.Code, StringComparer.Ordinal)],
                p.City!,
                p.CityLatin,
                regions.GetValueOrDefault(p.Country!),
                p.Latitude!.Value,
                p.Longitude!.Value,
                [
                    .. p.DateOptions.Select(
                        (dates, i) =>
                            new ComparedDates(i + 1, dates.OpenMeeting, dates.Days, [.. Clash.With(dates, busy).Select(c => c.InWords)])
                    ),
                ],
                Kilometres.Of(Journeys.To(new(p.Latitude!.Value, p.Longitude!.Value), origins)),
                Balance.LastHosted(hosted, code, call.PeriodFrom.Year),
                Balance.LatestBy(hosted, code)?.FirstDay,
                p.MainRoomSeats!.Value,
                Capacity.Missing(p.MainRoomSeats!.Value, call.ExpectedOnSite),
                p.SideRooms!.Value,
                p.StepFreeAccess!.Value,
                p.HearingSupport!.Value,
                p.CostToNetworkEur!.Value,
                p.HotelPerNightEur!.Value
            );
        }

        // Each member once, from its city; applicants, partners and the Commission do not count (rules.md).
        private async Task<List<Origin>> Origins(CancellationToken ct)
        {
            var members = await db
                .Organisations.Where(o => o.Kind == OrganisationKind.Member && o.Latitude != null && o.Longitude != null)
                .Select(o => new
                {
                    o.Code,
                    City = o.CityLatin ?? o.City ?? o.Name,
                    o.Latitude,
                    o.Longitude,
                })
                .ToListAsync(ct);
            return members.ConvertAll(m => new Origin(m.Code, m.City, new(m.Latitude!.Value, m.Longitude!.Value)));
        }

        private Task<List<HeldAssembly>> Held(string edition, CancellationToken ct) =>
            (
                from a in db.Assemblies
                join host in db.Organisations on a.Host equals host.Id
                where
                    a.Code != edition
                    && !a.Steps.Any(s => s.Kind == StepKind.Cancelled)
                    && a.Meetings.Any(m => m.Statutory && m.CancelledAt == null)
                select new HeldAssembly(
                    a.Code,
                    host.Code,
                    a.Place.Country ?? host.Country,
                    a.Place.City,
                    a.Meetings.Where(m => m.Statutory && m.CancelledAt == null).Min(m => m.Date)
                )
            ).ToListAsync(ct);

        // What others have put into the list, and the network's own assemblies of that time.
        private async Task<List<Clash>> Busy(HostCall call, CancellationToken ct)
        {
            var others = await db
                .BusyDates.Where(b => b.Until >= call.PeriodFrom && b.From <= call.PeriodUntil)
                .Select(b => new Clash(b.Title, b.From, b.Until))
                .ToListAsync(ct);
            var own = await (
                from m in db.Meetings
                join a in db.Assemblies on m.Assembly equals a.Id
                where
                    m.CancelledAt == null
                    && m.Date >= call.PeriodFrom
                    && m.Date <= call.PeriodUntil
                    && a.Code != call.Edition
                    && !a.Steps.Any(s => s.Kind == StepKind.Cancelled)
                select new Clash(a.Code + ", " + m.Title, m.Date, m.Date)
            ).ToListAsync(ct);
            return [.. others, .. own];
        }

        private sealed record HeldAssembly(string Code, string Host, string? Country, string City, LocalDate FirstDay);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "host-calls/{edition}/comparison",
                (string edition, Named<ComparisonOrder>? order, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CompareProposals(edition, order?.Value ?? ComparisonOrder.Distance), ct).ToHttp()
            )
            .WithName("compareProposals")
            .WithSummary("Compare the proposals of a call")
            .WithDescription(
                "For the secretariat, and for all members once the proposals are put to the vote. Kilometres are great-circle lines from each "
                    + "member's city, one way, rounded. `order` is distance (the default), cost, lastHosted or submitted. Reads only."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.SecretariatOnly, HostingErrors.UnknownCall);
}
