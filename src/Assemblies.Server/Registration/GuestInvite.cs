using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// The host or the secretariat invites somebody to the open meeting who represents nobody in the network: a letter with a link to answer by.
/// Nothing stands in a calendar before they say that they come. A repeat is refused.
/// </summary>
/// <param name="Code">To the open meeting of which assembly.</param>
/// <param name="Name">Their name.</param>
/// <param name="Affiliation">For whom they come, in words.</param>
/// <param name="Email">Where the letter goes.</param>
public sealed record InviteGuest(string Code, string Name, string Affiliation, string Email) : ICommand<InviteGuest.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => Code;

    /// <summary>The invitation.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Answer(Id<Admission> Id);

    internal sealed class Validator : AbstractValidator<InviteGuest>
    {
        public Validator()
        {
            RuleFor(c => c.Name).NotEmpty().WithMessage("Enter the guest’s name.").OneLine();
            RuleFor(c => c.Name).MaximumLength(200).WithMessage("A name has at most 200 letters.");
            RuleFor(c => c.Affiliation).NotEmpty().WithMessage("Enter for whom they come.").OneLine();
            RuleFor(c => c.Affiliation).MaximumLength(200).WithMessage("Use at most 200 letters.");
            RuleFor(c => c.Email)
                .Must(email => EmailAddress.IsUsable(email?.Trim()))
                .WithMessage("Enter the guest’s mail address, for example anna@example.org");
        }
    }

    internal sealed class Handler(AssembliesDb db, OutgoingMail mail, IClock clock, Reader reader) : ICommandHandler<InviteGuest, Answer>
    {
        public async Task<Result<Answer>> Handle(InviteGuest command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            var now = clock.GetCurrentInstant();
            if (await db.OpenMeeting(command.Code, ct) is not { } open)
            {
                return AccessErrors.NotFound;
            }

            if (open.Refusal(now) is { } refusal)
            {
                return refusal;
            }

            var email = Person.NormalEmail(command.Email);
            if (await db.IsRepresentative(email, await db.Today(now, ct), ct))
            {
                return GuestErrors.OnTheRoll.At("email");
            }

            if (
                await db.Admissions.AnyAsync(
                    a => a.Assembly == open.Assembly.Id && a.Email == email && (a.InvitedBy != null || a.ConfirmedAt != null),
                    ct
                )
            )
            {
                return GuestErrors.InvitedAlready.At("email");
            }

            var facts = new GuestFacts(email, command.Name.Trim(), command.Affiliation.Trim(), open.Ways[0]);
            var invited = new Admission(open.Assembly.Id, facts, reader.Person, null, now, await db.Now(ct));
            db.Add(invited);
            await mail.Add(GuestMail.Of(GuestMail.Invited, invited), ct);
            return new Answer(invited.Id);
        }
    }

    internal sealed record Body(string Name, string Affiliation, string Email);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/guests",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new InviteGuest(code, body.Name, body.Affiliation, body.Email), ct)
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/guests")
            )
            .WithName("inviteGuest")
            .WithSummary("Invite a guest to the open meeting")
            .WithDescription(
                "A letter with a link to answer by. Nothing stands in a calendar before they say that they come. An address that is invited or "
                    + "registered already is refused; so is a representative’s."
            )
            .WithExample(new Body("Elena Petrova", "Museum of Technology", "elena@example.org"))
            .Refuses(
                RequestErrors.Invalid,
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                GuestErrors.NoOpenMeeting,
                GuestErrors.MeetingBegan,
                GuestErrors.OnTheRoll,
                GuestErrors.InvitedAlready
            );
}
