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
/// The secretariat asks a member to host on dates it offered, with a reason, and may name who is asked next. The member is told and has the days
/// of the rules for its answer. A repeat is refused: somebody is asked.
/// </summary>
/// <param name="Edition">Which call; it has to be closed.</param>
/// <param name="Choice">Which proposal, which of its dates.</param>
/// <param name="Reserves">Who is asked when this one declines or stays silent, in order.</param>
/// <param name="Reason">Why this one; everybody who proposed reads it.</param>
public sealed record AssignHost(string Edition, HostChoice Choice, IReadOnlyList<HostChoice> Reserves, string Reason) : ICommand<int>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Edition;

    internal sealed class Validator : AbstractValidator<AssignHost>
    {
        public Validator()
        {
            RuleFor(c => c.Reason)
                .NotEmpty()
                .WithMessage("Say why this one; everybody who proposed reads it.")
                .MaximumLength(2000)
                .WithMessage("This is more than 2,000 letters. Say it shorter.");
            RuleFor(c => c.Reserves).Must(r => r.Count <= 20).WithMessage("More than twenty are not taken.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AssignHost, int>
    {
        public async Task<Result<int>> Handle(AssignHost command, CancellationToken ct)
        {
            if (await db.HostCalls.Lock(db, command.Edition, ct) is not { } call)
            {
                return HostingErrors.UnknownCall;
            }

            var (now, rules) = (clock.GetCurrentInstant(), await db.RulesNow(ct));
            HostChoice[] order = [command.Choice, .. command.Reserves];
            if (order.DistinctBy(choice => choice.Proposal).Count() < order.Length)
            {
                return HostingErrors.ReserveTwice.At("reserves");
            }

            var proposals = await db.HostProposals.Where(p => p.Call == call.Id).ToDictionaryAsync(p => p.Id, ct);
            foreach (var choice in order)
            {
                if (!proposals.TryGetValue(choice.Proposal, out var named))
                {
                    return HostingErrors.UnknownProposal;
                }

                var field = choice == command.Choice ? "dateOption" : "reserves";
                if (named.State is not ProposalState.Submitted)
                {
                    return HostingErrors.NotSubmitted;
                }

                if (named.DatesOf(choice.DateOption) is null)
                {
                    return HostingErrors.UnknownDates.At(field);
                }
            }

            // Whose days were over at midnight is passed over now, not when the job comes by.
            call.Expire(now, rules);
            var chosen = proposals[command.Choice.Proposal];
            return call.Ask(command.Choice, chosen, command.Reserves, command.Reason.Trim(), reader.Person, now, rules) is { } refusal
                ? refusal
                : call.Assignments.Max(a => a.N);
        }
    }

    internal sealed record Body(Id<HostProposal> Proposal, int DateOption, string Reason)
    {
        public IReadOnlyList<HostChoice> Reserves { get; init; } = [];
    }

    internal sealed record Answer(int N);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls/{edition}/assign",
                async (string edition, Body body, IMediator mediator, CancellationToken ct) =>
                {
                    var choice = new HostChoice(body.Proposal, body.DateOption);
                    var asked = await mediator.Send(new AssignHost(edition, choice, body.Reserves, body.Reason), ct);
                    Result<Answer> answer = asked.Error is { } refusal ? refusal : new Answer(asked.Value);
                    return await Task.FromResult(answer).ToHttp();
                }
            )
            .WithName("assignHost")
            .WithSummary("Assign the host: ask a member")
            .WithDescription(
                "Answers the number of the assignment. The member's head and deputy are told by mail. Date options are numbered from 1. `reserves` "
                    + "are asked in their order when this one declines or stays silent. A repeat is refused: somebody is asked."
            )
            .WithExample(
                new Body(new(new Guid("01890a5d-ac96-774b-bcce-b302099a8057")), 1, "Shortest journeys of the two, and never hosted before.")
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                HostingErrors.UnknownCall,
                HostingErrors.UnknownProposal,
                HostingErrors.CallStillOpen,
                HostingErrors.SomebodyIsAsked,
                HostingErrors.CallDecided,
                HostingErrors.NotSubmitted,
                HostingErrors.UnknownDates,
                HostingErrors.ReserveTwice
            );
}
