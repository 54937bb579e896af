using Assemblies.Domain;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Rules;

/// <summary>What new rules would change, in words, before they are published. Nothing is saved.</summary>
/// <param name="Parameters">The new rules, all of them.</param>
public sealed record CompareRules(RulesOfProcedure Parameters) : IQuery<CompareRules.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>What would change.</summary>
    /// <param name="Newest">The version it is compared with.</param>
    /// <param name="Changes">Each parameter that differs.</param>
    /// <param name="Concerned">The codes of the assemblies it would hold for: those not convened yet.</param>
    public sealed record Answer(int Newest, IReadOnlyList<RuleChange> Changes, IReadOnlyList<string> Concerned);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<CompareRules, Answer>
    {
        public async Task<Result<Answer>> Handle(CompareRules query, CancellationToken cancellationToken)
        {
            var newest = await db.NewestRules(cancellationToken);
            if (newest.Refusal(query.Parameters) is { } refusal)
            {
                return refusal;
            }

            var concerned = await db
                .Assemblies.Where(a => a.RulesVersion == null)
                .Where(a =>
                    !a.Steps.Any(step => step.Kind == Domain.Meetings.StepKind.Recorded || step.Kind == Domain.Meetings.StepKind.Cancelled)
                )
                .OrderBy(a => a.Code)
                .Select(a => a.Code)
                .ToListAsync(cancellationToken);
            return new Answer(newest.Number, query.Parameters.ChangesSince(newest.Parameters), concerned);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "rules/compare",
                (RulesOfProcedure body, IMediator mediator, CancellationToken ct) => mediator.Send(new CompareRules(body), ct).ToHttp()
            )
            .WithName("compareRules")
            .WithSummary("What new rules would change")
            .WithDescription(
                "The difference of all parameters to the version in force in words, and the assemblies it would hold for. Nothing is saved."
            )
            .WithExample(RulesOfProcedure.Default with { ConveneDaysBefore = 56 })
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, RulesErrors.MakesNoSense, RulesErrors.NothingChanged);
}
