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

/// <summary>The programme of an assembly as it was last published, with what the reader may see of it; the public sees the open programme.</summary>
public sealed record ShowProgramme(string Assembly) : IQuery<ShowProgramme.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KnowsAgenda(Assembly);

    /// <summary>A programme.</summary>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="State">Where the assembly stands.</param>
    /// <param name="Host">The host's name.</param>
    /// <param name="Venue">The house; null while it is not known.</param>
    /// <param name="City">The city.</param>
    /// <param name="TimeZone">The zone of all its times.</param>
    /// <param name="Version">The published version; null before the first.</param>
    /// <param name="PublishedAt">When that was published.</param>
    /// <param name="Meetings">The meetings the reader may see, in the order of time.</param>
    /// <param name="Gaps">Printed numbers that stay empty, with the reason.</param>
    public sealed record Answer(
        string Code,
        string Title,
        AssemblyState State,
        string Host,
        string? Venue,
        string City,
        string TimeZone,
        int? Version,
        Instant? PublishedAt,
        IReadOnlyList<MeetingRow> Meetings,
        IReadOnlyList<PublishedGap> Gaps
    );

    /// <summary>A meeting.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Audience">Whom it is for.</param>
    /// <param name="Format">How one takes part.</param>
    /// <param name="Date">Its day; null while the assembly is postponed.</param>
    /// <param name="Start">When it begins, by the venue's clock; null likewise.</param>
    /// <param name="End">When it ends, by the venue's clock; null likewise.</param>
    /// <param name="Room">Its room.</param>
    /// <param name="MapLink">Where a map shows it.</param>
    /// <param name="OnlineLink">How to join by video; null for those it is not for, and where it does not take place.</param>
    /// <param name="IsCancelled">Whether it was cancelled.</param>
    /// <param name="Sessions">Its sessions in their order; parallel ones by their letters.</param>
    public sealed record MeetingRow(
        string Key,
        string Title,
        Audience Audience,
        MeetingFormat Format,
        LocalDate? Date,
        LocalTime? Start,
        LocalTime? End,
        string? Room,
        string? MapLink,
        string? OnlineLink,
        bool IsCancelled,
        IReadOnlyList<SessionRow> Sessions
    );

    /// <summary>A session.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Title">What it is called; null where it is closed to the reader.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Hours">When it takes place; null while the assembly is postponed.</param>
    /// <param name="Parallel">Its letter, where it runs beside others.</param>
    /// <param name="Audience">Whom it is for.</param>
    /// <param name="Room">Its room, where it is not the meeting's.</param>
    /// <param name="OnlineLink">How to join it by video, where it has a link of its own; null likewise.</param>
    /// <param name="Presenters">Who speaks.</param>
    /// <param name="IsClosed">Whether it is closed.</param>
    /// <param name="Items">Its items in their order.</param>
    public sealed record SessionRow(
        Id<Session> Id,
        string? Title,
        SessionKind Kind,
        HoursOf? Hours,
        string? Parallel,
        Audience Audience,
        string? Room,
        string? OnlineLink,
        string? Presenters,
        bool IsClosed,
        IReadOnlyList<ItemRow> Items
    );

    /// <summary>When a session takes place.</summary>
    /// <param name="Start">When it starts, by the venue's clock.</param>
    /// <param name="End">When it ends, by the venue's clock.</param>
    /// <param name="DaysOver">Days between the meeting's day and its end: 1 after midnight.</param>
    /// <param name="StartsAt">When it starts.</param>
    public sealed record HoursOf(LocalDateTime Start, LocalDateTime End, int DaysOver, Instant StartsAt);

    /// <summary>An item.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Number">Its printed number.</param>
    /// <param name="Title">Its title; null where it is closed to the reader.</param>
    /// <param name="Kind">What is done with it.</param>
    /// <param name="Minutes">How long it takes.</param>
    /// <param name="Presenters">Who presents it.</param>
    /// <param name="IsClosed">Whether it is closed.</param>
    /// <param name="IsLate">Whether it is subject to the members' vote.</param>
    /// <param name="Documents">How many documents the reader finds at it.</param>
    public sealed record ItemRow(
        Id<AgendaItem> Id,
        string Number,
        string? Title,
        ItemKind Kind,
        int Minutes,
        string? Presenters,
        bool IsClosed,
        bool IsLate,
        int Documents
    );

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowProgramme, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowProgramme query, CancellationToken ct)
        {
            var assembly = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Meetings)
                .Include(a => a.Steps)
                .AsSplitQuery()
                .SingleAsync(a => a.Code == query.Assembly, ct);
            var visibility = await Visibility.Of(db, reader, assembly.Id, ct);
            var newest = await db.NewestVersion(assembly.Id, ct);
            var host = await db.Organisations.Where(o => o.Id == assembly.Host).Select(o => o.Name).SingleAsync(ct);
            var documents = await Documents(assembly.Id, ct);
            var seen = newest is null ? null : visibility.Of(newest.Content);
            var zone = assembly.State is AssemblyState.Postponed ? null : DateTimeZoneProviders.Tzdb[assembly.Place.TimeZone];
            var isOff = assembly.State is AssemblyState.Postponed or AssemblyState.Cancelled;
            return new Answer(
                assembly.Code,
                assembly.Title,
                assembly.State,
                host,
                assembly.Place.Venue,
                assembly.Place.City,
                assembly.Place.TimeZone,
                newest?.Number,
                newest?.PublishedAt,
                [
                    .. (seen?.Meetings ?? []).Select(m =>
                        Row(m, assembly.Meetings.FirstOrDefault(live => live.Id == m.Id), zone, isOff, visibility, documents)
                    ),
                ],
                seen?.Gaps ?? []
            );
        }

        private Task<Dictionary<Id<AgendaItem>, int>> Documents(Id<Assembly> assembly, CancellationToken ct) =>
            (
                from d in db.AgendaDocuments.Where(d => d.Assembly == assembly && d.Kind != DocumentKind.CountryUpdate && d.Item != null)
                group d by d.Item!.Value into one
                select new { one.Key, Count = one.Count() }
            ).ToDictionaryAsync(one => one.Key, one => one.Count, ct);

        // Day, place and hours of a meeting are those of now (none, while no day stands); its sessions those that were published.
        private static MeetingRow Row(
            PublishedMeeting meeting,
            Meeting? live,
            DateTimeZone? zone,
            bool isOff,
            Visibility visibility,
            Dictionary<Id<AgendaItem>, int> documents
        )
        {
            // Nobody is to join what does not take place.
            var joins = !isOff && live is { CancelledAt: null };
            var moved = live is null ? 0 : Period.DaysBetween(meeting.Start.Date, live.Date);
            return new(
                meeting.Key,
                live?.Title ?? meeting.Title,
                live?.Audience ?? meeting.Audience,
                live?.Format ?? meeting.Format,
                zone is null ? null : live?.Date ?? meeting.Start.Date,
                zone is null ? null : live?.Start ?? meeting.Start.TimeOfDay,
                zone is null ? null : live?.End ?? meeting.End.TimeOfDay,
                live?.Room ?? meeting.Room,
                live?.MapLink,
                joins && visibility.MayJoin(live!.Audience) ? live.OnlineLink : null,
                live is null || live.CancelledAt is not null,
                [
                    .. InOrder(meeting.Sessions)
                        .Select(s =>
                            Row(joins ? s : s with { OnlineLink = null }, HoursIn(meeting, s, moved, zone), visibility, documents)
                        ),
                ]
            );
        }

        /// <summary>In the programme's order; parallel sessions by their letters.</summary>
        private static IEnumerable<PublishedSession> InOrder(IEnumerable<PublishedSession> sessions) =>
            sessions
                .Index()
                .OrderBy(s => s.Item.Start)
                .ThenBy(s => s.Item.Parallel, StringComparer.Ordinal)
                .ThenBy(s => s.Index)
                .Select(s => s.Item);

        private static HoursOf? HoursIn(PublishedMeeting meeting, PublishedSession session, int moved, DateTimeZone? zone) =>
            zone is null
                ? null
                : new(
                    session.Start.PlusDays(moved),
                    session.End.PlusDays(moved),
                    Period.DaysBetween(meeting.Start.Date, session.End.Date),
                    session.Start.PlusDays(moved).InZoneLeniently(zone).ToInstant()
                );

        private static SessionRow Row(
            PublishedSession session,
            HoursOf? hours,
            Visibility visibility,
            Dictionary<Id<AgendaItem>, int> documents
        ) =>
            new(
                session.Id,
                session.Title is "" ? null : session.Title,
                session.Kind,
                hours,
                session.Parallel,
                session.Audience,
                session.Room,
                session.OnlineLink,
                session.Presenters,
                session.Closed,
                [
                    .. session.Items.Select(i => new ItemRow(
                        i.Id,
                        i.Number,
                        visibility.Reads(session, i) ? i.Title : null,
                        i.Kind,
                        i.Minutes,
                        i.Presenters,
                        i.Closed || session.Closed,
                        i.Late,
                        visibility.Reads(session, i) ? documents.GetValueOrDefault(i.Id) : 0
                    )),
                ]
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/programme",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowProgramme(code), ct).ToHttp()
            )
            .CachedForPublic()
            .Produces(StatusCodes.Status304NotModified)
            .WithName("showProgramme")
            .WithSummary("The programme of an assembly")
            .WithDescription(
                "As it was last published, with what the reader may see of it: the public sees the open programme. For the public it has an ETag; send "
                    + "If-None-Match to be told that nothing has changed."
            )
            .Refuses(AgendaErrors.UnknownAssembly);
}
