using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>What the minutes say at one place, for those who keep them. A place where nobody has written is empty, with version 0.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Part">Where.</param>
/// <param name="Item">At which item; null for opening and closing.</param>
public sealed record ShowMinutesText(string Assembly, MinutesPart Part, Id<AgendaItem>? Item) : IQuery<ShowMinutesText.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <summary>A text.</summary>
    /// <param name="Text">Markdown.</param>
    /// <param name="Version">Its ETag.</param>
    /// <param name="SavedAt">When it was last saved; null before the first time.</param>
    /// <param name="SavedBy">By whom, by name.</param>
    public sealed record Answer(string Text, long Version, Instant? SavedAt, string? SavedBy) : IVersioned;

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ShowMinutesText, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowMinutesText query, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            if (query.Item is { } item && !await db.HasItem(assembly, item, cancellationToken))
            {
                return MinutesErrors.UnknownItem;
            }

            return await db
                    .MinutesTexts.Where(t => t.Assembly == assembly && t.Part == query.Part && t.Item == query.Item)
                    .Select(t => new Answer(
                        t.Text,
                        t.Version,
                        t.SavedAt,
                        db.People.Where(p => p.Id == t.SavedBy).Select(p => p.Name).FirstOrDefault()
                    ))
                    .SingleOrDefaultAsync(cancellationToken)
                ?? new Answer("", 0, null, null);
        }
    }

    internal static void Map(IEndpointRouteBuilder api)
    {
        Describe(
                api.MapGet(
                    "assemblies/{code}/minutes/items/{id}/text",
                    (string code, Id<AgendaItem> id, IMediator mediator, CancellationToken ct) =>
                        mediator.Send(new ShowMinutesText(code, MinutesPart.Item, id), ct).ToTagged()
                )
            )
            .WithName("showMinutesOfItem")
            .WithSummary("What the minutes say at an item");
        Describe(
                api.MapGet(
                    "assemblies/{code}/minutes/opening/text",
                    (string code, IMediator mediator, CancellationToken ct) =>
                        mediator.Send(new ShowMinutesText(code, MinutesPart.Opening, null), ct).ToTagged()
                )
            )
            .WithName("showMinutesOpening")
            .WithSummary("What the minutes say before the first item");
        Describe(
                api.MapGet(
                    "assemblies/{code}/minutes/closing/text",
                    (string code, IMediator mediator, CancellationToken ct) =>
                        mediator.Send(new ShowMinutesText(code, MinutesPart.Closing, null), ct).ToTagged()
                )
            )
            .WithName("showMinutesClosing")
            .WithSummary("What the minutes say after the last item");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route) =>
        route
            .WithDescription(
                "As it is being written, for those who keep the minutes. The ETag is what a save refers to; 0 before the first."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MinutesErrors.KeepersOnly, MinutesErrors.UnknownItem);
}
