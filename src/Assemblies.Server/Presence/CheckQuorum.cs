using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;

namespace Assemblies.Server.Presence;

/// <summary>Whoever leads a meeting of the general assembly checks the quorum: a row with the roll of this moment. A repeat is another check.</summary>
/// <param name="Meeting">Which meeting.</param>
public sealed record CheckQuorum(Id<Meeting> Meeting) : ICommand<RoomCheck>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, Reader reader) : ICommandHandler<CheckQuorum, RoomCheck>
    {
        public async Task<Result<RoomCheck>> Handle(CheckQuorum command, CancellationToken cancellationToken)
        {
            var taken = await db.TakeSitting(command.Meeting, cancellationToken);
            if ((taken is null ? AccessErrors.NotFound : taken.Sitting.NotOpen()) is { } refusal)
            {
                return refusal;
            }

            var check = await quorum.Check(taken!.Sitting, QuorumCheckKind.ByHand, cancellationToken);
            return check is null ? QuorumErrors.NotStatutory : RoomCheck.Of(check, reader.Name);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/quorum",
                (Id<Meeting> id, IMediator mediator, CancellationToken ct) => mediator.Send(new CheckQuorum(id), ct).ToHttp()
            )
            .WithName("checkQuorum")
            .WithSummary("Check the quorum")
            .WithDescription("Makes a row with the roll of this moment, which is never changed. A repeat is another check.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                QuorumErrors.NotStatutory,
                QuorumErrors.CheckedMeanwhile
            );
}
