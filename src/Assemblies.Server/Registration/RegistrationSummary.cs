using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// How registration stands: how many, how full everything is, what helps people take part (as counts, never by name), who is missing, and how it grew.
/// For host and secretariat.
/// </summary>
/// <param name="Code">Of which assembly.</param>
public sealed record SummariseRegistrations(string Code) : IQuery<SummariseRegistrations.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>How it stands.</summary>
    /// <param name="Registered">How many are registered.</param>
    /// <param name="Guests">How many of them are guests of the open meeting.</param>
    /// <param name="NotCounting">How many of them take no seat: interpreters, the host's staff.</param>
    /// <param name="ChangedLate">How many were changed after the deadline.</param>
    /// <param name="WhiteRibbons">How many are not to be recognisable in photographs.</param>
    /// <param name="Seats">How full everything is.</param>
    /// <param name="Helps">What helps people take part, as counts; what nobody said is missing.</param>
    /// <param name="SaidMore">How many wrote something else.</param>
    /// <param name="MissingOrganisations">Organisations that are invited and of which nobody is registered.</param>
    /// <param name="Unanswered">People who are invited, have not answered and are not registered.</param>
    /// <param name="Growth">How it grew, by day; days on which nothing happened are missing.</param>
    public sealed record Answer(
        int Registered,
        int Guests,
        int NotCounting,
        int ChangedLate,
        int WhiteRibbons,
        IReadOnlyList<ListSeats.Pool> Seats,
        IReadOnlyList<HelpCount> Helps,
        int SaidMore,
        IReadOnlyList<MissingOrganisation> MissingOrganisations,
        IReadOnlyList<MissingPerson> Unanswered,
        IReadOnlyList<DayOfGrowth> Growth
    );

    /// <summary>How many need something.</summary>
    /// <param name="Help">What.</param>
    /// <param name="Count">How many.</param>
    public sealed record HelpCount(Help Help, int Count);

    /// <summary>An organisation of which nobody is registered.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">What it is to the network.</param>
    public sealed record MissingOrganisation(string Code, string Name, OrganisationKind Kind);

    /// <summary>Somebody who is invited and has not answered.</summary>
    /// <param name="Name">Who.</param>
    /// <param name="Affiliation">For whom.</param>
    public sealed record MissingPerson(string Name, string Affiliation);

    /// <summary>A day of registration, in the venue's zone.</summary>
    /// <param name="Day">The day.</param>
    /// <param name="Registered">How many registered first on it.</param>
    /// <param name="Cancelled">How many of all cancelled on it.</param>
    /// <param name="Total">How many stood at its end, by what stands now.</param>
    public sealed record DayOfGrowth(LocalDate Day, int Registered, int Cancelled, int Total);

    internal sealed class Handler(SeatBooks books, SeatLists lists, AssembliesDb db) : IQueryHandler<SummariseRegistrations, Answer>
    {
        public async Task<Result<Answer>> Handle(SummariseRegistrations query, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await books.Find(query.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var all = await db
                .Registrants.Where(r => r.Assembly == assembly.Id)
                .Select(r => new
                {
                    r.Organisation,
                    r.Guest,
                    r.DoesNotCount,
                    r.PhotoConsent,
                    r.At,
                    r.CancelledAt,
                    Late = db.RegistrantChanges.Any(c => c.Registrant == r.Id && c.IsLate),
                })
                .ToListAsync(ct);
            var coming = all.FindAll(r => r.CancelledAt is null);
            var needs = await (
                from need in db.Needs.AsNoTracking()
                join registrant in db.Registrants on need.Registrant equals registrant.Id
                where registrant.Assembly == assembly.Id && registrant.CancelledAt == null
                select new { need.Helps, HasMore = need.More != null }
            ).ToListAsync(ct);
            var unanswered = await db.Select(assembly.Id, new Selection(SelectionKind.InvitedWithoutAnswer), ct);
            return new Answer(
                coming.Count,
                coming.Count(r => r.Guest is not null),
                coming.Count(r => r.DoesNotCount),
                coming.Count(r => r.Late),
                coming.Count(r => !r.PhotoConsent),
                (await lists.Read(assembly, ct)).Pools,
                [
                    .. needs
                        .SelectMany(n => n.Helps)
                        .GroupBy(help => help)
                        .OrderBy(group => group.Key)
                        .Select(group => new HelpCount(group.Key, group.Count())),
                ],
                needs.Count(n => n.HasMore),
                await Missing(assembly, [.. coming.Select(r => r.Organisation).OfType<Id<Organisation>>().Distinct()], ct),
                [.. unanswered.Select(one => new MissingPerson(one.Name, one.Affiliation))],
                Growth(
                    DateTimeZoneProviders.Tzdb[assembly.Place.TimeZone],
                    [.. all.Select(r => r.At)],
                    [.. all.Select(r => r.CancelledAt).OfType<Instant>()]
                )
            );
        }

        private async Task<List<MissingOrganisation>> Missing(Assembly assembly, List<Id<Organisation>> there, CancellationToken ct) =>
            await (
                from organisation in db.Organisations
                where
                    !there.Contains(organisation.Id)
                    && db.Invitations.Any(i =>
                        i.Assembly == assembly.Id
                        && i.WithdrawnAt == null
                        && db.Mandates.Any(m => m.Id == i.Mandate && m.Organisation == organisation.Id)
                    )
                orderby organisation.Code
                select new MissingOrganisation(organisation.Code, organisation.Name, organisation.Kind)
            ).ToListAsync(ct);

        private static List<DayOfGrowth> Growth(DateTimeZone zone, IReadOnlyList<Instant> registered, IReadOnlyList<Instant> cancelled)
        {
            LocalDate Day(Instant at) => at.InZone(zone).Date;
            var (came, went) = (registered.CountBy(Day).ToDictionary(), cancelled.CountBy(Day).ToDictionary());
            var (days, total) = (new List<DayOfGrowth>(), 0);
            foreach (var day in came.Keys.Union(went.Keys).Order())
            {
                var (plus, minus) = (came.GetValueOrDefault(day), went.GetValueOrDefault(day));
                total += plus - minus;
                days.Add(new(day, plus, minus, total));
            }

            return days;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/registrations/summary",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new SummariseRegistrations(code), ct).ToHttp()
            )
            .WithName("summariseRegistrations")
            .WithSummary("See how registration stands")
            .WithDescription(
                "How many, how full everything is, what helps people take part (as counts, never by name), who is missing, and how it grew by day."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
