using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>All deadlines of an assembly, the earliest first: what the rules give for its days, and what somebody set by hand instead.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListDeadlines(string Code) : IQuery<ListDeadlines.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>The deadlines and the rules they follow from.</summary>
    /// <param name="Rules">The number of the version.</param>
    /// <param name="ArePinned">Whether it was convened under that version; otherwise a newer one would move them.</param>
    /// <param name="Deadlines">The earliest first; empty as long as it has no day of the general assembly, or no date.</param>
    public sealed record Answer(int Rules, bool ArePinned, IReadOnlyList<Line> Deadlines);

    /// <summary>A deadline.</summary>
    /// <param name="Kind">What it is for.</param>
    /// <param name="Title">The same in words.</param>
    /// <param name="Date">The last day, in the rules' zone.</param>
    /// <param name="Zone">That zone.</param>
    /// <param name="Ends">The first instant that is too late.</param>
    /// <param name="InWords">Weekday, date, hour and zone.</param>
    /// <param name="IsPast">Whether it is too late now.</param>
    /// <param name="DerivedDate">What the rules give.</param>
    /// <param name="SetByHand">Who set it when and why; null when it follows from the rules.</param>
    public sealed record Line(
        DeadlineKind Kind,
        string Title,
        LocalDate Date,
        string Zone,
        Instant Ends,
        string InWords,
        bool IsPast,
        LocalDate DerivedDate,
        ByHand? SetByHand
    );

    /// <summary>How a deadline came to be set by hand.</summary>
    /// <param name="By">Who, by name.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="IsMisplaced">Whether a move has left it on the wrong side of the meeting; somebody should look at it.</param>
    public sealed record ByHand(string? By, Instant At, string Reason, bool IsMisplaced);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ListDeadlines, Answer>
    {
        public async Task<Result<Answer>> Handle(ListDeadlines query, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.AsNoTracking().SingleOrDefaultAsync(a => a.Code == query.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var rules = (await db.RulesFor(assembly.Id, cancellationToken))!.Number;
            if (await db.DeadlinesOf(assembly.Id, cancellationToken) is not { } list)
            {
                return new Answer(rules, assembly.RulesVersion is not null, []);
            }

            var rows = await (
                from one in db.DeadlineOverrides
                join person in db.People on one.By equals (Id<Person>?)person.Id into people
                from person in people.DefaultIfEmpty()
                where one.Assembly == assembly.Id
                orderby one.Seq
                select new
                {
                    one.Kind,
                    one.At,
                    one.Reason,
                    By = person == null ? null : person.Name,
                }
            ).ToListAsync(cancellationToken);
            var latest = rows.GroupBy(row => row.Kind).ToDictionary(kind => kind.Key, kind => kind.Last());
            var (now, misplaced) = (clock.GetCurrentInstant(), list.Misplaced.Select(d => d.Kind).ToHashSet());
            return new Answer(
                rules,
                assembly.RulesVersion is not null,
                [
                    .. list.All.Select(d => new Line(
                        d.Kind,
                        d.Title,
                        d.Date,
                        d.Zone,
                        d.Ends,
                        d.InWords,
                        d.IsPast(now),
                        d.DerivedDate,
                        d.IsSetByHand ? new(latest[d.Kind].By, latest[d.Kind].At, latest[d.Kind].Reason, misplaced.Contains(d.Kind)) : null
                    )),
                ]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/deadlines",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListDeadlines(code), ct).ToHttp()
            )
            .WithName("listDeadlines")
            .WithSummary("List the deadlines")
            .WithDescription("Local dates in the rules’ zone, each with the instant it ends and who set it by hand, if somebody did.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
