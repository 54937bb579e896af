using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The desk takes a row back that was a mistake: what stood before stands again, at every desk, and a proxy that it ended stands again unless its principal is
/// there by somebody else. A repeat changes nothing; a row that something came after is refused.
/// </summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Row">Which row.</param>
/// <param name="Reason">Why; null for none.</param>
public sealed record UndoPresence(string Assembly, long Row, string? Reason) : ICommand<DoorAnswer>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Assembly);

    /// <inheritdoc />
    public string On => FormattableString.Invariant($"{Assembly}: row {Row}");

    internal sealed class Validator : AbstractValidator<UndoPresence>
    {
        public Validator() => RuleFor(c => c.Reason).OptionalWhy();
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<UndoPresence, DoorAnswer>
    {
        public async Task<Result<DoorAnswer>> Handle(UndoPresence command, CancellationToken ct)
        {
            var found = await (
                from e in db.PresenceEntries
                join m in db.Meetings on e.Meeting equals m.Id
                join a in db.Assemblies on m.Assembly equals a.Id
                join r in db.Registrants on e.Registrant equals r.Id
                where e.Number == command.Row && a.Code == command.Assembly
                select new { m.Key, Registrant = r }
            ).SingleOrDefaultAsync(ct);
            if (found is null)
            {
                return PresenceErrors.UnknownRow;
            }

            var opened = await db.OpenDoor(command.Assembly, found.Key, clock.GetCurrentInstant(), ct);
            if (opened.Value is not { } door)
            {
                return opened.Error!;
            }

            var (ledger, actor) = (
                await db.LedgerOf(door.Meeting, found.Registrant.Id, ct),
                new DoorActor(door.Now, reader.Person, Via.Desk)
            );
            var row = await db.PresenceEntries.SingleAsync(e => e.Number == command.Row, ct);
            var undone = ledger.Undo(row, actor, string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason.Trim());
            if (undone.Error is { } refusal)
            {
                return refusal;
            }

            if (undone.Value is { } added)
            {
                db.Add(added);
                await Restore(door, found.Registrant, row, ledger, ct);
            }

            return await db.Answer(door, found.Registrant, ledger, undone.Value is not null, ct);
        }

        private async Task Restore(OpenDoor door, Registrant who, PresenceEntry mistake, Ledger ledger, CancellationToken ct)
        {
            if (mistake.EndsProxy is not { } proxy || who.Organisation is not { } organisation)
            {
                return;
            }

            // What was taken back is not saved yet.
            var delegation = await db.DelegationOf(door.Meeting, organisation, door.Now, ct);
            delegation = delegation with
            {
                Members =
                [
                    .. delegation.Members.Select(m => m.Registrant == who.Id ? m with { In = ledger.IsIn ? ledger.Last!.Where : null } : m),
                ],
            };
            var book = await db.ProxyBook(door.Assembly.Id, door.Now, ct);
            delegation.Restore(mistake, book.Proxies.Single(p => p.Id == proxy), book, new(door.Now, reader.Person));
        }
    }

    internal sealed record Body(string? Reason = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/attendance/rows/{row:long}/undo",
                (string code, long row, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new UndoPresence(code, row, body?.Reason), ct).ToHttp()
            )
            .WithName("undoPresence")
            .WithSummary("Take a row of the ledger back")
            .WithDescription(
                "By any desk: a row is added that says again what stood before. A proxy that the row ended stands again, unless its principal is there by "
                    + "somebody else. Only the last row of a person is taken back. A repeat changes nothing."
            )
            .WithExample(new Body("Somebody of the same name."))
            .Refuses([
                .. OpeningDoors.Refusals,
                AccessErrors.Forbidden,
                RequestErrors.Invalid,
                PresenceErrors.UnknownRow,
                PresenceDomainErrors.LaterRow,
                PresenceDomainErrors.IsCorrection,
            ]);
}
