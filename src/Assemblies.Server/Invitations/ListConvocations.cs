using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What proves that an assembly was convened and its documents were sent: when, to how many, and the fingerprint of what was said.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ListConvocations(string Code) : IQuery<IReadOnlyList<ListConvocations.Proof>>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Code, Enum.GetValues<Office>());

    /// <summary>A proof.</summary>
    /// <param name="Of">What was sent.</param>
    /// <param name="At">When.</param>
    /// <param name="People">To how many people.</param>
    /// <param name="RulesVersion">Under which version of the rules.</param>
    /// <param name="OverrideReason">Why it was done against the rules; null when it was not.</param>
    /// <param name="Hash">SHA-256 of what the mails said and led to, hexadecimal.</param>
    public sealed record Proof(ProofOf Of, Instant At, int People, int RulesVersion, string? OverrideReason, string Hash);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListConvocations, IReadOnlyList<Proof>>
    {
        public async Task<Result<IReadOnlyList<Proof>>> Handle(ListConvocations request, CancellationToken cancellationToken)
        {
            if (!await db.Assemblies.AnyAsync(a => a.Code == request.Code, cancellationToken))
            {
                return AccessErrors.NotFound;
            }

            var proofs = await (
                from proof in db.Convocations
                join assembly in db.Assemblies on proof.Assembly equals assembly.Id
                where assembly.Code == request.Code
                orderby proof.StepSeq
                select new Proof(
                    proof.Of,
                    proof.At,
                    db.ConvocationRecipients.Where(r => r.Convocation == proof.Id && r.Sent.Length > 0)
                        .Select(r => r.Person)
                        .Distinct()
                        .Count(),
                    proof.RulesVersion,
                    proof.OverrideReason,
                    proof.Hash
                )
            ).ToListAsync(cancellationToken);
            return proofs;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/convocations",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListConvocations(code), ct).ToHttp()
            )
            .WithName(nameof(ListConvocations))
            .WithSummary("List what proves that an assembly was convened")
            .WithDescription(
                "Each convocation and each sending of documents: when, to how many people, and the hash of what the mails said."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
