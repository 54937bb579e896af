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
/// The secretariat leaves the choice to the members: from now on all of them read the proposals, and those who proposed are told. It is not taken
/// back; a repeat is refused.
/// </summary>
/// <param name="Edition">Which call; it has to be closed.</param>
/// <param name="Where">Where and when they vote, such as "GA-2027-1, item 16".</param>
public sealed record PutProposalsToVote(string Edition, string Where) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Edition;

    internal sealed class Validator : AbstractValidator<PutProposalsToVote>
    {
        public Validator() =>
            RuleFor(c => c.Where)
                .NotEmpty()
                .WithMessage("Say where and when the members vote, such as GA-2027-1, item 16.")
                .MaximumLength(300)
                .WithMessage("This is more than 300 letters. Say it shorter.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<PutProposalsToVote, Done>
    {
        public async Task<Result<Done>> Handle(PutProposalsToVote command, CancellationToken ct)
        {
            if (await db.HostCalls.Lock(db, command.Edition, ct) is not { } call)
            {
                return HostingErrors.UnknownCall;
            }

            var submitted = await db.HostProposals.CountAsync(p => p.Call == call.Id && p.SubmittedAt != null && p.WithdrawnAt == null, ct);
            var (by, now, rules) = (reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct));
            return call.PutToVote(command.Where.Trim(), submitted, by, now, rules) is { } refusal ? refusal : Done.It;
        }
    }

    internal sealed record Body(string Where);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls/{edition}/put-to-vote",
                (string edition, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PutProposalsToVote(edition, body.Where), ct).ToHttp()
            )
            .WithName("putProposalsToVote")
            .WithSummary("Put the proposals to the members' vote")
            .WithDescription(
                "All members read the submitted proposals from now on; those who proposed are told. Not taken back; a repeat is refused."
            )
            .WithExample(new Body("GA-2027-1, item 16, on Friday 23 April"))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                HostingErrors.UnknownCall,
                HostingErrors.CallStillOpen,
                HostingErrors.NothingToVoteOn,
                HostingErrors.AlreadyPutToVote,
                HostingErrors.SomebodyIsAsked,
                HostingErrors.CallDecided
            );
}
