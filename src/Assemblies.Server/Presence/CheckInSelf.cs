using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// Somebody who is registered says "I am here", online; on site the desk does. Who is in already gets no second row. When it ends their member's proxy, it is
/// refused until that is confirmed.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
/// <param name="EndsProxy">Whether they know that it ends their proxy.</param>
public sealed record CheckInSelf(string Assembly, string Meeting, bool EndsProxy) : ICommand<DoorAnswer>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CheckInSelf, DoorAnswer>
    {
        public async Task<Result<DoorAnswer>> Handle(CheckInSelf command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            var own = await db.OwnRegistration(reader, door, ct);
            return own.Value is not { } registrant
                ? own.Error!
                : await db.LetIn(door, registrant, Where.Online, command.EndsProxy, new(door.Now, reader.Person, Via.Self), ct);
        }
    }

    internal sealed record Body(string Meeting, bool EndsProxy = false);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/check-ins/self",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CheckInSelf(code, body.Meeting, body.EndsProxy), ct).ToHttp()
            )
            .WithName("checkInSelf")
            .WithSummary("Say that I am here, online")
            .WithDescription(
                "By whoever is registered, with a mandate that holds, on the day of the meeting. Who is in already gets no second row. A proxy that the "
                    + "member gave ends by it: refused with presence.ends_proxy until `endsProxy` is true. A repeat changes nothing."
            )
            .WithExample(new Body("day1"))
            .Refuses([.. OpeningDoors.Refusals, PresenceErrors.NotRegistered, PresenceErrors.MandateEnded, PresenceDomainErrors.EndsProxy]);
}
