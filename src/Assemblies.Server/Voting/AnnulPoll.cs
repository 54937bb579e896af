using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// The chair annuls a vote with a reason, open or closed, while its meeting is open: it decides nothing and stays in the record; the motion can be
/// voted on again. A repeat is refused.
/// </summary>
/// <param name="Poll">Which.</param>
/// <param name="Reason">Why.</param>
public sealed record AnnulPoll(Id<Poll> Poll, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new RunsPoll(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll}";

    internal sealed class Validator : AbstractValidator<AnnulPoll>
    {
        public Validator() => RuleFor(c => c.Reason).Needed("Say why: everybody who voted reads it.").Sentences(1000);
    }

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock, Reader reader) : ICommandHandler<AnnulPoll, Done>
    {
        public async Task<Result<Done>> Handle(AnnulPoll command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { } hand)
            {
                return PollErrors.Unknown;
            }

            if (!await db.SittingSteps.OpenNow(db).AnyAsync(s => s.Meeting == hand.Poll.Meeting, ct))
            {
                return Domain.Presence.SittingErrors.IsClosed;
            }

            if (hand.Poll.Annul(command.Reason.Trim(), hand.Motion, clock.GetCurrentInstant(), reader.Person) is { } refusal)
            {
                return refusal;
            }

            await desk.EndTurns(command.Poll, ct);
            return Done.It;
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/annul",
                (Id<Poll> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AnnulPoll(id, body.Reason), ct).ToHttp()
            )
            .WithName("annulPoll")
            .WithSummary("Annul a vote")
            .WithDescription(
                "By chair, deputy chair or secretariat, with a reason, open or closed, until its meeting is closed. It decides nothing and stays in the record; "
                    + "a decision that followed from it is marked annulled and keeps its number. A repeat is refused."
            )
            .WithExample(new Body("The text on the wall was that of another motion."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                RequestErrors.Invalid,
                PollErrors.Unknown,
                PollErrors.AnnulledAlready,
                PollErrors.ChangedMeanwhile,
                Domain.Presence.SittingErrors.IsClosed
            );
}
