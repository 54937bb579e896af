using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Host or secretariat decline a request, with a reason that whoever asked reads. A repeat is refused, since it was answered.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Request">Which request.</param>
/// <param name="Why">Why.</param>
public sealed record DeclineException(string Code, Id<ExceptionRequest> Request, string Why) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Request}";

    internal sealed class Validator : AbstractValidator<DeclineException>
    {
        public Validator() => RuleFor(c => c.Why).Why();
    }

    internal sealed class Handler(SeatBooks books, ExceptionMail mail, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<DeclineException, Done>
    {
        public async Task<Result<Done>> Handle(DeclineException command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var request = await db.ExceptionRequests.SingleOrDefaultAsync(
                r => r.Id == command.Request && r.Assembly == assembly.Id,
                cancellationToken
            );
            if (request is null)
            {
                return RegistrationErrors.UnknownException;
            }

            if (request.Kind is DeadlineKind.Proxies && !reader.IsSecretariat)
            {
                return RegistrationErrors.SecretariatsException;
            }

            if (request.Decline(command.Why.Trim(), clock.GetCurrentInstant(), reader.Person) is { } refusal)
            {
                return refusal;
            }

            await mail.Declined(assembly, request, cancellationToken);
            return Done.It;
        }
    }

    internal sealed record Body(string Why);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/exceptions/requests/{id}/decline",
                (string code, Id<ExceptionRequest> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new DeclineException(code, id, body.Why), ct).ToHttp()
            )
            .WithName("declineException")
            .WithSummary("Decline a request for an exception")
            .WithDescription("With a reason that whoever asked reads. A repeat is refused.")
            .WithExample(new Body("The house has closed its list; come online."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownException,
                RegistrationErrors.SecretariatsException,
                RegistrationDomainErrors.AnsweredAlready
            );
}
