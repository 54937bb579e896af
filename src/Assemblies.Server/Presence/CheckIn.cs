using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The desk checks somebody in: who is registered, or only invited, at the meeting of today. Who is in already gets no second row, whatever desk
/// presses: the answer says what stands. When it ends the member's proxy, it is refused until that is confirmed.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
/// <param name="Who">Whom.</param>
/// <param name="Where">Where they are in.</param>
/// <param name="EndsProxy">Whether they know that it ends their proxy.</param>
public sealed record CheckIn(string Assembly, string Meeting, AtTheDoor Who, Where Where, bool EndsProxy) : ICommand<DoorAnswer>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}: {Who.Registrant?.ToString() ?? Who.Person?.ToString() ?? Who.Guest?.ToString()}";

    internal sealed class Validator : AbstractValidator<CheckIn>
    {
        public Validator()
        {
            RuleFor(c => c.Where).IsInEnum().WithMessage("Say where they are in: onSite or online.");
            RuleFor(c => c.Who)
                .Must(who => new object?[] { who.Registrant, who.Person, who.Guest }.Count(one => one is not null) is 1)
                .WithMessage("Name one: a registrant, a person or a guest.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CheckIn, DoorAnswer>
    {
        public async Task<Result<DoorAnswer>> Handle(CheckIn command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            var found = await db.RegistrantOf(door, command.Who, reader.Person, ct);
            return found.Value is not { } registrant
                ? found.Error!
                : await db.LetIn(door, registrant, command.Where, command.EndsProxy, new(door.Now, reader.Person, Via.Desk), ct);
        }
    }

    internal sealed record Body(
        string Meeting,
        Id<Registrant>? Registrant = null,
        Id<Person>? Person = null,
        Id<Domain.Invitations.Guest>? Guest = null,
        Where Where = Where.OnSite,
        bool EndsProxy = false
    );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/check-ins",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new CheckIn(code, body.Meeting, new(body.Registrant, body.Person, body.Guest), body.Where, body.EndsProxy),
                            ct
                        )
                        .ToHttp()
            )
            .WithName("checkIn")
            .WithSummary("Check somebody in at the desk")
            .WithDescription(
                "By the host's organisers, tellers, chair, deputy chair and the secretariat, on the day of the meeting. Who is in already gets no second "
                    + "row: the answer says what stands. A proxy that the member gave ends by it: refused with presence.ends_proxy until `endsProxy` is true. "
                    + "A repeat changes nothing."
            )
            .WithExample(new Body("day1", Id<Registrant>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null)))
            .Refuses([
                .. OpeningDoors.Refusals,
                AccessErrors.Forbidden,
                RequestErrors.Invalid,
                PresenceErrors.UnknownAttendee,
                PresenceDomainErrors.EndsProxy,
            ]);
}
