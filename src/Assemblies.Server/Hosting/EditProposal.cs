using Assemblies.Domain;
using Assemblies.Domain.Hosting;
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
/// A member changes its proposal, draft or submitted, until the call closes; a submitted one stays complete. Answers the new version. A repeat is
/// refused: the version it names is no longer the one that stands.
/// </summary>
public sealed record EditProposal(Id<HostProposal> Proposal, long? Version, ProposalFields Fields, Source? Source) : ICommand<long>
{
    /// <inheritdoc />
    public Access Needs => new OwnerOf(Proposal);

    /// <inheritdoc />
    public string On => $"proposal {Proposal}";

    internal sealed class Validator : AbstractValidator<EditProposal>
    {
        public Validator()
        {
            ProposalFields.Check(this, c => c.Fields);
            Sources.Check(this, c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, IMediator mediator) : ICommandHandler<EditProposal, long>
    {
        public async Task<Result<long>> Handle(EditProposal command, CancellationToken ct)
        {
            if (command.Version is not { } version)
            {
                return RequestErrors.VersionMissing;
            }

            if (await db.HostProposals.Lock(db, command.Proposal, ct) is not var (proposal, call))
            {
                return HostingErrors.UnknownProposal;
            }

            if (proposal.Version != version)
            {
                return HostingErrors.StaleProposal with { Current = (await mediator.Send(new ShowProposal(proposal.Id), ct)).Value };
            }

            if (reader.SourceFor(proposal.By, command.Source, out var source) is { } unsaid)
            {
                return unsaid;
            }

            var terms = await command.Fields.Terms(await db.Organisations.SingleAsync(o => o.Id == proposal.By, ct), db, ct);
            if (terms.Error is { } wrong)
            {
                return wrong;
            }

            var (by, now, rules) = (reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct));
            return proposal.Edit(terms.Value!, call, by, source, now, rules) is { } refusal ? refusal : proposal.Version;
        }
    }

    internal sealed record Body(ProposalFields Proposal, Source? Source = null);

    internal sealed record Answer(long Version) : IVersioned;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "proposals/{id}",
                async (Id<HostProposal> id, IfMatch ifMatch, Body body, IMediator mediator, CancellationToken ct) =>
                {
                    var saved = await mediator.Send(new EditProposal(id, ifMatch.Version, body.Proposal, body.Source), ct);
                    Result<Answer> answer = saved.Error is { } refusal ? refusal : new Answer(saved.Value);
                    return await Task.FromResult(answer).ToTagged();
                }
            )
            .WithName("changeProposal")
            .WithSummary("Change a proposal to host")
            .WithDescription(
                "Replaces the whole of it, until the call closes. Send the ETag of what you read in If-Match; when somebody else saved meanwhile, "
                    + "the refusal holds what stands now as `current`."
            )
            .WithExample(new Body(ProposalFields.Example))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownProposal,
                RequestErrors.VersionMissing,
                HostingErrors.StaleProposal,
                HostingErrors.NotAMember,
                HostingErrors.SourceMissing,
                HostingErrors.Incomplete,
                HostingErrors.ProposalWithdrawn,
                HostingErrors.CallNotOpenYet,
                HostingErrors.CallClosed
            );
}
