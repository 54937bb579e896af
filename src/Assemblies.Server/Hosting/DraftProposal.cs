using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// A member begins a proposal for an open call; only its own people and the secretariat see it. The secretariat may for a member that told it so:
/// the member is told. A second one of a member is refused while the first stands.
/// </summary>
/// <param name="Edition">For which call.</param>
/// <param name="Member">The member's code; null for the one the reader acts for.</param>
/// <param name="Fields">What it says so far.</param>
/// <param name="Source">How the secretariat was told; only when it drafts for a member.</param>
public sealed record DraftProposal(string Edition, string? Member, ProposalFields Fields, Source? Source) : ICommand<Id<HostProposal>>
{
    /// <inheritdoc />
    public Access Needs => new ProposerFor(Member);

    /// <inheritdoc />
    public string On => $"{Edition} {Member}".TrimEnd();

    internal sealed class Validator : AbstractValidator<DraftProposal>
    {
        public Validator()
        {
            ProposalFields.Check(this, c => c.Fields);
            Sources.Check(this, c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<DraftProposal, Id<HostProposal>>
    {
        public async Task<Result<Id<HostProposal>>> Handle(DraftProposal command, CancellationToken ct)
        {
            if (await db.HostCalls.Lock(db, command.Edition, ct) is not { } call)
            {
                return HostingErrors.UnknownCall;
            }

            var code = command.Member ?? reader.MemberToActFor(null)?.Code;
            var member = await db.Organisations.SingleOrDefaultAsync(o => o.Code == code && o.Kind == OrganisationKind.Member, ct);
            if (member is null)
            {
                return HostingErrors.NotAMember.At("member");
            }

            if (reader.SourceFor(member.Id, command.Source, out var source) is { } unsaid)
            {
                return unsaid;
            }

            var now = clock.GetCurrentInstant();
            if (HostProposal.Closed(call, now, await db.RulesNow(ct)) is { } closed)
            {
                return closed;
            }

            if (await db.HostProposals.AnyAsync(p => p.Call == call.Id && p.By == member.Id && p.WithdrawnAt == null, ct))
            {
                return HostingErrors.ProposalExists;
            }

            var terms = await command.Fields.Terms(member, db, ct);
            if (terms.Error is { } wrong)
            {
                return wrong;
            }

            var proposal = new HostProposal(call.Id, member.Id, terms.Value!, reader.Person, source, now);
            db.HostProposals.Add(proposal);
            return proposal.Id;
        }
    }

    internal sealed record Body(ProposalFields Proposal, string? Member = null, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls/{edition}/proposals",
                (string edition, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new DraftProposal(edition, body.Member, body.Proposal, body.Source), ct)
                        .ToCreated(id => $"/api/v1/proposals/{id}")
            )
            .WithName("draftProposal")
            .WithSummary("Draft a proposal to host")
            .WithDescription(
                "A draft may leave anything out. The secretariat names the member and says how it was told; the member's head and deputy are told "
                    + "by mail. A second proposal of a member is refused while the first stands."
            )
            .WithExample(new Body(ProposalFields.Example, "BG", new(SourceKind.Phone, "Mariya Georgieva, 15 September, 10:30")))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownCall,
                HostingErrors.NotAMember,
                HostingErrors.SourceMissing,
                HostingErrors.CallNotOpenYet,
                HostingErrors.CallClosed,
                HostingErrors.ProposalExists
            );
}
