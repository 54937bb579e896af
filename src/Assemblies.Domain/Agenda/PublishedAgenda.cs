using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>A published agenda as a whole: what its version keeps for good, times worked out.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Title">The assembly's title.</param>
/// <param name="TimeZone">The zone of all its times.</param>
/// <param name="Meetings">Its meetings in the order of time.</param>
/// <param name="Gaps">Printed numbers that stay empty, with the reason.</param>
public sealed record PublishedAgenda(
    string Code,
    string Title,
    string TimeZone,
    IReadOnlyList<PublishedMeeting> Meetings,
    IReadOnlyList<PublishedGap> Gaps
)
{
    /// <summary>The draft as it would be published now.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="draft">Its draft, sessions with their meetings.</param>
    /// <param name="documents">The documents of its items, by item.</param>
    public static PublishedAgenda Of(Assembly assembly, AgendaDraft draft, ILookup<Id<AgendaItem>, PublishedDocument> documents)
    {
        var meetings = assembly
            .Meetings.Where(m => m.CancelledAt is null)
            .OrderBy(m => m.StartsAt)
            .Select(meeting =>
            {
                var times = draft.TimesOf(meeting);
                return new PublishedMeeting(
                    meeting.Id,
                    meeting.Key,
                    meeting.Title,
                    meeting.Statutory,
                    meeting.Audience,
                    meeting.Format,
                    meeting.Date + meeting.Start,
                    meeting.Date + meeting.End,
                    meeting.Room,
                    [.. draft.In(meeting.Id).Select(s => SessionOf(s, times[s.Id.Value], documents))]
                );
            });
        return new(
            assembly.Code,
            assembly.Title,
            assembly.Place.TimeZone,
            [.. meetings],
            [.. draft.Numbering.Gaps.Select(g => new PublishedGap(AgendaItem.Printed(g.Number), new(g.Item), g.Sentence))]
        );
    }

    /// <summary>An item by its id, with its session and meeting; null when it is not on it.</summary>
    public (PublishedMeeting Meeting, PublishedSession Session, PublishedItem Item)? Find(Id<AgendaItem> id)
    {
        foreach (var meeting in Meetings)
        {
            foreach (var session in meeting.Sessions)
            {
                if (session.Items.FirstOrDefault(i => i.Id == id) is { } item)
                {
                    return (meeting, session, item);
                }
            }
        }

        return null;
    }

    /// <summary>The same for comparing: one line a session or item.</summary>
    public AgendaSnapshot ForComparing() =>
        new(
            [
                .. Meetings.Select(m => new SnapshotMeeting(m.Id.Value, m.Title, m.Start, m.Room, AgendaWords.Of(m.Format))
                {
                    End = m.End,
                    IsStatutory = m.Statutory,
                    Audience = AgendaWords.Of(m.Audience),
                }),
            ],
            [.. Meetings.SelectMany(m => m.Sessions.SelectMany(s => SnapshotLines.Of(m, s)))]
        );

    private static PublishedSession SessionOf(Session session, TimetableSlot slot, ILookup<Id<AgendaItem>, PublishedDocument> documents) =>
        new(
            session.Id,
            session.Title,
            session.Kind,
            slot.Start,
            slot.End,
            session.Parallel,
            session.Audience ?? session.Of.Audience,
            session.Format ?? session.Of.Format,
            session.Room,
            session.Presenters,
            session.Closed,
            [
                .. session.Items.Select(i => new PublishedItem(
                    i.Id,
                    i.Number ?? "",
                    i.Title,
                    i.Kind,
                    i.Minutes,
                    i.Presenters,
                    i.RuleType,
                    i.Closed,
                    i.Late,
                    i.Text,
                    [.. documents[i.Id]]
                )),
            ]
        )
        {
            OnlineLink = session.OnlineLink,
            IsFixed = session.FixedStart is not null,
        };
}

/// <summary>A meeting of a published agenda.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key in the assembly.</param>
/// <param name="Title">Its title.</param>
/// <param name="Statutory">Whether it is part of the general assembly.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Format">How one takes part.</param>
/// <param name="Start">When it begins, by the venue's clock.</param>
/// <param name="End">When it ends, by the venue's clock.</param>
/// <param name="Room">Its room.</param>
/// <param name="Sessions">Its sessions in their order.</param>
public sealed record PublishedMeeting(
    Id<Meeting> Id,
    string Key,
    string Title,
    bool Statutory,
    Audience Audience,
    MeetingFormat Format,
    LocalDateTime Start,
    LocalDateTime End,
    string? Room,
    IReadOnlyList<PublishedSession> Sessions
);

/// <summary>A session of a published agenda.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its own title; null when its items say what it is about.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Start">When it starts, by the venue's clock.</param>
/// <param name="End">When it ends.</param>
/// <param name="Parallel">The letter of a parallel session.</param>
/// <param name="Audience">Whom it is for; its meeting's audience where it has none of its own.</param>
/// <param name="Format">How one takes part.</param>
/// <param name="Room">Its room, where it is not the meeting's.</param>
/// <param name="Presenters">Who speaks.</param>
/// <param name="Closed">Whether it is closed as a whole.</param>
/// <param name="Items">Its items in their order.</param>
public sealed record PublishedSession(
    Id<Session> Id,
    string? Title,
    SessionKind Kind,
    LocalDateTime Start,
    LocalDateTime End,
    string? Parallel,
    Audience Audience,
    MeetingFormat Format,
    string? Room,
    string? Presenters,
    bool Closed,
    IReadOnlyList<PublishedItem> Items
)
{
    /// <summary>How to join it by video, where it is not the meeting's; shown to those it is for only.</summary>
    public string? OnlineLink { get; init; }

    /// <summary>Whether it starts at its time whatever comes before it; on the day it does not move earlier.</summary>
    public bool IsFixed { get; init; }
}

/// <summary>An item of a published agenda.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its printed number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What is done with it.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Presenters">Who presents it.</param>
/// <param name="RuleType">The type whose majority the rules name.</param>
/// <param name="Closed">Whether it is closed.</param>
/// <param name="Late">Whether it is subject to the members' vote.</param>
/// <param name="Text">Its text, Markdown; empty when there is none.</param>
/// <param name="Documents">Its documents.</param>
public sealed record PublishedItem(
    Id<AgendaItem> Id,
    string Number,
    string Title,
    ItemKind Kind,
    int Minutes,
    string? Presenters,
    string? RuleType,
    bool Closed,
    bool Late,
    string Text,
    IReadOnlyList<PublishedDocument> Documents
);

/// <summary>A document of a published item.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Hash">SHA-256 of its content, hexadecimal.</param>
/// <param name="First">The id of the first of its revisions, the same for each.</param>
public sealed record PublishedDocument(Id<AgendaDocument> Id, string Title, string Hash, Id<AgendaDocument> First);

/// <summary>A printed number that stays empty.</summary>
/// <param name="Number">The number.</param>
/// <param name="Item">The item that bore it.</param>
/// <param name="Sentence">Why it is missing.</param>
public sealed record PublishedGap(string Number, Id<AgendaItem> Item, string Sentence);
