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
using Microsoft.EntityFrameworkCore;
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

/// <summary>Host or secretariat say anew what can be booked; those who have it keep it. The same again changes nothing.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Seats">What.</param>
/// <param name="Item">What it is from now on.</param>
/// <param name="Version">The version that was seen.</param>
public sealed record ChangeBookable(string Code, Id<SeatPool> Seats, BookableItem Item, long? Version) : ICommand<ListSeats.Pool>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Seats}";

    internal sealed class Validator : AbstractValidator<ChangeBookable>
    {
        public Validator() => RuleFor(c => c.Item).SetValidator(new ItemValidator());
    }

    internal sealed class Handler(SeatBooks books, AssembliesDb db) : ICommandHandler<ChangeBookable, ListSeats.Pool>
    {
        public async Task<Result<ListSeats.Pool>> Handle(ChangeBookable command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, cancellationToken);
            var found = await db.Bookable(assembly.Id, command.Seats, cancellationToken);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            if (await db.UnknownSession(assembly.Id, command.Item, cancellationToken) is { } unknown)
            {
                return unknown;
            }

            var (pool, counts) = (found.Value!, await db.CountSeats(assembly.Id, cancellationToken));
            if (pool.Terms != command.Item.Terms)
            {
                if (pool.Stale(command.Version, assembly, counts) is { } stale)
                {
                    return stale;
                }

                pool.Change(command.Item.Terms);
            }

            return SeatLists.Of(pool, assembly, counts[pool.Id]);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/seats/{id}/item",
                (string code, Id<SeatPool> id, BookableItem body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeBookable(code, id, body, seen.Version), ct).ToTagged()
            )
            .WithName("changeBookable")
            .WithSummary("Say anew what can be booked")
            .WithDescription("Those who have it keep it. The version goes into If-Match; the same again changes nothing.")
            .WithExample(new BookableItem("Members’ walking dinner", "Wednesday 19:30, the host pays."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownSeats,
                RegistrationErrors.NotBookable,
                RegistrationErrors.UnknownSession,
                RegistrationErrors.SeatsChangedMeanwhile,
                RequestErrors.VersionMissing
            );
}

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

internal sealed class ItemValidator : AbstractValidator<BookableItem>
{
    public ItemValidator()
    {
        RuleFor(i => i.Title)
            .NotEmpty()
            .WithMessage("Enter what people book.")
            .OneLine()
            .MaximumLength(200)
            .WithMessage("A title has at most 200 letters.")
            .OverridePropertyName("title");
        RuleFor(i => i.About).MaximumLength(1000).WithMessage("Say it in at most 1,000 letters.").OverridePropertyName("about");
        RuleFor(i => i.Choice)
            .OneLine()
            .MaximumLength(100)
            .WithMessage("A question has at most 100 letters.")
            .OverridePropertyName("choice");
        RuleFor(i => i.Audience).NotEqual(Audience.None).WithMessage("Choose who is asked.").OverridePropertyName("audience");
    }
}

internal static class BookableReading
{
    /// <summary>Something bookable of an assembly, to be changed.</summary>
    public static async Task<Result<SeatPool>> Bookable(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Id<SeatPool> id,
        CancellationToken ct
    ) =>
        await db.SeatPools.SingleOrDefaultAsync(p => p.Id == id && p.Assembly == assembly && p.RemovedAt == null, ct) is not { } pool
            ? RegistrationErrors.UnknownSeats
        : pool.Kind is PoolKind.Bookable ? pool
        : RegistrationErrors.NotBookable;

    /// <summary>The refusal of a session that is not of this assembly; null when it is, or none is named.</summary>
    public static async Task<Error?> UnknownSession(this AssembliesDb db, Id<Assembly> assembly, BookableItem item, CancellationToken ct) =>
        item.Session is { } session && !await db.Sessions.AnyAsync(s => s.Id == session && s.Assembly == assembly, ct)
            ? RegistrationErrors.UnknownSession.At("session")
            : null;
}
