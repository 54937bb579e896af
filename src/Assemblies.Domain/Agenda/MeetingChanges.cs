using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>How the meetings differ.</summary>
internal static class MeetingChanges
{
    internal static IEnumerable<string> Between(AgendaSnapshot before, AgendaSnapshot after)
    {
        var old = before.Meetings.ToDictionary(m => m.Id);
        var kept = after.Meetings.Select(m => m.Id).ToHashSet();
        var gone = before.Meetings.Where(m => !kept.Contains(m.Id)).Select(m => $"The meeting {Words.Quote(m.Title)} is dropped.");
        return gone.Concat(after.Meetings.SelectMany(m => old.TryGetValue(m.Id, out var was) ? Changes(was, m) : [New(m)]));
    }

    private static string New(SnapshotMeeting meeting) => $"New meeting {Words.Quote(meeting.Title)}, on {At(meeting.Start)}.";

    private static IEnumerable<string> Changes(SnapshotMeeting was, SnapshotMeeting now)
    {
        var title = Words.Quote(now.Title);
        if (!string.Equals(was.Title, now.Title, StringComparison.Ordinal))
        {
            yield return $"The meeting {Words.Quote(was.Title)} is now called {title}.";
        }

        if (was.Start.Date != now.Start.Date)
        {
            yield return $"{title} begins on {At(now.Start)} instead of {At(was.Start)}.";
        }
        else if (was.Start != now.Start)
        {
            yield return $"{title} begins at {Words.Time(now.Start.TimeOfDay)} instead of {Words.Time(was.Start.TimeOfDay)}.";
        }

        if (!string.Equals(was.Place, now.Place, StringComparison.Ordinal))
        {
            yield return (was.Place, now.Place) switch
            {
                (null, { } place) => $"The place of {title} is {place}.",
                ({ } place, null) => $"The place of {title} is open again; it was {place}.",
                var (old, place) => $"The place of {title} is now {place}; it was {old}.",
            };
        }

        if (!string.Equals(was.Format, now.Format, StringComparison.Ordinal))
        {
            yield return $"{title} is {now.Format} instead of {was.Format}.";
        }

        foreach (var sentence in Nature(was, now))
        {
            yield return sentence;
        }
    }

    /// <summary>What is said of it beside begin, place and format.</summary>
    private static IEnumerable<string> Nature(SnapshotMeeting was, SnapshotMeeting now)
    {
        var title = Words.Quote(now.Title);
        if (was.End is { } old && now.End is { } end && old.TimeOfDay != end.TimeOfDay)
        {
            yield return $"{title} ends at {Words.Time(end.TimeOfDay)} instead of {Words.Time(old.TimeOfDay)}.";
        }

        if (!was.Audience.ToHashSet(StringComparer.Ordinal).SetEquals(now.Audience))
        {
            yield return $"{title} is now for {Words.List(now.Audience)}; it was for {Words.List(was.Audience)}.";
        }

        if (was.IsStatutory != now.IsStatutory)
        {
            yield return $"{title} is {(now.IsStatutory ? "now" : "no longer")} part of the general assembly.";
        }
    }

    private static string At(LocalDateTime time) => $"{Words.Day(time.Date)} at {Words.Time(time.TimeOfDay)}";
}
