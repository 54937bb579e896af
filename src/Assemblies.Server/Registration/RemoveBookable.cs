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

/// <summary>Something cannot be booked any more: whoever has it or waits for it is told why, and has it no more. A repeat finds nothing.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Seats">What.</param>
/// <param name="Why">Why, as those read it who had it.</param>
public sealed record RemoveBookable(string Code, Id<SeatPool> Seats, string Why) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Seats}";

    internal sealed class Validator : AbstractValidator<RemoveBookable>
    {
        public Validator() => RuleFor(c => c.Why).Why();
    }

    internal sealed class Handler(SeatBooks books, AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<RemoveBookable, Done>
    {
        public async Task<Result<Done>> Handle(RemoveBookable command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, cancellationToken);
            if ((await db.Bookable(assembly.Id, command.Seats, cancellationToken)).Error is { } refusal)
            {
                return refusal;
            }

            var open = await books.Open(assembly, [], cancellationToken, command.Seats);
            open.Book.CallOff(command.Seats, new(clock.GetCurrentInstant(), reader.Person), command.Why.Trim());
            await books.Close(open, null, cancellationToken);
            return Done.It;
        }
    }

    internal sealed record Body(string Why);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/seats/{id}/remove",
                (string code, Id<SeatPool> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RemoveBookable(code, id, body.Why), ct).ToHttp()
            )
            .WithName("removeBookable")
            .WithSummary("Take something off what can be booked")
            .WithDescription("Whoever has it or waits for it is told why. A repeat finds nothing.")
            .WithExample(new Body("The boat trip is off: the harbour is closed that evening."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownSeats,
                RegistrationErrors.NotBookable
            );
}
