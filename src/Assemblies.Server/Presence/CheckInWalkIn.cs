using System.Text;
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
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The desk enters somebody whom nobody expected, and checks them in: a registration with a name and for whom they come. A repeat enters another one,
/// unless it bears the same key.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
/// <param name="Name">Their name.</param>
/// <param name="Affiliation">For whom they come.</param>
/// <param name="Email">Where mail reaches them; null for nowhere.</param>
public sealed record CheckInWalkIn(string Assembly, string Meeting, string Name, string Affiliation, string? Email) : ICommand<DoorAnswer>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Meeting}";

    internal sealed class Validator : AbstractValidator<CheckInWalkIn>
    {
        public Validator()
        {
            RuleFor(c => c.Name).Must(HasText).WithMessage("Enter the name.").OneLine().MaximumLength(200).WithMessage(TooLong);
            RuleFor(c => c.Affiliation)
                .Must(HasText)
                .WithMessage("Enter for whom they come.")
                .OneLine()
                .MaximumLength(200)
                .WithMessage(TooLong);
            RuleFor(c => c.Email)
                .Must(email => string.IsNullOrWhiteSpace(email) || Platform.Calendar.EmailAddress.IsUsable(email.Trim()))
                .WithMessage("Enter a mail address such as anna@platform.example.org, or leave it empty.");
        }

        private static string TooLong => "Enter at most 200 characters.";

        // Invisible characters are no name.
        private static bool HasText(string? text) => text?.EnumerateRunes().Any(Rune.IsLetterOrDigit) is true;
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CheckInWalkIn, DoorAnswer>
    {
        public async Task<Result<DoorAnswer>> Handle(CheckInWalkIn command, CancellationToken ct)
        {
            var opened = await db.OpenDoor(command.Assembly, command.Meeting, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            var email = string.IsNullOrWhiteSpace(command.Email) ? null : Person.NormalEmail(command.Email);
            if (
                email is not null
                && (
                    await db.Registrants.AnyAsync(r => r.Assembly == door.Assembly.Id && r.Email == email && r.CancelledAt == null, ct)
                    || await db.People.AnyAsync(p => p.Email == email, ct)
                )
            )
            {
                return PresenceErrors.KnownAddress.At("email");
            }

            var who = new Attendee(
                command.Name.Trim(),
                null,
                email,
                door.Meeting.TimeZone,
                command.Affiliation.Trim(),
                Domain.Meetings.Audience.Public
            );
            var registrant = new Registrant(door.Assembly.Id, who, BadgeCode.New(), door.Now, reader.Person);
            db.Add(registrant);
            return await db.LetIn(door, registrant, Where.OnSite, false, new(door.Now, reader.Person, Via.Desk), ct);
        }
    }

    internal sealed record Body(string Meeting, string Name, string Affiliation, string? Email = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/check-ins/walk-in",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CheckInWalkIn(code, body.Meeting, body.Name, body.Affiliation, body.Email), ct).ToHttp()
            )
            .WithName("checkInWalkIn")
            .WithSummary("Enter a walk-in and check them in")
            .WithDescription(
                "Somebody whom nobody expected gets a registration with a name and for whom they come; never a vote. A repeat enters another one, unless it "
                    + "bears the same Idempotency-Key."
            )
            .WithExample(new Body("open", "Maja Potočnik", "Ministry of Education"))
            .Refuses([.. OpeningDoors.Refusals, AccessErrors.Forbidden, RequestErrors.Invalid, PresenceErrors.KnownAddress]);
}
