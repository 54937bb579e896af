using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>Somebody asks for a link to sign in by. The answer and the work are the same for a known and an unknown address: a row, and a mail that is written or dropped later.</summary>
public sealed record AskForLink(string Email, Asker Asker, string? ReturnTo) : ICommand<Done>
{
    /// <summary>How many links an address gets in an hour.</summary>
    public const int PerAddress = 5;

    /// <summary>How many a network address asks for in an hour: many, since a whole venue is one.</summary>
    public const int PerNetworkAddress = 300;

    /// <summary>What is answered, whatever the address.</summary>
    public const string Answer =
        "If we know this address, a link is on its way to it. It holds for a few minutes; look into the spam folder too.";

    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <inheritdoc />
    public string On => "sign-in link";

    internal sealed class Validator : AbstractValidator<AskForLink>
    {
        public Validator() =>
            RuleFor(c => c.Email)
                .Must(email => EmailAddress.IsUsable(email?.Trim()))
                .WithMessage("Enter your mail address, for example anna@platform.example.org");
    }

    internal sealed class Handler(AssembliesDb db, OutgoingMail mail) : ICommandHandler<AskForLink, Done>
    {
        public async Task<Result<Done>> Handle(AskForLink command, CancellationToken ct)
        {
            var email = Person.NormalEmail(command.Email);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({email}, 1))", ct);
            var now = await db.Now(ct);
            var hour = now - Duration.FromHours(1);
            if (await db.SignInLinks.CountAsync(link => link.Email == email && link.AskedAt > hour, ct) >= PerAddress)
            {
                return SignInErrors.TooOften;
            }

            if (
                command.Asker.Ip is { } ip
                && await db.SignInLinks.CountAsync(link => link.Ip == ip && link.AskedAt > hour, ct) >= PerNetworkAddress
            )
            {
                return RequestErrors.TooMany;
            }

            var asked = new SignInLink(email, command.Asker, Addresses.IsOurs(command.ReturnTo) ? command.ReturnTo : null, now);
            db.Add(asked);
            var subject = string.Create(CultureInfo.InvariantCulture, $"sign-in:{asked.Id}");
            await mail.Add(
                new NewMail(
                    subject,
                    LinkMail.MailKind,
                    subject,
                    email,
                    email,
                    JsonSerializer.Serialize(new LinkMail.Model(asked.Id), Json.Options)
                ),
                ct
            );
            return Done.It;
        }
    }

    internal sealed record Body(string Email, string? ReturnTo = null);

    internal sealed record Said(string Message);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "sign-in-links",
                async (Body body, HttpContext http, IMediator mediator, CancellationToken ct) =>
                    (await mediator.Send(new AskForLink(body.Email, AskingBrowser.Of(http), body.ReturnTo), ct)).Error is { } error
                        ? (IResult)error.ToProblem()
                        : TypedResults.Accepted((string?)null, new Said(Answer))
            )
            .WithName("askForSignInLink")
            .WithSummary("Ask for a link to sign in by")
            .WithDescription(
                "Mails a link to the address, if it is known; the answer is the same if it is not. Each repeat mails another link, up to five an hour."
            )
            .WithExample(new Body("head@si.stem.example.org", "/assemblies/GA-2027-1"))
            .Produces<Said>(StatusCodes.Status202Accepted)
            .Refuses(RequestErrors.Invalid, SignInErrors.TooOften, RequestErrors.TooMany);
}
