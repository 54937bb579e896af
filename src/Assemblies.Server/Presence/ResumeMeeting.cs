using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The chair ends a break; in a statutory meeting the quorum is checked. Refused when there is none.</summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Step">The number of the last step the sender saw; null for whatever stands.</param>
public sealed record ResumeMeeting(Id<Meeting> Meeting, int? Step) : ICommand<SittingNow>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader)
        : ICommandHandler<ResumeMeeting, SittingNow>
    {
        public async Task<Result<SittingNow>> Handle(ResumeMeeting command, CancellationToken cancellationToken)
        {
            var (taken, refusal) = await db.TakeSitting(command.Meeting, command.Step, cancellationToken);
            if (taken is null)
            {
                return refusal!;
            }

            var ended = taken.Sitting.Resume(clock.GetCurrentInstant(), reader.Person);
            if (ended.Error is { } cannot)
            {
                return cannot;
            }

            db.Add(ended.Value!);
            var check = await quorum.Check(taken.Sitting, QuorumCheckKind.AfterBreak, cancellationToken);
            return SittingNow.Of(taken.Sitting, check, reader.Name);
        }
    }

    internal sealed record Body(int? Step = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/resume",
                (Id<Meeting> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ResumeMeeting(id, body?.Step), ct).ToHttp()
            )
            .WithName("resumeMeeting")
            .WithSummary("End the break")
            .WithDescription(
                "What was interrupted goes on; after a pause of the programme the next line is taken up by `go-to`. In a meeting of the general assembly "
                    + "the quorum is checked. With `step` it is refused when somebody moved the meeting on since."
            )
            .WithExample(new Body(8))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                SittingErrors.NoBreak,
                SittingErrors.ChangedMeanwhile
            );
}
