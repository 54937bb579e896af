using Assemblies.Domain;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Rules;

/// <summary>The rules one assembly is under: the version it was convened under, before that the newest.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ShowAssemblyRules(string Code) : IQuery<ShowAssemblyRules.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>The rules of an assembly.</summary>
    /// <param name="Number">The version.</param>
    /// <param name="IsPinned">Whether it was convened under it; otherwise a newer one would take its place.</param>
    /// <param name="Lines">Every parameter in words.</param>
    /// <param name="Parameters">The same as values.</param>
    public sealed record Answer(int Number, bool IsPinned, IReadOnlyList<RuleLine> Lines, RulesOfProcedure Parameters);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ShowAssemblyRules, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowAssemblyRules query, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.Where(a => a.Code == query.Code)
                .Select(a => new { a.Id, IsPinned = a.RulesVersion != null })
                .SingleOrDefaultAsync(cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var rules = (await db.RulesFor(assembly.Id, cancellationToken))!;
            return new Answer(rules.Number, assembly.IsPinned, rules.Parameters.Describe(), rules.Parameters);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/rules",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowAssemblyRules(code), ct).ToHttp()
            )
            .WithName("showAssemblyRules")
            .WithSummary("Show the rules of an assembly")
            .WithDescription("The version it was convened under; before that the newest, which a newer one would replace.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
