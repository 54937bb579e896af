using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Somebody takes the seat that is held for them. A repeat finds it taken and changes nothing; when the offer is over it is refused.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Line">Which seat.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
public sealed record AcceptSeat(string Code, Id<SeatLine> Line, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Line}";

    internal sealed class Validator : AbstractValidator<AcceptSeat>
    {
        public Validator() => RuleFor(c => c.Source!.Note).Note().When(c => c.Source is not null).OverridePropertyName("sourceNote");
    }

    internal sealed class Handler(OwnLines own, SeatBooks books, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<AcceptSeat, Done>
    {
        public async Task<Result<Done>> Handle(AcceptSeat command, CancellationToken cancellationToken)
        {
            var found = await own.Find(command.Code, command.Line, command.Source, cancellationToken);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var (open, registrant, pool, line) = found.Value!;
            if (line.State is SeatState.Confirmed)
            {
                return Done.It;
            }

            var now = clock.GetCurrentInstant();
            if (!open.Book.Accept(line, new(now, reader.Person)))
            {
                return RegistrationDomainErrors.OfferOver;
            }

            registrant.Touch();
            db.Add(new RegistrantChange(registrant, now, reader.Person, [$"{open.NameOf(pool)}: offered → taken"], false, command.Source));
            await books.Close(open, new(registrant, "the seat is yours", [$"You took the seat: {open.NameOf(pool)}."]), cancellationToken);
            return Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/seats/lines/{line}/accept",
                (string code, Id<SeatLine> line, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AcceptSeat(code, line, body?.Source), ct).ToHttp()
            )
            .WithName("acceptSeat")
            .WithSummary("Take a seat that is held for one")
            .WithDescription("As long as the offer holds. A repeat changes nothing.")
            .WithExample(new Body())
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownLine,
                RegistrationErrors.SourceMissing,
                RegistrationErrors.Began,
                RegistrationDomainErrors.OfferOver
            );
}
