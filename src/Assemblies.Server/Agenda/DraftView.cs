using System.Text.Json.Serialization;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Http;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>The draft of an agenda with its times worked out, as its editors see it.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Title">The assembly's title.</param>
/// <param name="TimeZone">The zone of all its times.</param>
/// <param name="Version">The draft's version: its ETag.</param>
/// <param name="Published">The newest published version; null before the first.</param>
/// <param name="SavedAt">When it was last saved.</param>
/// <param name="SavedBy">By whom, by name; null for nobody yet.</param>
/// <param name="CanBePublished">Whether nothing stands against publishing.</param>
/// <param name="Meetings">The meetings in the order of time.</param>
/// <param name="Stranded">Meetings that were cancelled, with the sessions that nobody has laid into another: they are not published.</param>
/// <param name="Gaps">Printed numbers that stay empty; for those who may read every item.</param>
/// <remarks>To an organiser who may not read what is closed, it has time and number and an empty title, as in what is published.</remarks>
public sealed record DraftView(
    string Code,
    string Title,
    string TimeZone,
    long Version,
    int? Published,
    Instant? SavedAt,
    string? SavedBy,
    bool CanBePublished,
    IReadOnlyList<DraftMeeting> Meetings,
    IReadOnlyList<DraftMeeting> Stranded,
    IReadOnlyList<PublishedGap> Gaps
) : IVersioned
{
    internal static DraftView Of(OpenDraft open, Visibility sight, string? savedBy = null)
    {
        var (assembly, draft) = open;
        return new(
            assembly.Code,
            assembly.Title,
            assembly.Place.TimeZone,
            draft.Version,
            draft.Published,
            draft.SavedAt,
            savedBy,
            draft.RefusesPublishing() is null,
            [.. assembly.Meetings.Where(m => m.CancelledAt is null).OrderBy(m => m.StartsAt).Select(m => DraftMeeting.Of(draft, m, sight))],
            [.. draft.Stranded.Select(s => s.Of).Distinct().Select(m => DraftMeeting.Of(draft, m, sight))],
            sight.SeesClosed ? [.. draft.Numbering.Gaps.Select(g => new PublishedGap($"{g.Number}", new(g.Item), g.Sentence))] : []
        );
    }
}

/// <summary>A meeting of the draft.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Statutory">Whether it is part of the general assembly.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Start">When it begins, by the venue's clock.</param>
/// <param name="End">When it is to end.</param>
/// <param name="Sessions">Its sessions in their order.</param>
/// <param name="Findings">Overruns, contradictions, idle time.</param>
public sealed record DraftMeeting(
    Id<Meeting> Id,
    string Key,
    string Title,
    bool Statutory,
    Audience Audience,
    LocalDateTime Start,
    LocalDateTime End,
    IReadOnlyList<DraftSession> Sessions,
    IReadOnlyList<DraftFinding> Findings
)
{
    internal static DraftMeeting Of(AgendaDraft draft, Meeting meeting, Visibility sight)
    {
        // What a finding quotes follows the reader too.
        var names = draft.In(meeting.Id).ToDictionary(s => s.Id.Value, s => DraftSession.NameFor(s, sight));
        var whole = draft.TimesOf(meeting);
        var times = Timetable.Of(whole.Start, [.. whole.Lines.Select(l => l with { Title = names[l.Id] })], whole.Until);
        return new(
            meeting.Id,
            meeting.Key,
            meeting.Title,
            meeting.Statutory,
            meeting.Audience,
            meeting.Date + meeting.Start,
            meeting.Date + meeting.End,
            [.. draft.In(meeting.Id).Select(s => DraftSession.Of(s, times[s.Id.Value], sight))],
            [.. times.Findings.Select(f => new DraftFinding(f.Kind, new(f.Line), f.Minutes, f.BlocksPublishing, f.Sentence))]
        );
    }
}

/// <summary>What is wrong with, or worth a look in, the times of a meeting.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Session">The session it is shown at.</param>
/// <param name="Minutes">How many minutes over, too early or idle.</param>
/// <param name="BlocksPublishing">Whether the agenda cannot be published before it is mended.</param>
/// <param name="Sentence">It in words, with what to do.</param>
public sealed record DraftFinding(TimetableFindingKind Kind, Id<Session> Session, int Minutes, bool BlocksPublishing, string Sentence);

/// <summary>A session of the draft.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called: its own title, else its items'.</param>
/// <param name="Start">When it starts, by the venue's clock.</param>
/// <param name="End">When it ends.</param>
/// <param name="Plan">What was entered.</param>
/// <param name="Length">How many minutes it takes.</param>
/// <param name="Items">Its items in their order.</param>
public sealed record DraftSession(
    Id<Session> Id,
    string Name,
    LocalDateTime Start,
    LocalDateTime End,
    SessionBody Plan,
    int Length,
    IReadOnlyList<DraftItem> Items
)
{
    /// <summary>Whether it is for those who prepare the agenda: the host prepares sessions that are open and have no items.</summary>
    [JsonIgnore]
    public bool HasAgenda => Items.Count > 0 || Plan.Closed;

    internal static DraftSession Of(Session session, TimetableSlot slot, Visibility sight)
    {
        var reads = !session.Closed || sight.SeesClosed;
        return new(
            session.Id,
            NameFor(session, sight),
            slot.Start,
            slot.End,
            new(
                reads || session.Title is null ? session.Title : "",
                session.Kind,
                session.Minutes,
                session.FixedStart,
                session.FixedDay,
                session.Parallel,
                session.Audience,
                session.Format,
                session.Room,
                reads ? session.OnlineLink : null,
                reads ? session.Presenters : null,
                session.Closed
            ),
            session.Length,
            [.. session.Items.Select(i => reads && sight.Reads(i) ? DraftItem.Of(i) : DraftItem.Closed(i))]
        );
    }

    internal static string NameFor(Session session, Visibility sight) =>
        session.Closed && !sight.SeesClosed
            ? "Closed session"
            : session.Title ?? string.Join("; ", session.Items.Select(i => sight.Reads(i) ? i.Title : "Closed item"));
}

/// <summary>An item of the draft.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="IsPrinted">Whether a published version printed the number: then it stays.</param>
/// <param name="Plan">What was entered.</param>
/// <param name="TextVersion">The version of its text.</param>
public sealed record DraftItem(Id<AgendaItem> Id, string Number, bool IsPrinted, ItemBody Plan, long TextVersion)
{
    internal static DraftItem Of(AgendaItem item) =>
        new(
            item.Id,
            item.Number ?? "",
            item.PrintedIn is not null,
            new(item.Title, item.Minutes, item.Kind, item.Presenters, item.RuleType, item.Closed, item.Late),
            item.TextVersion
        );

    internal static DraftItem Closed(AgendaItem item) =>
        Of(item) with
        {
            Plan = new("", item.Minutes, item.Kind, Closed: item.Closed, Late: item.Late),
        };
}
