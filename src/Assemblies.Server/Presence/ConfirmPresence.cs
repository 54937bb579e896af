using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Whoever has a member's vote confirms that it is there, while the quorum is challenged. A repeat changes nothing.</summary>
/// <param name="Meeting">At which meeting.</param>
public sealed record ConfirmPresence(Id<Meeting> Meeting) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new DelegateAt(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader) : ICommandHandler<ConfirmPresence, Done>
    {
        public async Task<Result<Done>> Handle(ConfirmPresence command, CancellationToken cancellationToken)
        {
            var taken = await db.TakeSitting(command.Meeting, cancellationToken);
            if (taken is null)
            {
                return AccessErrors.NotFound;
            }

            if (await quorum.Running(command.Meeting, cancellationToken) is not { } challenge)
            {
                return QuorumErrors.NoChallenge;
            }

            // Somebody of two members has the vote of one of them; of the other somebody else.
            var now = clock.GetCurrentInstant();
            var call = await db.RollCallOf(taken.Sitting.Of, taken.Sitting.Now?.Item, now, cancellationToken);
            var own = reader.MemberHats().Select(hat => call.Of(hat.Organisation)).ToList();
            var member = own.FirstOrDefault(m => m?.Voter?.Person == reader.Person) ?? own.FirstOrDefault();
            var confirmed = challenge.Confirm(member, ConfirmedVia.Self, now, reader.Person);
            return confirmed.Error is { } refusal ? refusal : Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/challenge/confirm",
                (Id<Meeting> id, IMediator mediator, CancellationToken ct) => mediator.Send(new ConfirmPresence(id), ct).ToHttp()
            )
            .WithName("confirmPresence")
            .WithSummary("Confirm that my member is here")
            .WithDescription(
                "While the quorum is challenged, by whoever has the member's vote. Holders of proxies confirm for their own member; whom they represent "
                    + "stays represented. A repeat changes nothing."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                QuorumErrors.NoChallenge,
                QuorumErrors.TooLate,
                QuorumErrors.NotToConfirm,
                QuorumErrors.VoteIsWithAnother
            );
}

/// <summary>The chair or a teller calls the roll: a member answers, and is confirmed. A repeat changes nothing.</summary>
/// <param name="Meeting">At which meeting.</param>
/// <param name="Organisation">Which member.</param>
public sealed record ConfirmByRollCall(Id<Meeting> Meeting, Id<Organisation> Organisation) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersAt(Meeting, Office.Chair, Office.DeputyChair, Office.Teller);

    /// <inheritdoc />
    public string On => $"{Meeting}: {Organisation}";

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader)
        : ICommandHandler<ConfirmByRollCall, Done>
    {
        public async Task<Result<Done>> Handle(ConfirmByRollCall command, CancellationToken cancellationToken)
        {
            var taken = await db.TakeSitting(command.Meeting, cancellationToken);
            if (taken is null)
            {
                return AccessErrors.NotFound;
            }

            if (await quorum.Running(command.Meeting, cancellationToken) is not { } challenge)
            {
                return QuorumErrors.NoChallenge;
            }

            var now = clock.GetCurrentInstant();
            var call = await db.RollCallOf(taken.Sitting.Of, taken.Sitting.Now?.Item, now, cancellationToken);
            var confirmed = challenge.Confirm(call.Of(command.Organisation), ConfirmedVia.RollCall, now, reader.Person);
            return confirmed.Error is { } refusal ? refusal : Done.It;
        }
    }

    internal sealed record Body(Id<Organisation> Organisation);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/challenge/roll-call",
                (Id<Meeting> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ConfirmByRollCall(id, body.Organisation), ct).ToHttp()
            )
            .WithName("confirmByRollCall")
            .WithSummary("Confirm a member by roll call")
            .WithDescription("While the quorum is challenged: the member answered when its name was called. A repeat changes nothing.")
            .WithExample(new Body(Id<Organisation>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null)))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                QuorumErrors.NoChallenge,
                QuorumErrors.TooLate,
                QuorumErrors.NotToConfirm
            );
}
