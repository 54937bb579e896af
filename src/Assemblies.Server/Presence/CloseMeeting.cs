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

/// <summary>The chair closes a meeting for good. Refused while the quorum is challenged, and as a repeat.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="Reason">Why, where there is something to say.</param>
/// <param name="Step">The number of the last step the sender saw; null for whatever stands.</param>
public sealed record CloseMeeting(Id<Meeting> Meeting, string? Reason, int? Step) : ICommand<SittingNow>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Validator : AbstractValidator<CloseMeeting>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader)
        : ICommandHandler<CloseMeeting, SittingNow>
    {
        public async Task<Result<SittingNow>> Handle(CloseMeeting command, CancellationToken cancellationToken)
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

            var closed = taken.Sitting.Close(clock.GetCurrentInstant(), reader.Person, Texts.Tidy(command.Reason));
            if (closed.Error is { } cannot)
            {
                return cannot;
            }

            db.Add(closed.Value!);
            return SittingNow.Of(taken.Sitting, null);
        }
    }

    internal sealed record Body(string? Reason = null, int? Step = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/close",
                (Id<Meeting> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CloseMeeting(id, body?.Reason, body?.Step), ct).ToHttp()
            )
            .WithName("closeMeeting")
            .WithSummary("Close a meeting")
            .WithDescription(
                "For good: what is left goes to another meeting. With `step`, the number of the last step its sender saw, it is refused when somebody "
                    + "moved the meeting on since. A repeat is refused."
            )
            .WithExample(new Body("The agenda is done.", 14))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                SittingErrors.ChangedMeanwhile,
                SittingErrors.VoteIsOpen,
                QuorumErrors.ChallengeRuns
            );
}
