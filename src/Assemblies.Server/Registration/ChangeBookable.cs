using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Registration;

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
