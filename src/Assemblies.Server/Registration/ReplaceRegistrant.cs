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
/// An organisation sends somebody else: seats and places in line stay, since they are the organisation's. The new person gets what is their own into the
/// calendar, the former a cancellation; offices and proxies do not travel, diet and access needs neither. A repeat is refused: the first is cancelled.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Registration">Whose registration.</param>
/// <param name="By">Who comes instead: a representative of the same organisation.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
public sealed record ReplaceRegistrant(string Code, Id<Registrant> Registration, Id<Person> By, Source? Source)
    : ICommand<ReplaceRegistrant.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Registration} by {By}";

    /// <summary>The registration of who comes instead.</summary>
    /// <param name="Registration">Its id.</param>
    public sealed record Answer(Id<Registrant> Registration);

    internal sealed class Validator : AbstractValidator<ReplaceRegistrant>
    {
        public Validator() => RuleFor(c => c.Source!.Note).Note().When(c => c.Source is not null).OverridePropertyName("sourceNote");
    }

    internal sealed class Handler(AssembliesDb db, SeatBooks books, WhoRegisters who, Cancelling cancelling, Reader reader, IClock clock)
        : ICommandHandler<ReplaceRegistrant, Answer>
    {
        public async Task<Result<Answer>> Handle(ReplaceRegistrant command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await books.Find(command.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var hats = await who.Hats(command.By, ct);
            await books.Lock(assembly, ct);
            if (await cancelling.Find(assembly, command.Registration, ct) is not { } from)
            {
                return RegistrationErrors.Unknown;
            }

            var now = clock.GetCurrentInstant();
            var deadlines = await db.DeadlinesOf(assembly, ct);
            var window = new RegistrationWindow(assembly.State, deadlines, await db.ExceptionsAt(assembly.Id, ct), now);
            var refusal =
                who.Refuses(from, command.Source)
                ?? (from.IsComing ? null : RegistrationErrors.Cancelled)
                ?? cancelling.Began(assembly)
                ?? window.RefusesChange(from.Organisation, from.Person);
            if (refusal is not null)
            {
                return refusal;
            }

            if (hats.Find(h => h.Organisation == from.Organisation && h.Person != from.Person) is not { } attendee)
            {
                return RegistrationErrors.OtherOrganisation.At("by");
            }

            // Whoever comes already has seats of their own, which nobody may lose by it.
            if (await db.Registrants.AnyAsync(r => r.Assembly == assembly.Id && r.Person == attendee.Person && r.CancelledAt == null, ct))
            {
                return RegistrationErrors.ComesAlready.At("by");
            }

            var to = await Comes(assembly, attendee, now, ct);
            var open = await books.Open(assembly, [from.Id, to.Id], ct);
            from.ReplaceBy(to, now, reader.Person);
            open.Book.HandOver(from.Id, to.Id, new(now, reader.Person));

            var isLate = window.IsLate(DeadlineKind.RegistrationChanges);
            db.AddRange(
                new RegistrantChange(from, now, reader.Person, [$"{from.Name} → {to.Name}"], isLate, command.Source),
                new RegistrantChange(to, now, reader.Person, [$"{from.Name} → {to.Name}"], isLate, command.Source)
            );
            string[] entered = command.Source is { } source ? [$"It was entered as it was told ({source.Note.Trim()})."] : [];
            await books.Close(
                open,
                new(
                    to,
                    $"you come in the place of {from.Name}",
                    [$"{to.Affiliation} sends you to {assembly.Title} in the place of {from.Name}.", .. entered]
                ),
                ct
            );
            await books.Tell(
                open,
                new(
                    from,
                    $"{to.Name} comes in your place",
                    [$"{to.Affiliation} sends {to.Name} to {assembly.Title} in your place. Your registration is cancelled.", .. entered],
                    false
                ),
                ct
            );
            return new Answer(to.Id);
        }

        private async Task<Registrant> Comes(Assembly assembly, Attendee attendee, Instant now, CancellationToken ct)
        {
            var there = await db.Registrants.SingleOrDefaultAsync(r => r.Assembly == assembly.Id && r.Person == attendee.Person, ct);
            if (there is null)
            {
                there = new Registrant(assembly.Id, attendee, BadgeCode.New(), now, reader.Person);
                db.Add(there);
            }
            else
            {
                there.Know(attendee);
            }

            return there;
        }
    }

    internal sealed record Body(Id<Person> By, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/registrations/{id}/replace",
                (string code, Id<Registrant> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ReplaceRegistrant(code, id, body.By, body.Source), ct).ToHttp()
            )
            .WithName("replaceRegistrant")
            .WithSummary("Send somebody else")
            .WithDescription(
                "A representative of the same organisation comes in somebody’s place: seats and places in line stay, offices and proxies do not travel. "
                    + "By the person, head or deputy, by host or secretariat with the source, until changes close."
            )
            .WithExample(new Body(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"))))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.Unknown,
                RegistrationErrors.SourceMissing,
                RegistrationErrors.Cancelled,
                RegistrationErrors.Began,
                RegistrationErrors.OtherOrganisation,
                RegistrationErrors.ComesAlready,
                RegistrationDomainErrors.NotOpen,
                RegistrationDomainErrors.ChangesClosed
            );
}
