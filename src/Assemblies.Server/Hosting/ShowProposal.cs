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
) : IVersioned
{
    /// <summary>Why it cannot be changed or submitted now; null when it can.</summary>
    internal Error? NotToChange { get; init; }

    /// <summary>Why it cannot be withdrawn now; null when it can.</summary>
    internal Error? NotToWithdraw { get; init; }
}

/// <summary>Reads a proposal: its member's people and the secretariat, all members once it is put to the vote.</summary>
public sealed record ShowProposal(Id<HostProposal> Proposal) : IQuery<ProposalView>
{
    /// <inheritdoc />
    public Access Needs => new ReaderOf(Proposal);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ShowProposal, ProposalView>
    {
        public async Task<Result<ProposalView>> Handle(ShowProposal query, CancellationToken ct)
        {
            var proposal = await db
                .HostProposals.AsNoTracking()
                .Include(p => p.CoHosts)
                .SingleOrDefaultAsync(p => p.Id == query.Proposal, ct);
            if (proposal is null)
            {
                return HostingErrors.UnknownProposal;
            }

            var call = await db.HostCalls.AsNoTracking().WithRows().SingleAsync(c => c.Id == proposal.Call, ct);
            var (now, rules) = (clock.GetCurrentInstant(), await db.RulesNow(ct));
            var names = await db.MemberNames([proposal.By, .. proposal.Terms.CoHosts], ct);
            return new ProposalView(
                proposal.Id,
                call.Edition,
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
            )
            {
                NotToChange = proposal.NotToChange(call, now, rules),
                NotToWithdraw = proposal.NotToWithdraw(call, now, rules),
            };
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
