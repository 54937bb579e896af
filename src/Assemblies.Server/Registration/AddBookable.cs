using Assemblies.Domain;
using Assemblies.Domain.Meetings;
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

/// <summary>Host or secretariat add something that can be booked: the dinner, a roundtable, the bus. A repeat adds another, unless it bears the same key.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Item">What it is.</param>
/// <param name="Capacity">How many there are; null for no limit.</param>
public sealed record AddBookable(string Code, BookableItem Item, int? Capacity) : ICommand<AddBookable.Added>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => Code;

    /// <summary>What was added.</summary>
    /// <param name="Seats">Its seats.</param>
    public sealed record Added(Id<SeatPool> Seats);

    internal sealed class Validator : AbstractValidator<AddBookable>
    {
        public Validator()
        {
            RuleFor(c => c.Item).SetValidator(new ItemValidator());
            RuleFor(c => c.Capacity).InclusiveBetween(0, 100_000).WithMessage("Enter how many there are, or nothing for no limit.");
        }
    }

    internal sealed class Handler(SeatBooks books, AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddBookable, Added>
    {
        public async Task<Result<Added>> Handle(AddBookable command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            if (AssemblyLife.EditRefusal(assembly.State) is { } over)
            {
                return over;
            }

            if (await db.UnknownSession(assembly.Id, command.Item, cancellationToken) is { } unknown)
            {
                return unknown;
            }

            var pool = new SeatPool(assembly.Id, command.Item.Terms);
            db.Add(pool);
            if (command.Capacity is not null)
            {
                new SeatBook(SeatTerms.Default, null, [pool], [], []).Resize(
                    pool.Id,
                    command.Capacity,
                    0,
                    new(clock.GetCurrentInstant(), reader.Person)
                );
            }

            return new Added(pool.Id);
        }
    }

    internal sealed record Body(BookableItem Item, int? Capacity = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/seats",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AddBookable(code, body.Item, body.Capacity), ct).ToCreated(_ => $"/api/v1/assemblies/{code}/seats")
            )
            .WithName("addBookable")
            .WithSummary("Add something that can be booked")
            .WithDescription(
                "A dinner, a roundtable, a bus. Of those with the same choice a person can have one; what is for those confirmed is asked in a second step. "
                    + "A repeat adds another, unless it bears the same Idempotency-Key."
            )
            .WithExample(new Body(new("Members’ walking dinner", "Wednesday 19:00, the host pays.", Audience: Audience.Members), 40))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                RegistrationErrors.UnknownSession
            );
}
