using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Somebody who is in says that they leave. Who is out already gets no second row.</summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
public sealed record CheckOutSelf(string Assembly, string Meeting) : ICommand<DoorAnswer>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CheckOutSelf, DoorAnswer>
    {
        public async Task<Result<DoorAnswer>> Handle(CheckOutSelf command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            // Whoever's mandate has ended may leave.
            return
                await db.Registrants.SingleOrDefaultAsync(r => r.Assembly == door.Assembly.Id && r.Person == reader.Person, ct) is { } own
                ? await db.LetOut(door, own, null, new(door.Now, reader.Person, Via.Self), ct)
                : PresenceErrors.NotRegistered;
        }
    }

    internal sealed record Body(string Meeting);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/check-outs/self",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CheckOutSelf(code, body.Meeting), ct).ToHttp()
            )
            .WithName("checkOutSelf")
            .WithSummary("Say that I leave")
            .WithDescription("By whoever is registered. A repeat changes nothing.")
            .WithExample(new Body("day1"))
            .Refuses([.. OpeningDoors.Refusals, PresenceErrors.NotRegistered]);
}
