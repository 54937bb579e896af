using Assemblies.Domain;
using Assemblies.Domain.Meetings;
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
/// Somebody does not come after all: their seats go to those who wait. Always possible until the first meeting begins. A repeat is refused, since it is
/// cancelled; whoever comes back registers again, at the end of the line.
/// </summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Registration">Which registration.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
public sealed record CancelRegistration(string Code, Id<Registrant> Registration, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Registration}";

    internal sealed class Validator : AbstractValidator<CancelRegistration>
    {
        public Validator() => RuleFor(c => c.Source!.Note).Note().When(c => c.Source is not null).OverridePropertyName("sourceNote");
    }

    internal sealed class Handler(SeatBooks books, WhoRegisters who, Cancelling cancelling, Reader reader)
        : ICommandHandler<CancelRegistration, Done>
    {
        public async Task<Result<Done>> Handle(CancelRegistration command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, cancellationToken);
            if (await cancelling.Find(assembly, command.Registration, cancellationToken) is not { } registrant)
            {
                return RegistrationErrors.Unknown;
            }

            var refusal =
                who.Refuses(registrant, command.Source)
                ?? (registrant.IsComing ? null : RegistrationErrors.Cancelled)
                ?? cancelling.Began(assembly);
            if (refusal is not null)
            {
                return refusal;
            }

            string[] says = command.Source is { } source
                ? [$"Your registration for {assembly.Title} is cancelled, as you told it ({source.Note.Trim()})."]
                : [$"Your registration for {assembly.Title} is cancelled."];
            await cancelling.Cancel(assembly, registrant, reader.Person, command.Source, says, cancellationToken);
            return Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/registrations/{id}/cancel",
                (string code, Id<Registrant> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CancelRegistration(code, id, body?.Source), ct).ToHttp()
            )
            .WithName("cancelRegistration")
            .WithSummary("Cancel a registration")
            .WithDescription(
                "Until the first meeting begins: by oneself, by head or deputy of the organisation, by host or secretariat with the source. The seats go to "
                    + "those who wait. A repeat is refused."
            )
            .WithExample(new Body(new(SourceKind.Phone, "Maja Novak, 12 April")))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.Unknown,
                RegistrationErrors.SourceMissing,
                RegistrationErrors.Cancelled,
                RegistrationErrors.Began
            );
}

/// <summary>Cancels registrations: what the command, the answer to an invitation and an ended mandate have in common.</summary>
internal sealed class Cancelling(AssembliesDb db, SeatBooks books, IClock clock)
{
    /// <summary>A registration of an assembly, to be changed; null when there is none.</summary>
    public Task<Registrant?> Find(Assembly assembly, Id<Registrant> id, CancellationToken ct) =>
        db.Registrants.SingleOrDefaultAsync(r => r.Id == id && r.Assembly == assembly.Id, ct);

    /// <summary>Why it is too late: its first meeting has begun, or it is over. Null: it is not.</summary>
    public Error? Began(Assembly assembly) =>
        assembly.State is AssemblyState.Adjourned or AssemblyState.Closed
        || assembly.Meetings.Any(m => m.CancelledAt is null && m.StartsAt <= clock.GetCurrentInstant())
            ? RegistrationErrors.Began
            : null;

    /// <summary>Cancels one whose assembly's seats are locked.</summary>
    public async Task Cancel(
        Assembly assembly,
        Registrant registrant,
        Id<Person>? by,
        Source? source,
        IReadOnlyList<string> says,
        CancellationToken ct
    )
    {
        var (open, now) = (await books.Open(assembly, [registrant.Id], ct), clock.GetCurrentInstant());
        registrant.Cancel(now, by);
        open.Book.Leave(
            registrant.Id,
            new(now, by),
            registrant.Organisation is null ? "A guest cancelled." : $"{registrant.Affiliation} gave a seat back."
        );
        // Whoever cancels after the deadline of changes does it by right, and the host is told of it all the same.
        var isLate = open.Deadlines?[DeadlineKind.RegistrationChanges]?.IsPast(now) is true;
        db.Add(new RegistrantChange(registrant, now, by, ["Registered → cancelled"], isLate, source));
        await books.Close(open, new(registrant, "your registration is cancelled", says, false), ct);
    }
}
