using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>Members' requests with what became of them, the waiting ones first: all for those who prepare the agenda, a member's own for its people.</summary>
public sealed record ListRequests(string Assembly) : IQuery<ListRequests.Answer>
{
    /// <inheritdoc />
    public Access Needs => new ReadsMembersPapers(Assembly);

    /// <summary>Requests.</summary>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="Until">The last day for asking, in the rules' zone; null while the assembly has no days.</param>
    /// <param name="Zone">The rules' zone.</param>
    /// <param name="IsPast">Whether it is too late.</param>
    /// <param name="MayAnswer">Whether the reader answers them.</param>
    /// <param name="Requests">The requests.</param>
    public sealed record Answer(string Title, LocalDate? Until, string? Zone, bool IsPast, bool MayAnswer, IReadOnlyList<Row> Requests);

    /// <summary>A request.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Member">The member's code.</param>
    /// <param name="MemberName">The member's name.</param>
    /// <param name="By">Who entered it.</param>
    /// <param name="At">When.</param>
    /// <param name="Title">The title it asks for.</param>
    /// <param name="Kind">What is to be done with it.</param>
    /// <param name="Minutes">How long it would take.</param>
    /// <param name="Text">Its text, Markdown.</param>
    /// <param name="Source">How the secretariat came to know, where it entered it.</param>
    /// <param name="Outcome">What became of it; null while it waits.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ItemNumber">The number of the item it became or went into.</param>
    /// <param name="Documents">Its documents.</param>
    public sealed record Row(
        Id<ItemRequest> Id,
        string Member,
        string MemberName,
        string By,
        Instant At,
        string Title,
        ItemKind Kind,
        int Minutes,
        string Text,
        Source? Source,
        RequestOutcome? Outcome,
        string? Reason,
        string? ItemNumber,
        IReadOnlyList<RequestDocument> Documents
    );

    /// <summary>A document of a request.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="FileName">Its name.</param>
    /// <param name="Size">Its size in bytes.</param>
    public sealed record RequestDocument(Id<AgendaDocument> Id, string FileName, long Size);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ListRequests, Answer>
    {
        public async Task<Result<Answer>> Handle(ListRequests query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => new { a.Id, a.Title }).SingleAsync(ct);
            var own = reader.Hats.Select(h => h.Organisation).ToList();
            var all = reader.MayChangeItems(assembly.Id);
            var found = await (
                from r in db.ItemRequests.AsNoTracking()
                join o in db.Organisations on r.Organisation equals o.Id
                join p in db.People on r.By equals p.Id
                where r.Assembly == assembly.Id && (all || own.Contains(r.Organisation))
                orderby r.Answer != null, r.At, r.Id
                select new
                {
                    Request = r,
                    r.Answer,
                    o.Code,
                    o.Name,
                    By = p.Name,
                    Number = r.Answer == null
                        ? null
                        : db.AgendaItems.Where(i => i.Id == r.Answer.Item).Select(i => i.Number).FirstOrDefault(),
                    Documents = db
                        .AgendaDocuments.Where(d => d.Request == r.Id)
                        .OrderBy(d => d.Id)
                        .Select(d => new RequestDocument(d.Id, d.FileName, d.Size))
                        .ToList(),
                }
            ).ToListAsync(ct);
            var deadline = (await db.DeadlinesOf(assembly.Id, ct))?[DeadlineKind.MembersItems];
            return new Answer(
                assembly.Title,
                deadline?.Date,
                deadline?.Zone,
                deadline?.IsPast(clock.GetCurrentInstant()) is true,
                all,
                [
                    .. found.Select(f => new Row(
                        f.Request.Id,
                        f.Code,
                        f.Name,
                        f.By,
                        f.Request.At,
                        f.Request.Title,
                        f.Request.Kind,
                        f.Request.Minutes,
                        f.Request.Text,
                        f.Request.SourceKind is { } kind ? new(kind, f.Request.SourceNote ?? "") : null,
                        f.Answer?.Outcome,
                        f.Answer?.Reason,
                        f.Number,
                        f.Documents
                    )),
                ]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/agenda/requests",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListRequests(code), ct).ToHttp()
            )
            .WithName("listRequests")
            .WithSummary("Members' requests for items")
            .WithDescription("All for those who prepare the agenda, a member's own for its people; the waiting ones first.")
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, AgendaErrors.UnknownAssembly);
}
