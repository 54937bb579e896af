using Assemblies.Domain;
using Assemblies.Domain.Members;
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

/// <summary>
/// Somebody missed a deadline and asks for an exception, for themselves or one of their organisation’s people: it stands on the home page of host and
/// secretariat until one of them answers. A second request for the same is refused as long as the first one waits.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Kind">Of which deadline: registration, its changes, or proxies.</param>
/// <param name="Person">For whom; null for oneself.</param>
/// <param name="Why">Why they ask.</param>
public sealed record AskForException(string Code, DeadlineKind Kind, Id<Person>? Person, string Why) : ICommand<AskForException.Asked>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Kind}";

    /// <summary>The request.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Asked(Id<ExceptionRequest> Id);

    internal sealed class Validator : AbstractValidator<AskForException>
    {
        public Validator()
        {
            RuleFor(c => c.Kind).Exempted();
            RuleFor(c => c.Why).NotEmpty().WithMessage("Say why you ask.").MaximumLength(500).WithMessage("Say it in at most 500 letters.");
        }
    }

    internal sealed class Handler(SeatBooks books, WhoRegisters who, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<AskForException, Asked>
    {
        public async Task<Result<Asked>> Handle(AskForException command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var found = await who.Find(assembly, command.Person, null, cancellationToken);
            if (found.Error is { } unknown)
            {
                // Host and secretariat give exceptions themselves.
                return unknown == RegistrationErrors.SourceMissing ? RegistrationErrors.UnknownPerson : unknown;
            }

            var (attendee, _, _) = found.Value!;
            var (now, deadlines) = (clock.GetCurrentInstant(), await db.DeadlinesOf(assembly, cancellationToken));
            if (deadlines?[command.Kind]?.IsPast(now) is not true)
            {
                return RegistrationErrors.StillOpen;
            }

            if (
                await db.ExceptionRequests.AnyAsync(
                    r => r.Assembly == assembly.Id && r.Kind == command.Kind && r.Person == attendee.Person && r.AnsweredAt == null,
                    cancellationToken
                )
            )
            {
                return RegistrationErrors.AskedAlready;
            }

            var request = new ExceptionRequest(
                assembly.Id,
                command.Kind,
                attendee.Organisation,
                attendee.Person!.Value,
                command.Why.Trim(),
                now,
                reader.Person!.Value
            );
            db.Add(request);
            return new Asked(request.Id);
        }
    }

    internal sealed record Body(DeadlineKind Kind, string Why, Id<Person>? Person = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/exceptions/requests",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AskForException(code, body.Kind, body.Person, body.Why), ct)
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/exceptions")
            )
            .WithName("askForException")
            .WithSummary("Ask for an exception from a deadline")
            .WithDescription(
                "After the deadline of registrations, of their changes, or of proxies: for oneself, by head and deputy for their organisation’s people. Host "
                    + "and secretariat see it until one of them answers; then a mail comes."
            )
            .WithExample(new Body(DeadlineKind.Registration, "Our ministry confirmed the journey only today."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownPerson,
                RegistrationErrors.NoMandate,
                RegistrationErrors.StillOpen,
                RegistrationErrors.AskedAlready
            );
}

/// <summary>Deadlines from which there are exceptions.</summary>
internal static class ExemptedDeadlines
{
    public static readonly DeadlineKind[] All = [DeadlineKind.Registration, DeadlineKind.RegistrationChanges, DeadlineKind.Proxies];

    /// <summary>One of these.</summary>
    public static IRuleBuilderOptions<T, DeadlineKind> Exempted<T>(this IRuleBuilder<T, DeadlineKind> rule) =>
        rule.Must(All.Contains).WithMessage("Choose registration, changes to registrations, or proxies.");
}
