using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>A member takes its proposal back, until a host is found; its number is not used again. A repeat is refused.</summary>
public sealed record WithdrawProposal(Id<HostProposal> Proposal, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OwnerOf(Proposal);

    /// <inheritdoc />
    public string On => $"proposal {Proposal}";

    internal sealed class Validator : AbstractValidator<WithdrawProposal>
    {
        public Validator() => Sources.Check(this, c => c.Source);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<WithdrawProposal, Done>
    {
        public async Task<Result<Done>> Handle(WithdrawProposal command, CancellationToken ct)
        {
            if (await db.HostProposals.Lock(db, command.Proposal, ct) is not var (proposal, call))
            {
                return HostingErrors.UnknownProposal;
            }

            if (reader.SourceFor(proposal.By, command.Source, out var source) is { } unsaid)
            {
                return unsaid;
            }

            var (by, now, rules) = (reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct));
            return proposal.Withdraw(call, by, source, now, rules) is { } refusal ? refusal : Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "proposals/{id}/withdraw",
                (Id<HostProposal> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new WithdrawProposal(id, body?.Source), ct).ToHttp()
            )
            .WithName("withdrawProposal")
            .WithSummary("Withdraw a proposal to host")
            .WithDescription(
                "Until a host is found; a member that has been asked declines instead. The body may be left out. A repeat is refused."
            )
            .WithExample(new Body(new(SourceKind.Phone, "Mariya Georgieva, 15 September, 10:30")))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownProposal,
                HostingErrors.SourceMissing,
                HostingErrors.ProposalWithdrawn,
                HostingErrors.DeclineInstead,
                HostingErrors.CallDecided
            );
}
