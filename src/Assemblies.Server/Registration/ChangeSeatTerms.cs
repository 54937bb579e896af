using Assemblies.Domain;
using Assemblies.Domain.Registration;
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
/// Host or secretariat say how seats are given: how many an organisation has, whether a freed one is offered first, whether guests have a public form. Who
/// fits now moves up; nobody loses anything. The same again changes nothing.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Terms">How.</param>
/// <param name="Version">The version that was seen.</param>
public sealed record ChangeSeatTerms(string Code, SeatTerms Terms, long? Version) : ICommand<ListSeats.GivenTerms>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<ChangeSeatTerms>
    {
        public Validator()
        {
            RuleFor(c => c.Terms.People)
                .InclusiveBetween(1, 1000)
                .WithMessage("Enter how many people of an organisation can register, 1 or more.")
                .OverridePropertyName("people");
            RuleFor(c => c.Terms.OnSite)
                .InclusiveBetween(0, 1000)
                .WithMessage("Enter how many of them have a seat on site.")
                .OverridePropertyName("onSite");
            RuleFor(c => c.Terms.OfferHours)
                .InclusiveBetween(1, 336)
                .WithMessage("Enter for how many hours an offer holds, 1 to 336.")
                .OverridePropertyName("offerHours");
        }
    }

    internal sealed class Handler(SeatBooks books, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<ChangeSeatTerms, ListSeats.GivenTerms>
    {
        public async Task<Result<ListSeats.GivenTerms>> Handle(ChangeSeatTerms command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, cancellationToken);
            var row = await db.SeatTerms.SingleOrDefaultAsync(t => t.Assembly == assembly.Id, cancellationToken);
            var (terms, version) = (row?.Terms ?? SeatTerms.Default, row?.Version ?? 1);
            if (terms == command.Terms)
            {
                return new ListSeats.GivenTerms(terms, version);
            }

            if (command.Version is null)
            {
                return RequestErrors.VersionMissing;
            }

            if (command.Version != version)
            {
                return RegistrationErrors.SeatsChangedMeanwhile with { Current = new ListSeats.GivenTerms(terms, version) };
            }

            if (row is null)
            {
                row = new SeatTermsRow(assembly.Id);
                db.Add(row);
            }

            row.Change(command.Terms);
            await db.SaveChangesAsync(cancellationToken);

            // What was offered stays so; whoever waits only for the organisation's share may have it now.
            var open = await books.Open(assembly, [], cancellationToken);
            open.Book.SettleAll(
                new(clock.GetCurrentInstant(), reader.Person),
                terms.OnSite == command.Terms.OnSite
                    ? "The way seats are given has changed."
                    : $"An organisation has {Platform.Look.Words.Spelled(command.Terms.OnSite, "seat", "seats")} on site now."
            );
            await books.Close(open, null, cancellationToken);
            return new ListSeats.GivenTerms(row.Terms, row.Version);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/seats/terms",
                (string code, SeatTerms body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeSeatTerms(code, body, seen.Version), ct).ToTagged()
            )
            .WithName("changeSeatTerms")
            .WithSummary("Say how seats are given")
            .WithDescription(
                "How many people and seats on site an organisation has, whether freed seats are offered first, whether guests have a public form. The version "
                    + "goes into If-Match; the same again changes nothing."
            )
            .WithExample(new SeatTerms { OnSite = 3, OffersFirst = true })
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.SeatsChangedMeanwhile,
                RequestErrors.VersionMissing
            );
}
