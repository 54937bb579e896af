using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// An item with its text and documents. Those who prepare the agenda see it as it stands in the draft, with the version of its text; others as it was
/// last published, if it is theirs to read.
/// </summary>
public sealed record ShowItem(string Assembly, Id<AgendaItem> Item) : IQuery<ShowItem.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KnowsAgenda(Assembly);

    /// <summary>An item.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Item">What it is.</param>
    /// <param name="Session">The session it lies in.</param>
    /// <param name="Meeting">The meeting's title.</param>
    /// <param name="MeetingKey">The meeting's key.</param>
    /// <param name="Text">Its text, Markdown.</param>
    /// <param name="Version">Its ETag: the version of its text, for others than those who prepare it that of the published agenda.</param>
    /// <param name="DraftVersion">The draft's version, for changing the item; null for those who do not prepare it.</param>
    /// <param name="SavedAt">When the text was last saved; for those who prepare it.</param>
    /// <param name="SavedBy">By whom, by name; for those who prepare it.</param>
    /// <param name="Documents">Its documents.</param>
    /// <param name="Readers">Whom the chair named, where it is closed; for those who prepare it.</param>
    public sealed record Answer(
        Id<AgendaItem> Id,
        string Number,
        ItemBody Item,
        Id<Session> Session,
        string Meeting,
        string MeetingKey,
        string Text,
        long Version,
        long? DraftVersion,
        Instant? SavedAt,
        string? SavedBy,
        IReadOnlyList<DocumentRow> Documents,
        IReadOnlyList<string> Readers
    ) : IVersioned;

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowItem, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowItem query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(ct);
            var answer = reader.MayChangeItems(assembly)
                ? await OnDraft(assembly, query.Item, ct)
                : await Published(assembly, query.Item, ct);
            return answer is null
                ? AgendaDomainErrors.UnknownItem
                : answer with
                {
                    Documents = await DocumentRow.Of(
                        db.AgendaDocuments.Where(d => d.Item == query.Item && d.Kind != DocumentKind.CountryUpdate),
                        db,
                        reader,
                        ct
                    ),
                };
        }

        private async Task<Answer?> Published(Id<Assembly> assembly, Id<AgendaItem> id, CancellationToken ct)
        {
            var newest = await db.NewestVersion(assembly, ct);
            if ((await Visibility.Of(db, reader, assembly, ct)).Find(newest?.Content, id) is not var (meeting, session, item))
            {
                return null;
            }

            return new(
                item.Id,
                item.Number,
                new(item.Title, item.Minutes, item.Kind, item.Presenters, item.RuleType, item.Closed || session.Closed, item.Late),
                session.Id,
                meeting.Title,
                meeting.Key,
                item.Text,
                newest!.Number,
                null,
                null,
                null,
                [],
                []
            );
        }

        private async Task<Answer?> OnDraft(Id<Assembly> assembly, Id<AgendaItem> id, CancellationToken ct)
        {
            var found = await db
                .AgendaItems.AsNoTracking()
                .Where(i => i.Assembly == assembly && i.Id == id)
                .Select(i => new
                {
                    Row = i,
                    Meeting = i.Of.Of.Title,
                    MeetingKey = i.Of.Of.Key,
                    SavedBy = db.People.Where(p => p.Id == i.TextSavedBy).Select(p => p.Name).FirstOrDefault(),
                    Draft = db.AgendaDrafts.Where(d => d.Assembly == assembly).Select(d => d.Version).First(),
                    Readers = db
                        .ItemReaders.Where(r => r.Item == id)
                        .Join(db.People, r => r.Person, p => p.Id, (r, p) => p.Name)
                        .Order()
                        .ToList(),
                })
                .SingleOrDefaultAsync(ct);
            return found is null
                ? null
                : new(
                    id,
                    found.Row.Number ?? "",
                    DraftItem.Of(found.Row).Plan,
                    found.Row.Session,
                    found.Meeting,
                    found.MeetingKey,
                    found.Row.Text,
                    found.Row.TextVersion,
                    found.Draft,
                    found.Row.TextSavedAt,
                    found.SavedBy,
                    [],
                    found.Readers
                );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/agenda/items/{id}",
                (string code, Id<AgendaItem> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowItem(code, id), ct).ToTagged()
            )
            .WithName("showItem")
            .WithSummary("An item with its text and documents")
            .WithDescription(
                "As it was last published; for those who prepare the agenda as it stands in the draft: then its ETag is the version of its text."
            )
            .Refuses(AgendaErrors.UnknownAssembly, AgendaDomainErrors.UnknownItem);
}
