using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>The secretariat enters somebody as representative of an organisation. Who is known by the address gets another hat; a repeat is refused.</summary>
/// <param name="Code">Of which organisation.</param>
/// <param name="Person">Who.</param>
/// <param name="Role">As what.</param>
/// <param name="From">The first day; today unless said.</param>
/// <param name="Until">The last day; open unless said.</param>
public sealed record AddRepresentative(string Code, PersonFacts Person, MandateRole Role, LocalDate? From = null, LocalDate? Until = null)
    : ICommand<Id<Mandate>>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code}: {Person.Email}";

    internal sealed class Validator : AbstractValidator<AddRepresentative>
    {
        public Validator()
        {
            RuleFor(c => c.Person).SetValidator(new PersonRules());
            RuleFor(c => c.Role).IsInEnum().WithMessage("Choose as what they represent it");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddRepresentative, Id<Mandate>>
    {
        public async Task<Result<Id<Mandate>>> Handle(AddRepresentative command, CancellationToken ct)
        {
            // One at a time for an organisation, so that two heads cannot be entered at once.
            await db.Database.ExecuteSqlAsync($"select 1 from organisation where code = {command.Code} for update", ct);
            if (await db.Organisations.SingleOrDefaultAsync(o => o.Code == command.Code, ct) is not { } organisation)
            {
                return AccessErrors.NotFound;
            }

            var ((email, name, latin, language, zone), from) = (
                command.Person,
                command.From ?? await db.Today(clock.GetCurrentInstant(), ct)
            );
            if (command.Until < from)
            {
                return MembersErrors.LastDayBeforeFirst.At("until");
            }

            var normal = Domain.Members.Person.NormalEmail(email);
            var person = await db.People.SingleOrDefaultAsync(p => p.Email == normal, ct);
            var there = await db.Mandates.Where(m => m.Organisation == organisation.Id && m.Role == command.Role).ToListAsync(ct);
            var overlapping = there.FindAll(m =>
                (m.Until is null || m.Until >= from) && (command.Until is null || m.From <= command.Until)
            );
            if (person is not null && overlapping.Exists(m => m.Person == person.Id))
            {
                return MembersErrors.HoldsRole;
            }

            if (command.Role is (MandateRole.Head or MandateRole.Deputy) && overlapping.Count > 0)
            {
                return MembersErrors.RoleTaken;
            }

            if (person is null)
            {
                person = new(normal, name.Trim(), string.IsNullOrWhiteSpace(latin) ? null : latin.Trim(), language, zone);
                db.Add(person);
            }

            var mandate = new Mandate(person.Id, organisation.Id, command.Role, from, command.Until, reader.Person);
            db.Add(mandate);
            return mandate.Id;
        }
    }

    internal sealed record Body(PersonFacts Person, MandateRole Role, LocalDate? From = null, LocalDate? Until = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "organisations/{code}/representatives",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AddRepresentative(code, body.Person, body.Role, body.From, body.Until), ct)
                        .ToCreated(id => $"/api/v1/representatives/{id}")
            )
            .WithName("addRepresentative")
            .WithSummary("Enter a representative")
            .WithDescription(
                "The secretariat enters who speaks for an organisation, and from when until when. Somebody known by the address keeps name and settings and gets another mandate. A repeat is refused."
            )
            .WithExample(
                new Body(
                    new("adviser@si.stem.example.org", "Miha Novak", null, "sl", "Europe/Ljubljana"),
                    MandateRole.Adviser,
                    new LocalDate(2027, 1, 1)
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                MembersErrors.LastDayBeforeFirst,
                MembersErrors.HoldsRole,
                MembersErrors.RoleTaken
            );
}

/// <summary>
/// The secretariat ends a mandate: with a last day, or at once. Rights, feeds and mail end with it. The same last day again changes nothing; one
/// that is over is refused.
/// </summary>
/// <param name="Mandate">Which.</param>
/// <param name="LastDay">The last day on which it holds; null for at once.</param>
public sealed record EndMandate(Id<Mandate> Mandate, LocalDate? LastDay) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Mandate.ToString();

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<EndMandate, Done>
    {
        public async Task<Result<Done>> Handle(EndMandate command, CancellationToken ct)
        {
            if (await db.Mandates.SingleOrDefaultAsync(m => m.Id == command.Mandate, ct) is not { } mandate)
            {
                return AccessErrors.NotFound;
            }

            return mandate.End(command.LastDay, await db.Today(clock.GetCurrentInstant(), ct)) is not { } error ? Done.It
                : error == MembersErrors.MandateEnded ? error
                : error.At("lastDay");
        }
    }

    internal sealed record Body(LocalDate? LastDay = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "representatives/{id}/end",
                (Id<Mandate> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new EndMandate(id, body.LastDay), ct).ToHttp()
            )
            .WithName("endMandate")
            .WithSummary("End a mandate")
            .WithDescription(
                "With a last day, or at once without one; never later than it ends anyway. Rights, calendar feeds and mail end with it. The same day "
                    + "again changes nothing; one that has ended is refused."
            )
            .WithExample(new Body(new LocalDate(2027, 6, 30)))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                MembersErrors.MandateEnded,
                MembersErrors.LastDayBeforeFirst,
                MembersErrors.EndsBefore
            );
}

/// <summary>The head names an adviser to be told like head and deputy, or takes that back. A repeat changes nothing.</summary>
public sealed record NameAdviser(Id<Mandate> Mandate, bool Named) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HeadAbove(Mandate);

    /// <inheritdoc />
    public string On => Mandate.ToString();

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<NameAdviser, Done>
    {
        public async Task<Result<Done>> Handle(NameAdviser command, CancellationToken ct)
        {
            var mandate = await db.Mandates.SingleAsync(m => m.Id == command.Mandate, ct);
            if (mandate.Role is not MandateRole.Adviser)
            {
                return MembersErrors.NotAdviser;
            }

            mandate.Name(command.Named);
            return Done.It;
        }
    }

    internal sealed record Body(bool Named);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "representatives/{id}/named",
                (Id<Mandate> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new NameAdviser(id, body.Named), ct).ToHttp()
            )
            .WithName("nameAdviser")
            .WithSummary("Name an adviser who is told")
            .WithDescription("The head of the delegation, or the secretariat for them. A repeat changes nothing.")
            .WithExample(new Body(true))
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MembersErrors.HeadOnly, MembersErrors.NotAdviser);
}
