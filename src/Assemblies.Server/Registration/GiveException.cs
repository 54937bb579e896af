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
/// A deadline holds longer for one organisation or one person, until a day; it ends by itself. Host and secretariat give it for registrations, the
/// secretariat alone for proxies. Whoever asked, or whom it is for, gets a mail. A repeat gives another one, which changes nothing.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Kind">Of which deadline.</param>
/// <param name="Organisation">The code of the organisation it is for; null for a person alone.</param>
/// <param name="Person">The person it is for; null for everybody of the organisation.</param>
/// <param name="Until">The last day, in the rules' zone.</param>
/// <param name="Why">Why.</param>
/// <param name="Request">The request that it answers; null when nobody asked.</param>
public sealed record GiveException(
    string Code,
    DeadlineKind Kind,
    string? Organisation,
    Id<Person>? Person,
    LocalDate Until,
    string Why,
    Id<ExceptionRequest>? Request
) : ICommand<GiveException.Given>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Kind} {Organisation}{Person}";

    /// <summary>The exception.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Given(Id<Exemption> Id);

    internal sealed class Validator : AbstractValidator<GiveException>
    {
        public Validator()
        {
            RuleFor(c => c.Kind).Exempted();
            RuleFor(c => c.Why).Why();
        }
    }

    internal sealed class Handler(SeatBooks books, ExceptionMail mail, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<GiveException, Given>
    {
        public async Task<Result<Given>> Handle(GiveException command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await books.Find(command.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            if (command.Kind is DeadlineKind.Proxies && !reader.IsSecretariat)
            {
                return RegistrationErrors.SecretariatsException;
            }

            var (now, deadlines) = (clock.GetCurrentInstant(), await db.DeadlinesOf(assembly, ct));
            if (deadlines is not null && (command.Until < deadlines.Rules.DayOf(now) || command.Until > deadlines.LastDay))
            {
                return RegistrationErrors.DayPassed.At("until");
            }

            var organisation = command.Organisation is { } code
                ? await db.Organisations.Where(o => o.Code == code).Select(o => (Id<Organisation>?)o.Id).SingleOrDefaultAsync(ct)
                : null;
            var today = await db.Today(now, ct);
            var isKnown =
                command.Person is not { } person
                || await db.Mandates.AnyAsync(
                    m =>
                        m.Person == person
                        && m.From <= today
                        && (m.Until == null || m.Until >= today)
                        && (organisation == null || m.Organisation == organisation),
                    ct
                );
            if (!isKnown || (organisation is null && (command.Organisation is not null || command.Person is null)))
            {
                return RegistrationErrors.ForWhom.At(command.Organisation is null ? "person" : "organisation");
            }

            var given = new Exemption(
                assembly.Id,
                command.Kind,
                organisation,
                command.Person,
                command.Until,
                now,
                reader.Person,
                command.Why.Trim()
            );
            db.Add(given);
            if (command.Request is { } id)
            {
                var request = await db.ExceptionRequests.SingleOrDefaultAsync(r => r.Id == id && r.Assembly == assembly.Id, ct);
                if (request is null)
                {
                    return RegistrationErrors.UnknownException;
                }

                if (request.Give(given, now, reader.Person) is { } refusal)
                {
                    return refusal;
                }

                await mail.Given(assembly, given, [request.By, request.Person], ct);
            }
            else
            {
                await mail.Given(assembly, given, await WhomItIsFor(given, today, ct), ct);
            }

            return new Given(given.Id);
        }

        private async Task<IReadOnlyCollection<Id<Person>>> WhomItIsFor(Exemption given, LocalDate today, CancellationToken ct) =>
            given.Person is { } person
                ? [person]
                : await db
                    .Mandates.Where(m =>
                        m.Organisation == given.Organisation
                        && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy)
                        && m.From <= today
                        && (m.Until == null || m.Until >= today)
                    )
                    .Select(m => m.Person)
                    .Distinct()
                    .ToListAsync(ct);
    }

    internal sealed record Body(
        DeadlineKind Kind,
        LocalDate Until,
        string Why,
        string? Organisation = null,
        Id<Person>? Person = null,
        Id<ExceptionRequest>? Request = null
    );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/exceptions",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new GiveException(code, body.Kind, body.Organisation, body.Person, body.Until, body.Why, body.Request), ct)
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/exceptions")
            )
            .WithName("giveException")
            .WithSummary("Give an exception from a deadline")
            .WithDescription(
                "For one organisation or one person, until a day; it ends by itself, and what changes under it is marked. Host and secretariat for "
                    + "registrations, the secretariat for proxies. Those it is for get a mail."
            )
            .WithExample(new Body(DeadlineKind.Registration, new LocalDate(2027, 4, 12), "Their ministry decided late.", "GR"))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.SecretariatsException,
                RegistrationErrors.DayPassed,
                RegistrationErrors.ForWhom,
                RegistrationErrors.UnknownException,
                RegistrationDomainErrors.AnsweredAlready
            );
}
