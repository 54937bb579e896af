using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>Chair or secretariat changes an item, or lays it into another session. Its number stays once it is printed. A repeat with the same version is refused.</summary>
public sealed record ChangeItem(string Assembly, Id<AgendaItem> Item, long? Version, ItemBody Plan, Id<Session>? Session) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Item}";

    internal sealed class Validator : AbstractValidator<ChangeItem>
    {
        public Validator() => RuleFor(c => c.Plan).SetValidator(new ItemBody.Validator()).OverridePropertyName("item");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ChangeItem, Saved>
    {
        public async Task<Result<Saved>> Handle(ChangeItem command, CancellationToken ct)
        {
            if (command.Version is null)
            {
                return RequestErrors.VersionMissing;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if ((opened.Error ?? await opened.Value!.Stale(command.Version, db, reader, ct)) is { } refusal)
            {
                return refusal;
            }

            var (draft, now) = (opened.Value!.Draft, clock.GetCurrentInstant());
            if (draft.Item(command.Item) is not { } item)
            {
                return AgendaDomainErrors.UnknownItem;
            }

            if (command.Session is { } to && to != item.Session)
            {
                if (draft.Session(to) is not { } session)
                {
                    return AgendaDomainErrors.UnknownSession;
                }

                draft.Move(item, session, now);
            }

            if (item.Change(command.Plan.Plan) is { } never)
            {
                return never;
            }

            draft.Saved(now, reader.Person);
            return new Saved(draft.Version);
        }
    }

    internal sealed record Body(ItemBody Item, Id<Session>? Session = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/agenda/items/{id}",
                (string code, Id<AgendaItem> id, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeItem(code, id, version.Version, body.Item, body.Session), ct).ToTagged()
            )
            .WithName("changeItem")
            .WithExample(new Body(new ItemBody("Work plan 2028", 25, ItemKind.Decision, RuleType: "strategy")))
            .WithSummary("Change an item")
            .WithDescription("Needs If-Match with the draft's version. The text is saved apart; a printed number stays.")
            .Refuses([.. OnItems.Refusals, RequestErrors.VersionMissing, AgendaDomainErrors.UnknownSession, AgendaDomainErrors.NeverLate]);
}

/// <summary>Chair or secretariat drops an item; its printed number stays empty. A repeat finds no item.</summary>
public sealed record DropItem(string Assembly, Id<AgendaItem> Item, long? Version) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Item}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<DropItem, Saved>
    {
        public async Task<Result<Saved>> Handle(DropItem command, CancellationToken ct)
        {
            var opened = await db.OpenDraft(command.Assembly, ct);
            if ((opened.Error ?? await opened.Value!.Stale(command.Version, db, reader, ct)) is { } refusal)
            {
                return refusal;
            }

            var (draft, now) = (opened.Value!.Draft, clock.GetCurrentInstant());
            if (draft.Item(command.Item) is not { } item)
            {
                return AgendaDomainErrors.UnknownItem;
            }

            draft.Remove(item, now);
            draft.Saved(now, reader.Person);
            return new Saved(draft.Version);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/agenda/items/{id}",
                (string code, Id<AgendaItem> id, IfMatch version, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new DropItem(code, id, version.Version), ct).ToTagged()
            )
            .WithName("dropItem")
            .WithSummary("Drop an item")
            .WithDescription(
                "Its printed number stays empty, and the next version says so. Its text and documents are kept. A repeat finds no item."
            )
            .Refuses([.. OnItems.Refusals]);
}

/// <summary>What all changes of one item have in common.</summary>
internal static class OnItems
{
    public static readonly Error[] Refusals =
    [
        AccessErrors.SignIn,
        AgendaErrors.EditorsOnly,
        AgendaErrors.UnknownAssembly,
        AgendaErrors.Over,
        AgendaDomainErrors.DraftChanged,
        AgendaDomainErrors.UnknownItem,
    ];
}
