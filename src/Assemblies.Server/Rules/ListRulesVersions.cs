using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Rules;

/// <summary>All versions of the rules, the newest first.</summary>
/// <param name="After">The number to read on from.</param>
/// <param name="Limit">How many, 1 to 100.</param>
public sealed record ListRulesVersions(string? After, int? Limit) : IQuery<Page<ListRulesVersions.Line>>
{
    /// <inheritdoc />
    public Access Needs => new WhomRulesConcern();

    /// <summary>A version in the list.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When.</param>
    /// <param name="PublishedBy">By whom, by name; null for the first.</param>
    /// <param name="Note">What it rests on.</param>
    /// <param name="Assemblies">The codes of the assemblies convened under it.</param>
    public sealed record Line(int Number, Instant PublishedAt, string? PublishedBy, string Note, IReadOnlyList<string> Assemblies);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListRulesVersions, Page<Line>>
    {
        public async Task<Result<Page<Line>>> Handle(ListRulesVersions query, CancellationToken cancellationToken)
        {
            var limit = Paging.Limit(query.Limit);
            var after = int.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
            var versions = await (
                from version in db.RulesVersions
                join person in db.People on version.PublishedBy equals (Id<Person>?)person.Id into people
                from person in people.DefaultIfEmpty()
                where version.Number < after
                orderby version.Number descending
                select new Line(
                    version.Number,
                    version.PublishedAt,
                    person == null ? null : person.Name,
                    version.Note,
                    db.Assemblies.Where(a => a.RulesVersion == version.Number).OrderBy(a => a.Code).Select(a => a.Code).ToList()
                )
            )
                .Take(limit + 1)
                .ToListAsync(cancellationToken);
            return Paging.Cut(versions, limit, line => line.Number.ToString(CultureInfo.InvariantCulture));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "rules/versions",
                (string? after, int? limit, IMediator mediator, HttpContext context, CancellationToken ct) =>
                    mediator.Send(new ListRulesVersions(after, limit), ct).ToHttp(context)
            )
            .WithName("listRulesVersions")
            .WithSummary("List the versions of the rules")
            .WithDescription("The newest first, each with the assemblies that were convened under it. Read on with `after`.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden);
}
