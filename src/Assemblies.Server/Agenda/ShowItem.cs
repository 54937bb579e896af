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
    public Access Needs => new Anybody();

    /// <summary>An item.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Item">What it is.</param>
    /// <param name="Session">The session it lies in.</param>
    /// <param name="Meeting">The meeting's title.</param>
    /// <param name="MeetingKey">The meeting's key.</param>
    /// <param name="Text">Its text, Markdown.</param>
    /// <param name="Version">The version of its text: its ETag.</param>
    /// <param name="DraftVersion">The draft's version, for changing the item; null for those who do not prepare it.</param>
    /// <param name="SavedAt">When the text was last saved.</param>
    /// <param name="SavedBy">By whom, by name.</param>
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
            var assembly = await db
                .Assemblies.Where(a => a.Code == query.Assembly)
                .Select(a => (Id<Assembly>?)a.Id)
                .SingleOrDefaultAsync(ct);
            if (assembly is not { } id)
            {
                return AgendaErrors.UnknownAssembly;
            }

            var visibility = await Visibility.Of(db, reader, id, ct);
            var prepares = reader.MayChangeItems(id);
            var found = await db
                .AgendaItems.AsNoTracking()
                .Where(i => i.Assembly == id && i.Id == query.Item && (prepares || i.PrintedIn != null))
                .Where(visibility.Items)
                .Select(i => new
                {
                    Row = i,
                    Meeting = i.Of.Of.Title,
                    MeetingKey = i.Of.Of.Key,
                    SavedBy = db.People.Where(p => p.Id == i.TextSavedBy).Select(p => p.Name).FirstOrDefault(),
                    Draft = db.AgendaDrafts.Where(d => d.Assembly == id).Select(d => d.Version).First(),
                })
                .SingleOrDefaultAsync(ct);
            if (found is null)
            {
                return AgendaDomainErrors.UnknownItem;
            }

            var item = found.Row;
            var (plan, text, number) = (DraftItem.Of(item).Plan, item.Text, item.Number ?? "");
            if (!prepares)
            {
                var newest = await db
                    .AgendaVersions.AsNoTracking()
                    .Where(v => v.Assembly == id)
                    .OrderByDescending(v => v.Number)
                    .Select(v => v.Content)
                    .FirstAsync(ct);
                if (
                    newest.Find(item.Id) is not var (meeting, session, printed)
                    || !visibility.Sees(meeting, session)
                    || !visibility.Reads(session, printed)
                )
                {
                    return AgendaDomainErrors.UnknownItem;
                }

                plan = new(
                    printed.Title,
                    printed.Minutes,
                    printed.Kind,
                    printed.Presenters,
                    printed.RuleType,
                    printed.Closed,
                    printed.Late
                );
                (text, number) = (printed.Text, printed.Number);
            }

            return new Answer(
                item.Id,
                number,
                plan,
                item.Session,
                found.Meeting,
                found.MeetingKey,
                text,
                item.TextVersion,
                prepares ? found.Draft : null,
                item.TextSavedAt,
                found.SavedBy,
                await DocumentRow.Of(db.AgendaDocuments.Where(d => d.Item == item.Id && d.Kind != DocumentKind.CountryUpdate), db, ct),
                prepares
                    ? await db
                        .ItemReaders.Where(r => r.Item == item.Id)
                        .Join(db.People, r => r.Person, p => p.Id, (r, p) => p.Name)
                        .Order()
                        .ToListAsync(ct)
                    : []
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
                "As it was last published; for those who prepare the agenda as it stands in the draft. Its ETag is the version of its text."
            )
            .Refuses(AgendaErrors.UnknownAssembly, AgendaDomainErrors.UnknownItem);
}
