using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// Chair or secretariat saves the text of an item, if it is still the version they began with; else they get what stands now beside their own and
/// lose nothing. A repeat with the same version is refused.
/// </summary>
public sealed record WriteText(string Assembly, Id<AgendaItem> Item, long? Version, string Text) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Item}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<WriteText, Saved>
    {
        public async Task<Result<Saved>> Handle(WriteText command, CancellationToken ct)
        {
            if ((command.Version is null ? RequestErrors.VersionMissing : ItemText.Refuses(command.Text)) is { } wrong)
            {
                return wrong;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var draft = opened.Value!.Draft;
            if (draft.Item(command.Item) is not { } item)
            {
                return AgendaDomainErrors.UnknownItem;
            }

            var text = command.Text.ReplaceLineEndings("\n").Trim('\n');
            if (item.Write(text, command.Version!.Value, reader.Person, clock.GetCurrentInstant()) is { } stale)
            {
                return stale;
            }

            return new Saved(item.TextVersion);
        }
    }

    internal sealed record Body(string Text);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/agenda/items/{id}/text",
                (string code, Id<AgendaItem> id, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new WriteText(code, id, version.Version, body.Text), ct).ToTagged()
            )
            .WithName("writeItemText")
            .WithExample(new Body("Article 7 shall read: **Each member has one vote.**"))
            .WithSummary("Save the text of an item")
            .WithDescription(
                "Markdown, at most 64 KB. Needs If-Match with the text's version; a 412 brings what stands now as `current`, so that nothing is lost."
            )
            .Refuses([
                .. OnItems.Refusals,
                RequestErrors.VersionMissing,
                AgendaDomainErrors.TextChanged,
                AgendaErrors.TextTooLong,
                AgendaErrors.TextTooDeep,
            ]);
}
