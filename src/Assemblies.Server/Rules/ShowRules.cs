using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Rules;

/// <summary>The rules of procedure in words and as values: the version in force, or another one.</summary>
/// <param name="Number">Which version; null for the one in force.</param>
public sealed record ShowRules(int? Number) : IQuery<ShowRules.Answer>
{
    /// <inheritdoc />
    public Access Needs => new WhomRulesConcern();

    /// <summary>A version of the rules.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When.</param>
    /// <param name="PublishedBy">By whom, by name; null for the first, which nobody decided.</param>
    /// <param name="Note">What it rests on.</param>
    /// <param name="IsInForce">Whether no newer one was published.</param>
    /// <param name="Lines">Every parameter in words, always in the same order.</param>
    /// <param name="Parameters">The same as values.</param>
    /// <param name="Changes">What differs from the version before; empty for the first.</param>
    public sealed record Answer(
        int Number,
        Instant PublishedAt,
        string? PublishedBy,
        string Note,
        bool IsInForce,
        IReadOnlyList<RuleLine> Lines,
        RulesOfProcedure Parameters,
        IReadOnlyList<RuleChange> Changes
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ShowRules, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowRules query, CancellationToken cancellationToken)
        {
            var newest = await db.RulesVersions.MaxAsync(v => v.Number, cancellationToken);
            var number = query.Number ?? newest;
            var versions = await (
                from version in db.RulesVersions.AsNoTracking()
                join person in db.People on version.PublishedBy equals (Id<Person>?)person.Id into people
                from person in people.DefaultIfEmpty()
                where version.Number == number || version.Number == number - 1
                orderby version.Number descending
                select new { Version = version, By = person == null ? null : person.Name }
            ).ToListAsync(cancellationToken);
            if (versions is not [var found, ..] || found.Version.Number != number)
            {
                return RulesErrors.UnknownVersion;
            }

            return new Answer(
                number,
                found.Version.PublishedAt,
                found.By,
                found.Version.Note,
                number == newest,
                found.Version.Parameters.Describe(),
                found.Version.Parameters,
                versions is [_, var before] ? found.Version.Parameters.ChangesSince(before.Version.Parameters) : []
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("rules", (IMediator mediator, CancellationToken ct) => mediator.Send(new ShowRules((int?)null), ct).ToHttp())
            .WithName("showRules")
            .WithSummary("Show the rules in force")
            .WithDescription("Every parameter in words and as a value, and what differs from the version before.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden);
        api.MapGet(
                "rules/versions/{number:int}",
                (int number, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowRules(number), ct).ToHttp()
            )
            .WithName("showRulesVersion")
            .WithSummary("Show a version of the rules")
            .WithDescription("A version is never changed once it is published.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, RulesErrors.UnknownVersion);
    }
}
