using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The head of a delegation hands its vote to another of its delegates at one meeting, or the deputy while the vote is theirs. While that one is out, the head votes,
/// else the deputy. Handing it to whom it was handed to changes nothing.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
/// <param name="To">To whom.</param>
/// <param name="EndsProxy">Whether they know that it ends their proxy: when an adviser who is in is named to vote.</param>
public sealed record HandOverVote(string Assembly, string Meeting, Id<Registrant> To, bool EndsProxy) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}: {To}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<HandOverVote, Done>
    {
        public async Task<Result<Done>> Handle(HandOverVote command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            foreach (var hat in reader.OwnDelegations())
            {
                var delegation = await db.DelegationOf(door.Meeting, hat.Organisation, door.Now, ct);
                if (delegation.Members.Any(m => m.Registrant == command.To))
                {
                    return await HandOver(command, door, delegation, hat.Role, ct);
                }
            }

            return reader.OwnDelegations().Any() ? PresenceDomainErrors.NotOfDelegation.At("to") : PresenceErrors.NotADelegate;
        }

        private async Task<Result<Done>> HandOver(
            HandOverVote command,
            OpenDoor door,
            Delegation delegation,
            MandateRole role,
            CancellationToken ct
        )
        {
            var handed = delegation.HandOver(
                command.To,
                reader.Person!.Value,
                role,
                command.EndsProxy,
                door.Now,
                "The head of the principal named a delegate who is there to vote."
            );
            if (handed.Value is not { } handover)
            {
                return handed.Error == PresenceDomainErrors.EndsProxy
                    ? PresenceDomainErrors.EndsProxy with
                    {
                        Message = await db.EndsProxyInWords(delegation.Given!, ct),
                    }
                    : handed.Error!;
            }

            if (handover != delegation.Standing)
            {
                db.Add(handover);
            }

            return Done.It;
        }
    }

    internal sealed record Body(string Meeting, Id<Registrant> To, bool EndsProxy = false);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/vote/hand-over",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new HandOverVote(code, body.Meeting, body.To, body.EndsProxy), ct).ToHttp()
            )
            .WithName("handOverVote")
            .WithSummary("Hand my member's vote to another delegate")
            .WithDescription(
                "By the head of the delegation, or the deputy while the vote is theirs, for one meeting on its day. To a registered head, deputy or adviser who "
                    + "is in; before any of them is, to whom the head sends. A repeat changes nothing."
            )
            .WithExample(new Body("day1", Id<Registrant>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null)))
            .Refuses([
                .. OpeningDoors.Refusals,
                PresenceErrors.NotADelegate,
                PresenceDomainErrors.NotOfDelegation,
                PresenceDomainErrors.NotYoursToHand,
                PresenceDomainErrors.ReceiverIsOut,
                PresenceDomainErrors.EndsProxy,
            ]);
}

/// <summary>The head takes the vote back, or the deputy who handed it over. Nothing happens when it was not handed to anybody.</summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
public sealed record TakeVoteBack(string Assembly, string Meeting) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<TakeVoteBack, Done>
    {
        public async Task<Result<Done>> Handle(TakeVoteBack command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            var hats = reader.OwnDelegations().ToList();
            foreach (var hat in hats)
            {
                var delegation = await db.DelegationOf(door.Meeting, hat.Organisation, door.Now, ct);
                if (delegation.TakeBack(reader.Person!.Value, hat.Role, door.Now) is { } refusal)
                {
                    return refusal;
                }
            }

            return hats.Count > 0 ? Done.It : PresenceErrors.NotADelegate;
        }
    }

    internal sealed record Body(string Meeting);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/vote/take-back",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new TakeVoteBack(code, body.Meeting), ct).ToHttp()
            )
            .WithName("takeVoteBack")
            .WithSummary("Take my member's vote back")
            .WithDescription(
                "By the head of the delegation, or the deputy who handed it over. The head votes again, else the deputy. A repeat changes nothing."
            )
            .WithExample(new Body("day1"))
            .Refuses([.. OpeningDoors.Refusals, PresenceErrors.NotADelegate, PresenceDomainErrors.NotYoursToHand]);
}

/// <summary>The delegations a reader may act for.</summary>
internal static class OwnDelegation
{
    /// <summary>As head or deputy of members, the head's hats first.</summary>
    public static IEnumerable<Hat> OwnDelegations(this Reader reader) =>
        reader
            .Hats.Where(h => h is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy })
            .OrderBy(h => h.Role)
            .DistinctBy(h => h.Organisation);
}
