using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A keeper of the minutes saves the text of one place, if it is still the version they began with; else they get what stands now beside their own
/// and lose nothing. A repeat with the same text changes nothing and gets the same version. Refused once the minutes are approved.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Part">Where.</param>
/// <param name="Item">At which item; null for opening and closing.</param>
/// <param name="Version">The version the writer began with; 0 for a text that nobody has written.</param>
/// <param name="Text">Markdown, at most 64 KB.</param>
public sealed record WriteMinutesText(string Assembly, MinutesPart Part, Id<AgendaItem>? Item, long? Version, string Text)
    : ICommand<WriteMinutesText.SavedText>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => Item is { } item ? $"{Assembly} {item}" : $"{Assembly} {Part}";

    /// <summary>It is saved.</summary>
    /// <param name="Version">Its version now: the ETag.</param>
    public sealed record SavedText(long Version) : IVersioned;

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<WriteMinutesText, SavedText>
    {
        public async Task<Result<SavedText>> Handle(WriteMinutesText command, CancellationToken ct)
        {
            var asked = command.Version is null
                ? RequestErrors.VersionMissing
                : MarkdownText.Refuses(command.Text, MinutesErrors.TextTooLong, MinutesErrors.TextTooDeep);
            if (asked is { } wrong)
            {
                return wrong;
            }

            var opened = await db.OpenMinutes(command.Assembly, ct);
            if (opened.Value is not { } assembly)
            {
                return opened.Error!;
            }

            if (command.Item is { } item && !await db.HasItem(assembly.Id, item, ct))
            {
                return MinutesErrors.UnknownItem;
            }

            // Two who write at a place for the first time: the row is there before either of them saves, and then they meet as any other two.
            var empty = new MinutesText(assembly.Id, command.Part, command.Item);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into minutes_text (id, assembly, part, item, text, version)
                values ({empty.Id.Value}, {assembly.Id.Value}, {command.Part.ToString()}, {command.Item?.Value}, '', 0)
                on conflict (assembly, part, item) do nothing
                """,
                ct
            );
            var text = await db.MinutesTexts.SingleAsync(
                t => t.Assembly == assembly.Id && t.Part == command.Part && t.Item == command.Item,
                ct
            );
            var written = command.Text.ReplaceLineEndings("\n").Trim();
            return text.Write(written, command.Version!.Value, clock.GetCurrentInstant(), reader.Person) is { } stale
                ? stale
                : new SavedText(text.Version);
        }
    }

    internal sealed record Body(string Text);

    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(
                api.MapPut(
                    "assemblies/{code}/minutes/items/{id}/text",
                    (string code, Id<AgendaItem> id, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                        mediator.Send(new WriteMinutesText(code, MinutesPart.Item, id, version.Version, body.Text), ct).ToTagged()
                )
            )
            .WithName("writeMinutesOfItem")
            .WithSummary("Save what the minutes say at an item");
        Describe(
                api.MapPut(
                    "assemblies/{code}/minutes/opening/text",
                    (string code, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                        mediator.Send(new WriteMinutesText(code, MinutesPart.Opening, null, version.Version, body.Text), ct).ToTagged()
                )
            )
            .WithName("writeMinutesOpening")
            .WithSummary("Save what the minutes say before the first item");
        Describe(
                api.MapPut(
                    "assemblies/{code}/minutes/closing/text",
                    (string code, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                        mediator.Send(new WriteMinutesText(code, MinutesPart.Closing, null, version.Version, body.Text), ct).ToTagged()
                )
            )
            .WithName("writeMinutesClosing")
            .WithSummary("Save what the minutes say after the last item");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route
            .WithExample(new Body("Members asked about the **mentoring guide**; the secretariat sends it in May."))
            .WithDescription(
                "Markdown, at most 64 KB. Needs If-Match with the text's version, 0 for one that nobody has written; a 412 brings what stands now as "
                    + "`current`, so that nothing is lost. A repeat with the same text gets the same version."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.KeepersOnly,
                MinutesErrors.UnknownItem,
                MinutesErrors.TextTooLong,
                MinutesErrors.TextTooDeep,
                MinutesDomainErrors.TextChanged,
                MinutesDomainErrors.Approved,
                MinutesDomainErrors.NotBegun,
                RequestErrors.VersionMissing,
                RequestErrors.TooLarge
            );
}
