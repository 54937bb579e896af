using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>The documents of an assembly's printed items that the reader may read, item by item as it was last published; for members also the country updates, and who is missing.</summary>
public sealed record ListDocuments(string Assembly) : IQuery<ListDocuments.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KnowsAgenda(Assembly);

    /// <summary>Documents.</summary>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="Items">Items that have some, in their order.</param>
    /// <param name="Updates">The exchange of progress; null for those who are not members.</param>
    public sealed record Answer(string Title, IReadOnlyList<OfItem> Items, CountryUpdates? Updates);

    /// <summary>An item's documents.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Documents">Its documents, in the order of coming.</param>
    public sealed record OfItem(Id<AgendaItem> Item, string Number, string Title, IReadOnlyList<DocumentRow> Documents);

    /// <summary>The exchange of progress.</summary>
    /// <param name="Until">The last day, in the rules' zone; null while the assembly has no days.</param>
    /// <param name="Zone">The rules' zone.</param>
    /// <param name="IsPast">Whether it is too late.</param>
    /// <param name="There">The updates that are there.</param>
    /// <param name="Missing">Members whose update is missing.</param>
    public sealed record CountryUpdates(
        LocalDate? Until,
        string? Zone,
        bool IsPast,
        IReadOnlyList<DocumentRow> There,
        IReadOnlyList<MissingMember> Missing
    );

    /// <summary>A member whose update is missing.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="NameLatin">Its name in Latin script.</param>
    public sealed record MissingMember(string Code, string Name, string? NameLatin);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ListDocuments, Answer>
    {
        public async Task<Result<Answer>> Handle(ListDocuments query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => new { a.Id, a.Title }).SingleAsync(ct);
            var visibility = await Visibility.Of(db, reader, assembly.Id, ct);
            var prepares = reader.MayChangeItems(assembly.Id);
            var documents = await DocumentRow.Of(
                db.AgendaDocuments.Where(d => d.Assembly == assembly.Id && d.Kind != DocumentKind.CountryUpdate && d.Item != null),
                db,
                reader,
                ct
            );
            var byItem = documents.ToLookup(d => d.Item!.Value);
            var items = prepares ? await OnDraft(assembly.Id, ct) : Published(await db.NewestVersion(assembly.Id, ct), visibility);
            return new Answer(
                assembly.Title,
                [.. items.Where(i => byItem.Contains(i.Item)).Select(i => i with { Documents = [.. byItem[i.Item]] })],
                reader.IsMember || visibility.SeesAll ? await Updates(assembly.Id, ct) : null
            );
        }

        private static IEnumerable<OfItem> Published(AgendaVersion? newest, Visibility visibility) =>
            from meeting in newest?.Content.Meetings ?? []
            from session in meeting.Sessions
            where visibility.Sees(meeting, session)
            from item in session.Items
            where visibility.Reads(session, item)
            select new OfItem(item.Id, item.Number, item.Title, []);

        private Task<List<OfItem>> OnDraft(Id<Domain.Meetings.Assembly> assembly, CancellationToken ct) =>
            db
                .AgendaItems.Where(i => i.Assembly == assembly)
                .OrderBy(i => i.Of.Of.StartsAt)
                .ThenBy(i => i.Of.Order)
                .ThenBy(i => i.Order)
                .Select(i => new OfItem(i.Id, i.Number ?? "", i.Title, Array.Empty<DocumentRow>()))
                .ToListAsync(ct);

        private async Task<CountryUpdates> Updates(Id<Domain.Meetings.Assembly> assembly, CancellationToken ct)
        {
            var there = await DocumentRow.Of(
                db.AgendaDocuments.Where(d => d.Assembly == assembly && d.Kind == DocumentKind.CountryUpdate),
                db,
                reader,
                ct
            );
            var codes = there.Select(d => d.Organisation).ToList();
            var missing = await db
                .Organisations.Where(o => o.Kind == OrganisationKind.Member && !codes.Contains(o.Code))
                .OrderBy(o => o.NameLatin ?? o.Name)
                .Select(o => new MissingMember(o.Code, o.Name, o.NameLatin))
                .ToListAsync(ct);
            var deadline = (await db.DeadlinesOf(assembly, ct))?[DeadlineKind.CountryUpdates];
            return new(deadline?.Date, deadline?.Zone, deadline?.IsPast(clock.GetCurrentInstant()) is true, there, missing);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/documents",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListDocuments(code), ct).ToHttp()
            )
            .WithName("listDocuments")
            .WithSummary("The documents of an assembly")
            .WithDescription("Item by item, what the reader may read; for members also the country updates and who is missing.")
            .Refuses(AgendaErrors.UnknownAssembly);
}
