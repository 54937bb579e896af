using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Somebody asks by the public form to come to the open meeting. The answer and the work are the same for every address, known or not: a row, and
/// a mail with a link. Nothing is registered before that is used. Each repeat mails another link, up to five an hour.
/// </summary>
/// <param name="Code">To the open meeting of which assembly.</param>
/// <param name="Name">Their name.</param>
/// <param name="Affiliation">For whom they come, in words.</param>
/// <param name="Email">Where the link goes.</param>
/// <param name="How">On site or online.</param>
/// <param name="Ip">The network address it is asked from; null when unknown.</param>
public sealed record AskToAttend(string Code, string Name, string Affiliation, string Email, TakingPart? How, string? Ip) : ICommand<Done>
{
    /// <summary>How many links an address gets in an hour.</summary>
    public const int PerAddress = 5;

    /// <summary>How many a network address asks for in an hour: many, since a whole office is one.</summary>
    public const int PerNetworkAddress = 100;

    /// <summary>What is answered, whatever the address.</summary>
    public const string Answer =
        "A link is on its way to this address. Nothing is registered before it is used; look into the spam folder too.";

    /// <inheritdoc />
    public Access Needs => new ReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code}, public form";

    internal sealed class Validator : AbstractValidator<AskToAttend>
    {
        public Validator()
        {
            RuleFor(c => c.Name).NotEmpty().WithMessage("Enter your name.").OneLine();
            RuleFor(c => c.Name).MaximumLength(200).WithMessage("A name has at most 200 letters.");
            RuleFor(c => c.Affiliation).NotEmpty().WithMessage("Enter for whom you come: an organisation, a school, “myself”.").OneLine();
            RuleFor(c => c.Affiliation).MaximumLength(200).WithMessage("Use at most 200 letters.");
            RuleFor(c => c.Email)
                .Must(email => EmailAddress.IsUsable(email?.Trim()))
                .WithMessage("Enter your mail address, for example anna@example.org");
            RuleFor(c => c.How)
                .Must(how => how is TakingPart.OnSite or TakingPart.Online)
                .WithMessage("Say whether you come on site or take part online.");
        }
    }

    internal sealed class Handler(AssembliesDb db, OutgoingMail mail, IClock clock) : ICommandHandler<AskToAttend, Done>
    {
        public async Task<Result<Done>> Handle(AskToAttend command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            var now = clock.GetCurrentInstant();
            if (await db.OpenMeeting(command.Code, ct) is not { } open)
            {
                return AccessErrors.NotFound;
            }

            if (open.RefusesForm(now) is { } refusal)
            {
                return refusal;
            }

            if (!open.Ways.Contains(command.How!.Value))
            {
                return GuestErrors.NotThatWay.At("how");
            }

            var email = Person.NormalEmail(command.Email);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({email}, 2))", ct);
            var stamp = await db.Now(ct);
            var hour = stamp - Duration.FromHours(1);
            if (await db.Admissions.CountAsync(a => a.Email == email && a.AskedAt > hour && a.InvitedBy == null, ct) >= PerAddress)
            {
                return GuestErrors.TooOften;
            }

            if (command.Ip is { } ip && await db.Admissions.CountAsync(a => a.Ip == ip && a.AskedAt > hour, ct) >= PerNetworkAddress)
            {
                return RequestErrors.TooMany;
            }

            var facts = new GuestFacts(email, command.Name.Trim(), command.Affiliation.Trim(), command.How.Value);
            var asked = new Admission(open.Assembly.Id, facts, null, command.Ip, now, stamp);
            db.Add(asked);
            await mail.Add(GuestMail.Of(GuestMail.Confirm, asked), ct);
            return Done.It;
        }
    }

    internal sealed record Body(string Name, string Affiliation, string Email, TakingPart How);

    internal sealed record Said(string Message);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/guest-requests",
                async (string code, Body body, HttpContext http, IMediator mediator, CancellationToken ct) =>
                {
                    var ip = http.Connection.RemoteIpAddress?.ToString();
                    var asked = new AskToAttend(code, body.Name, body.Affiliation, body.Email, body.How, ip);
                    return (await mediator.Send(asked, ct)).Error is { } error
                        ? (IResult)error.ToProblem()
                        : TypedResults.Accepted((string?)null, new Said(Answer));
                }
            )
            .WithName("askToAttend")
            .WithSummary("Ask to come to the open meeting")
            .WithDescription(
                "The public form, where the host has opened it. A link goes to the address; nothing is registered before it is used. The answer is "
                    + "the same for every address. Each repeat mails another link, up to five an hour."
            )
            .WithExample(new Body("Elena Petrova", "Museum of Technology", "elena@example.org", TakingPart.OnSite))
            .Produces<Said>(StatusCodes.Status202Accepted)
            .Refuses(
                RequestErrors.Invalid,
                AccessErrors.NotFound,
                GuestErrors.NoPublicForm,
                GuestErrors.NoOpenMeeting,
                GuestErrors.Closed,
                GuestErrors.MeetingBegan,
                GuestErrors.NotThatWay,
                GuestErrors.TooOften,
                RequestErrors.TooMany
            );
}
