using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes;

/// <summary>The places of an assembly's minutes for those who write them: opening, items in the order in which they were dealt with, closing.</summary>
/// <param name="Assembly">Of which assembly.</param>
public sealed record ListMinutesPlaces(string Assembly) : IQuery<ListMinutesPlaces.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <summary>The places.</summary>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="IsClosedFor">Why nothing can be written, in a sentence; null when it can.</param>
    /// <param name="Places">The places, in their order.</param>
    /// <param name="Now">The item that is on; null between items and when no meeting is open.</param>
    /// <param name="Statements">Statements for the record, the first first.</param>
    /// <param name="Members">Members that may have made one.</param>
    public sealed record Answer(
        string Title,
        string? IsClosedFor,
        IReadOnlyList<Place> Places,
        Id<AgendaItem>? Now,
        IReadOnlyList<Statement> Statements,
        IReadOnlyList<Member> Members
    );

    /// <summary>A place.</summary>
    /// <param name="Part">Where.</param>
    /// <param name="Item">At which item; null for opening and closing.</param>
    /// <param name="Number">The item's printed number.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="When">When it was on, in words; null when it was not.</param>
    /// <param name="Closed">Whether it is closed.</param>
    /// <param name="IsWritten">Whether something is written there.</param>
    public sealed record Place(
        MinutesPart Part,
        Id<AgendaItem>? Item,
        string? Number,
        string Title,
        string? When,
        bool Closed,
        bool IsWritten
    );

    /// <summary>A statement for the record.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Item">At which item; null for the assembly as a whole.</param>
    /// <param name="Member">Whose, by name.</param>
    /// <param name="Text">In its words.</param>
    public sealed record Statement(Id<MinutesStatement> Id, Id<AgendaItem>? Item, string Member, string Text);

    /// <summary>A member.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Member(string Code, string Name);

    internal sealed class Handler(AssembliesDb db, MinutesComposer composer) : IQueryHandler<ListMinutesPlaces, Answer>
    {
        public async Task<Result<Answer>> Handle(ListMinutesPlaces query, CancellationToken cancellationToken)
        {
            var opened = await db.OpenMinutes(query.Assembly, cancellationToken);
            var id = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            var content = await composer.Compose(id, cancellationToken);
            return new Answer(
                content.Title,
                opened.Error?.Message,
                [
                    new(MinutesPart.Opening, null, null, "Opening", null, false, content.Opening.Length > 0),
                    .. content
                        .Items()
                        .Select(i => new Place(MinutesPart.Item, i.Id, i.Number, i.Title, i.When, i.Closed, i.Text.Length > 0)),
                    new(MinutesPart.Closing, null, null, "Closing", null, false, content.Closing.Length > 0),
                ],
                await composer.ItemThatIsOn(id, cancellationToken),
                await db
                    .MinutesStatements.Where(s => s.Assembly == id && s.RemovedAt == null)
                    .OrderBy(s => s.At)
                    .ThenBy(s => s.Id)
                    .Join(db.Organisations, s => s.Organisation, o => o.Id, (s, o) => new Statement(s.Id, s.Item, o.Name, s.Text))
                    .ToListAsync(cancellationToken),
                await db
                    .Organisations.Where(o => o.Kind == OrganisationKind.Member)
                    .OrderBy(o => o.Code)
                    .Select(o => new Member(o.Code, o.Name))
                    .ToListAsync(cancellationToken)
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/minutes/places",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListMinutesPlaces(code), ct).ToHttp()
            )
            .WithName("listMinutesPlaces")
            .WithSummary("Where something can be written in the minutes")
            .WithDescription(
                "Opening, items in the order in which they were dealt with, closing; which is on now; statements for the record."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MinutesErrors.KeepersOnly);
}
