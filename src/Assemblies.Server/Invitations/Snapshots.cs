using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What calendars show of a meeting, a session or the days of an assembly, as they stand now.</summary>
internal static class Snapshots
{
    /// <summary>What a session is called for whoever may not read its subject.</summary>
    public const string Closed = "Closed session";

    /// <summary>A meeting.</summary>
    public static EntrySnapshot Of(Assembly assembly, Meeting meeting) =>
        new(
            meeting.Title,
            meeting.Date + meeting.Start,
            meeting.Date + meeting.End,
            meeting.TimeZone,
            Where(assembly.Place, meeting.Room, meeting.Format),
            meeting.OnlineLink,
            $"{assembly.Title} ({assembly.Code}) in {assembly.Place.CityInWords()}."
        );

    /// <summary>A session of a meeting, on the day that the meeting is now; named as everybody may read it, since guests have the same entry.</summary>
    public static EntrySnapshot Of(Assembly assembly, Meeting meeting, PublishedSession session) =>
        new(
            Visibility.Public.TitleOf(session) ?? Closed,
            session.Start,
            session.End,
            meeting.TimeZone,
            Where(assembly.Place, session.Room ?? meeting.Room, session.Format),
            meeting.OnlineLink,
            $"{meeting.Title}; {assembly.Title} ({assembly.Code}) in {assembly.Place.CityInWords()}."
        );

    /// <summary>The days of the general assembly; null when it has none.</summary>
    public static EntrySnapshot? OfDays(Assembly assembly) =>
        assembly is { D: { } first, D2: { } last }
            ? new(
                assembly.Title,
                first.AtMidnight(),
                last.AtMidnight(),
                assembly.Place.TimeZone,
                assembly.Place.CityInWords(),
                null,
                $"{assembly.Code}, {Clocks.Days(first, last)}."
            )
            : null;

    /// <summary>The entry as it is written for a reader's calendar.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="settings">Our own address and site.</param>
    /// <param name="code">The assembly's code.</param>
    /// <param name="isInvited">Whether the reader is invited: how to join by video is only for them.</param>
    public static CalendarItem ToItem(DiaryEntry entry, DiaryRevision revision, Platform.Settings settings, string code, bool isInvited)
    {
        var seen = revision.Seen;
        var page = new Uri($"{settings.SiteUrl}/assemblies/{code}");
        var online = isInvited && seen.OnlineLink is { } link ? $"Join by video: {link}\n" : "";
        return new()
        {
            Uid = entry.Uid,
            Sequence = revision.Sequence,
            Stamp = revision.Stamp,
            When =
                entry.Kind is EntryKind.Span
                    ? new CalendarTime.AllDay(seen.Start.Date, seen.End.Date)
                    : new CalendarTime.Timed(seen.Start, seen.End, DateTimeZoneProviders.Tzdb[seen.Zone]),
            Summary = seen.Title,
            Location = seen.Place,
            Description = $"{seen.About}\n{online}Programme: {page}",
            Organizer = new(settings.NetworkName, settings.From),
            Url = page,
            Status = entry.CancelledAt is null ? CalendarStatus.Confirmed : CalendarStatus.Cancelled,
        };
    }

    private static string? Where(Domain.Meetings.Place place, string? room, MeetingFormat format)
    {
        if (format is MeetingFormat.Online)
        {
            return "Online";
        }

        string?[] parts = [room, place.Venue, place.Address, place.CityInWords()];
        var there = string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Distinct(StringComparer.Ordinal));
        return format is MeetingFormat.Hybrid ? $"{there}, and online" : there;
    }
}
