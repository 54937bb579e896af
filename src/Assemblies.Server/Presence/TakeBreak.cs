using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The chair calls a break that the programme does not have; what follows is expected later. Refused while there is one, and while the quorum is challenged.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Minutes">How long, 1 to 240; it lasts until somebody ends it.</param>
/// <param name="Step">The number of the last step the sender saw; null for whatever stands.</param>
public sealed record TakeBreak(Id<Meeting> Meeting, int Minutes, int? Step) : ICommand<SittingNow>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Validator : AbstractValidator<TakeBreak>
    {
        public Validator() => RuleFor(c => c.Minutes).InclusiveBetween(1, 240).WithMessage("Enter a number of minutes from 1 to 240.");
    }

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader) : ICommandHandler<TakeBreak, SittingNow>
    {
        public async Task<Result<SittingNow>> Handle(TakeBreak command, CancellationToken cancellationToken)
        {
            var (taken, refusal) = await db.TakeSitting(command.Meeting, command.Step, cancellationToken);
            if (taken is null)
            {
                return refusal!;
            }

            if (await db.IsVoting(command.Meeting, cancellationToken))
            {
                return SittingErrors.VoteIsOpen;
            }

            if (await quorum.Running(command.Meeting, cancellationToken) is not null)
            {
                return QuorumErrors.ChallengeRuns;
            }

            var begun = taken.Sitting.Interrupt(command.Minutes, clock.GetCurrentInstant(), reader.Person);
            if (begun.Error is { } cannot)
            {
                return cannot;
            }

            db.Add(begun.Value!);
            return SittingNow.Of(taken.Sitting, null);
        }
    }

    internal sealed record Body(int Minutes, int? Step);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/break",
                (Id<Meeting> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new TakeBreak(id, body.Minutes, body.Step), ct).ToHttp()
            )
            .WithName("takeBreak")
            .WithSummary("Take a break")
            .WithDescription(
                "One that the programme does not have: what is on is interrupted and goes on afterwards, and the room sees when what follows is expected. "
                    + "With `step` it is refused when somebody moved the meeting on since."
            )
            .WithExample(new Body(15, 7))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                SittingErrors.BreakAlready,
                SittingErrors.ChangedMeanwhile,
                SittingErrors.VoteIsOpen,
                QuorumErrors.ChallengeRuns
            );
}
