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

/// <summary>A member commits to host: its draft gets a number and can be chosen. A repeat returns that number.</summary>
public sealed record SubmitProposal(Id<HostProposal> Proposal, string Signatory, Source? Source) : ICommand<int>
{
    /// <inheritdoc />
    public Access Needs => new OwnerOf(Proposal);

    /// <inheritdoc />
    public string On => $"proposal {Proposal}";

    internal sealed class Validator : AbstractValidator<SubmitProposal>
    {
        public Validator()
        {
            RuleFor(c => c.Signatory)
                .NotEmpty()
                .WithMessage("Name the person who answers for this proposal.")
                .MaximumLength(200)
                .WithMessage("This is more than 200 letters. Give the name alone.");
            Sources.Check(this, c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<SubmitProposal, int>
    {
        public async Task<Result<int>> Handle(SubmitProposal command, CancellationToken ct)
        {
            if (await db.HostProposals.Lock(db, command.Proposal, ct) is not var (proposal, call))
            {
                return HostingErrors.UnknownProposal;
            }

            if (reader.SourceFor(proposal.By, command.Source, out var source) is { } unsaid)
            {
                return unsaid;
            }

            // The call is locked: nobody takes the same number.
            var next = (await db.HostProposals.Where(p => p.Call == call.Id).MaxAsync(p => p.Number, ct) ?? 0) + 1;
            var (by, now, rules) = (reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct));
            return proposal.Submit(next, command.Signatory.Trim(), call, by, source, now, rules);
        }
    }

    internal sealed record Body(string Signatory, Source? Source = null);

    internal sealed record Answer(int Number);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "proposals/{id}/submit",
                async (Id<HostProposal> id, Body body, IMediator mediator, CancellationToken ct) =>
                {
                    var submitted = await mediator.Send(new SubmitProposal(id, body.Signatory, body.Source), ct);
                    Result<Answer> answer = submitted.Error is { } refusal ? refusal : new Answer(submitted.Value);
                    return await Task.FromResult(answer).ToHttp();
                }
            )
            .WithName("submitProposal")
            .WithSummary("Submit a proposal to host")
            .WithDescription(
                "It gets its number in the call and can be chosen; it can still be changed until the call closes. A repeat returns that number. "
                    + "What is missing is named field by field in `errors`."
            )
            .WithExample(new Body("Žofie Dvořáková"))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownProposal,
                HostingErrors.SourceMissing,
                HostingErrors.Incomplete,
                HostingErrors.ProposalWithdrawn,
                HostingErrors.CallNotOpenYet,
                HostingErrors.CallClosed
            );
}
