using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// Somebody leaves: the desk checks them out, or the chair with a reason, such as having been silent online. Proxies that their member holds leave P until it is
/// back. Who is out already gets no second row.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
/// <param name="Registrant">Who.</param>
/// <param name="Reason">Why; the chair always says so.</param>
public sealed record CheckOut(string Assembly, string Meeting, Id<Registrant> Registrant, string? Reason) : ICommand<DoorAnswer>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}: {Registrant}";

    internal sealed class Validator : AbstractValidator<CheckOut>
    {
        public Validator() => RuleFor(c => c.Reason).OptionalWhy();
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CheckOut, DoorAnswer>
    {
        public async Task<Result<DoorAnswer>> Handle(CheckOut command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            if (
                await db.Registrants.SingleOrDefaultAsync(r => r.Id == command.Registrant && r.Assembly == door.Assembly.Id, ct)
                is not { } registrant
            )
            {
                return PresenceErrors.UnknownAttendee;
            }

            var (isChair, reason) = (
                reader.Holds(door.Assembly.Id, Office.Chair, Office.DeputyChair),
                string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim()
            );
            return isChair && reason is null
                ? PresenceErrors.ReasonMissing.At("reason")
                : await db.LetOut(door, registrant, reason, new(door.Now, reader.Person, isChair ? Via.Chair : Via.Desk), ct);
        }
    }

    internal sealed record Body(string Meeting, Id<Registrant> Registrant, string? Reason = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/check-outs",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CheckOut(code, body.Meeting, body.Registrant, body.Reason), ct).ToHttp()
            )
            .WithName("checkOut")
            .WithSummary("Check somebody out")
            .WithDescription(
                "By the desk, or the chair with a reason. Proxies that their member holds leave P until one of its delegates who may vote is in again. A "
                    + "repeat changes nothing."
            )
            .WithExample(new Body("day1", Id<Registrant>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null)))
            .Refuses([
                .. OpeningDoors.Refusals,
                AccessErrors.Forbidden,
                RequestErrors.Invalid,
                PresenceErrors.UnknownAttendee,
                PresenceErrors.ReasonMissing,
            ]);
}
