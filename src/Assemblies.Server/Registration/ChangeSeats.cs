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

/// <summary>
/// Host or secretariat say how many seats there are, and how many of them are kept back. Added and released ones go to those who wait, as many as are truly
/// free; lowered below what is taken nobody is thrown out: nobody moves up until it fits. The same again changes nothing.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Seats">Which seats.</param>
/// <param name="Capacity">How many there are; null for no limit, 0 lets everybody wait.</param>
/// <param name="Reserved">How many of these are kept back for whom the host names.</param>
/// <param name="Version">The version that was seen.</param>
public sealed record ChangeSeats(string Code, Id<SeatPool> Seats, int? Capacity, int Reserved, long? Version) : ICommand<ListSeats.Pool>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Seats}";

    internal sealed class Validator : AbstractValidator<ChangeSeats>
    {
        public Validator()
        {
            RuleFor(c => c.Capacity).InclusiveBetween(0, 100_000).WithMessage("Enter how many seats there are, or nothing for no limit.");
            RuleFor(c => c.Reserved).InclusiveBetween(0, 100_000).WithMessage("Enter how many are kept back, 0 for none.");
            RuleFor(c => c.Reserved)
                .Must((command, reserved) => reserved <= (command.Capacity ?? 0))
                .WithMessage("No more can be kept back than there are.");
        }
    }

    internal sealed class Handler(SeatBooks books, Reader reader, IClock clock, AssembliesDb db)
        : ICommandHandler<ChangeSeats, ListSeats.Pool>
    {
        public async Task<Result<ListSeats.Pool>> Handle(ChangeSeats command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, cancellationToken);
            var open = await books.Open(assembly, [], cancellationToken);
            if (open.Pools.FirstOrDefault(p => p.Id == command.Seats && p.RemovedAt is null) is not { } pool)
            {
                return RegistrationErrors.UnknownSeats;
            }

            if ((pool.Capacity, pool.Reserved) != (command.Capacity, command.Reserved))
            {
                if (pool.Stale(command.Version, assembly, await db.CountSeats(assembly.Id, cancellationToken)) is { } stale)
                {
                    return stale;
                }

                open.Book.Resize(pool.Id, command.Capacity, command.Reserved, new(clock.GetCurrentInstant(), reader.Person));
                await books.Close(open, null, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }

            return SeatLists.Of(pool, assembly, (await db.CountSeats(assembly.Id, cancellationToken))[pool.Id]);
        }
    }

    internal sealed record Body(int? Capacity, int Reserved = 0);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/seats/{id}",
                (string code, Id<SeatPool> id, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeSeats(code, id, body.Capacity, body.Reserved, seen.Version), ct).ToTagged()
            )
            .WithName("changeSeats")
            .WithSummary("Say how many seats there are")
            .WithDescription(
                "No capacity is no limit, 0 lets everybody wait. Who waits moves up in order, as many as are free; nobody loses a seat when there are fewer. "
                    + "The version goes into If-Match; the same again changes nothing."
            )
            .WithExample(new Body(60, 4))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownSeats,
                RegistrationErrors.SeatsChangedMeanwhile,
                RequestErrors.VersionMissing
            );
}

/// <summary>The version that a change of seats was made on.</summary>
internal static class SeatVersions
{
    /// <summary>Why a change is refused: no version was named, or another one stands. Null: go on.</summary>
    public static Error? Stale(this SeatPool pool, long? seen, Domain.Meetings.Assembly assembly, SeatCounts counts) =>
        seen is null ? RequestErrors.VersionMissing
        : seen == pool.Version ? null
        : RegistrationErrors.SeatsChangedMeanwhile with { Current = SeatLists.Of(pool, assembly, counts[pool.Id]) };
}
