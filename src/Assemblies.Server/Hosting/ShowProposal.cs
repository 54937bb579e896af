using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>A proposal in full.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Edition">For which edition.</param>
/// <param name="Number">Its number in the call; null for a draft.</param>
/// <param name="State">Where it stands.</param>
/// <param name="By">Whose it is.</param>
/// <param name="CoHosts">Who hosts along with it.</param>
/// <param name="Proposal">What it says.</param>
/// <param name="Signatory">Who answers for it.</param>
/// <param name="Source">How the secretariat was told, when it entered it last; only for the secretariat and the member's own.</param>
/// <param name="DraftedAt">When it was begun.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="WithdrawnAt">When it was withdrawn.</param>
/// <param name="Version">Its ETag.</param>
public sealed record ProposalView(
    Id<HostProposal> Id,
    string Edition,
    int? Number,
    ProposalState State,
    MemberName By,
    IReadOnlyList<MemberName> CoHosts,
    ProposalFields Proposal,
    string? Signatory,
    Source? Source,
    Instant DraftedAt,
    Instant? SubmittedAt,
    Instant? WithdrawnAt,
    long Version
) : IVersioned;

/// <summary>Reads a proposal: its member's people and the secretariat, all members once it is put to the vote.</summary>
public sealed record ShowProposal(Id<HostProposal> Proposal) : IQuery<ProposalView>
{
    /// <inheritdoc />
    public Access Needs => new ReaderOf(Proposal);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowProposal, ProposalView>
    {
        public async Task<Result<ProposalView>> Handle(ShowProposal query, CancellationToken ct)
        {
            var found = await (
                from p in db.HostProposals.AsNoTracking().Include(p => p.CoHosts)
                join c in db.HostCalls on p.Call equals c.Id
                where p.Id == query.Proposal
                select new { Proposal = p, c.Edition }
            ).SingleOrDefaultAsync(ct);
            if (found is not { Proposal: var proposal, Edition: var edition })
            {
                return HostingErrors.UnknownProposal;
            }

            var names = await db.MemberNames([proposal.By, .. proposal.Terms.CoHosts], ct);
            return new ProposalView(
                proposal.Id,
                edition,
                proposal.Number,
                proposal.State,
                names[proposal.By],
                [.. proposal.Terms.CoHosts.Select(id => names[id]).OrderBy(name => name.Code, StringComparer.Ordinal)],
                ProposalFields.Of(proposal.Terms, names),
                proposal.Signatory,
                reader.IsSecretariat || reader.BelongsTo(proposal.By) ? proposal.Source : null,
                proposal.DraftedAt,
                proposal.SubmittedAt,
                proposal.WithdrawnAt,
                proposal.Version
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "proposals/{id}",
                (Id<HostProposal> id, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowProposal(id), ct).ToTagged()
            )
            .WithName("showProposal")
            .WithSummary("Read a proposal to host")
            .WithDescription("Those of others are not found before they are put to the vote. The ETag is what a change sends. Reads only.")
            .Refuses(Platform.Messaging.AccessErrors.SignIn, HostingErrors.UnknownProposal);
}
