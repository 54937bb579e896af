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

        private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
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
            .Refuses([.. OpeningDoors.Refusals, AccessErrors.Forbidden, RequestErrors.Invalid]);
}

/// <summary>What all ways in have in common.</summary>
internal static class LettingIn
{
    /// <summary>Lets somebody in: a row, unless they are in; the proxy their member gave ends by it once that is confirmed.</summary>
    public static async Task<Result<DoorAnswer>> LetIn(
        this AssembliesDb db,
        OpenDoor door,
        Registrant who,
        Where where,
        bool isConfirmed,
        DoorActor actor,
        CancellationToken ct
    )
    {
        var ledger = await db.LedgerOf(door.Meeting, who.Id, ct);
        var row = who.Organisation is { } organisation
            ? await db.LetIn(door, organisation, ledger, where, isConfirmed, actor, ct)
            : ledger.CheckIn(where, actor);
        if (row.Error is { } refusal)
        {
            return refusal;
        }

        if (row.Value is { } added)
        {
            db.Add(added);
        }

        return await db.Answer(door, who, ledger, row.Value is not null, ct);
    }

    /// <summary>The reader's own registration, by a mandate that holds; null when there is none.</summary>
    public static async Task<Result<Registrant>> OwnRegistration(this AssembliesDb db, Reader reader, OpenDoor door, CancellationToken ct)
    {
        var own = await db.Registrants.SingleOrDefaultAsync(r => r.Assembly == door.Assembly.Id && r.Person == reader.Person, ct);
        return own is not { IsComing: true } ? PresenceErrors.NotRegistered
            : own.Organisation is { } organisation && !reader.BelongsTo(organisation) ? PresenceErrors.MandateEnded
            : own;
    }

    private static async Task<Result<PresenceEntry?>> LetIn(
        this AssembliesDb db,
        OpenDoor door,
        Id<Organisation> organisation,
        Ledger ledger,
        Where where,
        bool isConfirmed,
        DoorActor actor,
        CancellationToken ct
    )
    {
        var delegation = await db.DelegationOf(door.Meeting, organisation, door.Now, ct);
        var entered = delegation.CheckIn(ledger, where, isConfirmed, actor, "A delegate of the principal checked in.");
        return entered.Error == PresenceDomainErrors.EndsProxy
            ? PresenceDomainErrors.EndsProxy with
            {
                Message = await db.EndsProxyInWords(delegation.Given!, ct),
            }
            : entered;
    }

    /// <summary>"This ends the proxy of Zinātnes Ceļi to Teaduspakt. …"</summary>
    public static async Task<string> EndsProxyInWords(this AssembliesDb db, Proxy proxy, CancellationToken ct)
    {
        var names = await db
            .Organisations.Where(o => o.Id == proxy.Principal || o.Id == proxy.Holder)
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return $"This ends the proxy of {names[proxy.Principal]} to {names[proxy.Holder]}. Confirm it, and {names[proxy.Principal]} votes itself from now on.";
    }
}
