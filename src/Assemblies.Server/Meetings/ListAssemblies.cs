using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>When assemblies take place, seen from now.</summary>
public enum Season
{
    /// <summary>Not begun, or put off.</summary>
    Coming,

    /// <summary>Between the beginning of the first meeting and the end of the last.</summary>
    Running,

    /// <summary>Over.</summary>
    Past,
}

/// <summary>The assemblies a reader may know of: coming and running ones the next first, past ones and all together the latest first.</summary>
/// <param name="When">Only these; null for all.</param>
/// <param name="After">The code to read on from.</param>
/// <param name="Limit">How many, 1 to 100.</param>
public sealed record ListAssemblies(Season? When, string? After, int? Limit) : IQuery<Page<ListAssemblies.Line>>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>All of them, the latest first.</summary>
    public static ListAssemblies All(string? after, int? limit) => new(null, after, limit);

    /// <summary>An assembly in the list.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Title">For people.</param>
    /// <param name="When">Coming, running or past.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="City">The city's own name.</param>
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="Host">Who hosts it.</param>
    /// <param name="FirstDay">The first day of a meeting the reader may see; null when there is none.</param>
    /// <param name="LastDay">The last such day.</param>
    /// <param name="TimeZone">The venue's zone.</param>
    public sealed record Line(
        string Code,
        string Title,
        Season When,
        AssemblyState State,
        string City,
        string? Country,
        ShowAssembly.Organiser Host,
        LocalDate? FirstDay,
        LocalDate? LastDay,
        string TimeZone
    );

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ListAssemblies, Page<Line>>
    {
        public async Task<Result<Page<Line>>> Handle(ListAssemblies query, CancellationToken cancellationToken)
        {
            var (now, limit) = (clock.GetCurrentInstant(), Paging.Limit(query.Limit));
            var seen = db.Meetings.Where(MeetingsSeen.SeenBy(reader));
            var all =
                from a in db.Assemblies.AsNoTracking().Where(MeetingsSeen.KnownTo(reader))
                join host in db.Organisations on a.Host equals host.Id
                let standing = a.Meetings.Where(m => m.CancelledAt == null)
                let begins = standing.Min(m => (Instant?)m.StartsAt)
                let ends = standing.Max(m => (Instant?)m.EndsAt)
                let last = a
                    .Steps.Where(s => s.Kind != StepKind.Announced && s.Kind != StepKind.DocumentsSent)
                    .OrderByDescending(s => s.Seq)
                    .First()
                    .Kind
                select new
                {
                    a.Code,
                    a.Title,
                    a.Place,
                    Host = new ShowAssembly.Organiser(host.Code, host.Name, host.NameLatin),
                    Last = last,
                    // Postponed: the dates that stand are void. A recorded one without meetings lies in the past.
                    When = last == StepKind.Postponed ? Season.Coming
                    : last == StepKind.Recorded || last == StepKind.Closed || last == StepKind.Adjourned || ends < now ? Season.Past
                    : begins == null || begins > now ? Season.Coming
                    : Season.Running,
                    FirstDay = seen.Where(m => m.Assembly == a.Id && m.CancelledAt == null).Min(m => (LocalDate?)m.Date),
                    LastDay = seen.Where(m => m.Assembly == a.Id && m.CancelledAt == null).Max(m => (LocalDate?)m.Date),
                };
            if (query.When is { } when)
            {
                all = all.Where(a => a.When == when);
            }

            // Codes order by year and number, which is the order of time.
            var nextFirst = query.When is Season.Coming or Season.Running;
            if (query.After is { } after)
            {
                all = nextFirst ? all.Where(a => a.Code.CompareTo(after) > 0) : all.Where(a => a.Code.CompareTo(after) < 0);
            }

            all = nextFirst ? all.OrderBy(a => a.Code) : all.OrderByDescending(a => a.Code);
            var found = await all.Take(limit + 1).ToListAsync(cancellationToken);
            return Paging.Cut(
                found.ConvertAll(a =>
                {
                    var state = AssemblyLife.StateAfter([a.Last]);
                    var hasDates = state is not AssemblyState.Postponed;
                    return new Line(
                        a.Code,
                        a.Title,
                        a.When,
                        state,
                        a.Place.City,
                        a.Place.Country,
                        a.Host,
                        hasDates ? a.FirstDay : null,
                        hasDates ? a.LastDay : null,
                        a.Place.TimeZone
                    );
                }),
                limit,
                line => line.Code
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies",
                (Named<Season>? when, string? after, int? limit, IMediator mediator, HttpContext context, CancellationToken ct) =>
                    mediator.Send(new ListAssemblies(when?.Value, after, limit), ct).ToHttp(context)
            )
            .WithName("listAssemblies")
            .WithSummary("List assemblies")
            .WithDescription(
                "Those the reader may know of. `when` narrows it to coming, running or past ones; coming and running ones come with the next "
                    + "first, past ones and all together with the latest first. Read on with `after`, or by the Link header."
            );
}
