using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// The yearbook: every assembly with host, dates, the programme and the decisions that the reader may read; the latest first. The public reads the open programme and
/// public decisions, members more, on the same page. One that was cancelled before it decided anything did not take place: a rehearsal ends so, too.
/// </summary>
/// <param name="After">The code to read on from.</param>
/// <param name="Limit">How many assemblies, 1 to 100.</param>
public sealed record ShowYearbook(string? After, int? Limit) : IQuery<Page<ShowYearbook.Edition>>
{
    /// <summary>The most decisions an edition shows; the rest is a link away.</summary>
    public const int MostDecisions = 100;

    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>An assembly in the yearbook.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Title">For people.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="City">The city's own name.</param>
    /// <param name="Host">The host's own name.</param>
    /// <param name="HostLatin">The same in Latin letters, where it has others.</param>
    /// <param name="FirstDay">The first day of the assembly itself, for everybody, whatever else takes place around it; null where none stands.</param>
    /// <param name="LastDay">The last such day.</param>
    /// <param name="Programme">Meetings with the titles of their sessions, as last published; what is closed is left out.</param>
    /// <param name="Decisions">What was decided, in order, with what took its place since; annulled ones are left out.</param>
    public sealed record Edition(
        string Code,
        string Title,
        AssemblyState State,
        string City,
        string Host,
        string? HostLatin,
        LocalDate? FirstDay,
        LocalDate? LastDay,
        IReadOnlyList<Part> Programme,
        IReadOnlyList<Ruling> Decisions
    );

    /// <summary>A meeting of the programme.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="Day">Its day.</param>
    /// <param name="Sessions">The titles of its sessions.</param>
    public sealed record Part(string Title, LocalDate Day, IReadOnlyList<string> Sessions);

    /// <summary>A decision.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="IsPublic">Whether everybody reads it.</param>
    /// <param name="SupersededBy">The number of the decision that took its place; null while none did.</param>
    /// <param name="OvertakenBy">The later result of its motion that took its place; null while none did.</param>
    public sealed record Ruling(string Number, string Title, bool IsPublic, string? SupersededBy, DecisionLine.Later? OvertakenBy);

    internal sealed class Handler(AssembliesDb db, IMediator mediator, DecisionsSeen seen, Reader reader)
        : IQueryHandler<ShowYearbook, Page<Edition>>
    {
        public async Task<Result<Page<Edition>>> Handle(ShowYearbook query, CancellationToken ct)
        {
            var listed = await mediator.Send(ListAssemblies.All(query.After, query.Limit), ct);
            if (listed.Error is { } error)
            {
                return error;
            }

            var codes = listed.Value!.Items.Select(it => it.Code).ToList();
            var idOf = await db
                .Assemblies.Where(a => codes.Contains(a.Code))
                .ToDictionaryAsync(a => a.Code, a => a.Id, StringComparer.Ordinal, ct);
            var ids = idOf.Values.ToList();
            var days = await db
                .Meetings.Where(m => ids.Contains(m.Assembly) && m.Statutory && m.CancelledAt == null)
                .GroupBy(m => m.Assembly)
                .ToDictionaryAsync(of => of.Key, of => (First: of.Min(m => m.Date), Last: of.Max(m => m.Date)), ct);
            var programmes = await db
                .AgendaVersions.AsNoTracking()
                .Where(v =>
                    ids.Contains(v.Assembly) && !db.AgendaVersions.Any(later => later.Assembly == v.Assembly && later.Number > v.Number)
                )
                .ToDictionaryAsync(v => v.Assembly, v => v.Content, ct);
            var entries = await seen.Entries(ct);
            var placed = entries
                .Where(d => ids.Contains(d.Assembly) && d.Seq != null && d.AnnulledAt == null && d.Seq <= MostDecisions)
                .OrderBy(d => d.Seq)
                .Select(d => new Placed { Entry = d });
            var decisions = (await DecisionRead.Of(placed, entries, db).ToListAsync(ct)).ToLookup(
                it => it.Entry.Assembly,
                it => new Ruling(it.Line.Number!, it.Line.Title, it.Line.IsPublic, it.Line.SupersededBy, it.Line.OvertakenBy)
            );
            return new Page<Edition>(
                [.. listed.Value.Items.Select(Made).Where(it => it.State is not AssemblyState.Cancelled || it.Decisions.Count > 0)],
                listed.Value.Next
            );

            Edition Made(ListAssemblies.Line it)
            {
                var id = idOf[it.Code];
                // Postponed: the days that stand are void.
                var own =
                    it.State is not AssemblyState.Postponed && days.TryGetValue(id, out var held)
                        ? held
                        : default((LocalDate First, LocalDate Last)?);
                return new(
                    it.Code,
                    it.Title,
                    it.State,
                    it.City,
                    it.Host.Name,
                    it.Host.NameLatin,
                    own?.First,
                    own?.Last,
                    programmes.TryGetValue(id, out var agenda) ? Programme(agenda) : [],
                    [.. decisions[id]]
                );
            }
        }

        // By the reader's classes: what is closed has no title here, whoever reads.
        private List<Part> Programme(PublishedAgenda agenda)
        {
            var visible = reader.IsSecretariat
                ? new Visibility(reader.Classes, SeesAll: true, SeesClosed: false, [])
                : Visibility.Of(reader.Classes);
            return
            [
                .. agenda
                    .Meetings.Select(m => new Part(
                        m.Title,
                        m.Start.Date,
                        [
                            .. m
                                .Sessions.Where(s => visible.Sees(m, s) && s.Kind is not SessionKind.Break)
                                .Select(visible.TitleOf)
                                .OfType<string>(),
                        ]
                    ))
                    .Where(part => part.Sessions.Count > 0),
            ];
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "yearbook",
                (string? after, int? limit, IMediator mediator, HttpContext context, CancellationToken ct) =>
                    mediator.Send(new ShowYearbook(after, limit), ct).ToHttp(context)
            )
            .WithName("showYearbook")
            .WithSummary("Read the yearbook")
            .WithDescription(
                "Every assembly with host, dates, programme and decisions, the latest first. The public reads the open programme and public decisions, members more. "
                    + "What was cancelled before it decided anything is left out, so a page can be shorter than its limit. Read on with `after`, or by the "
                    + "Link header."
            );
}
