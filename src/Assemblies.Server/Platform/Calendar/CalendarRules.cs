using System.Text.RegularExpressions;
using NodaTime;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>What an item must be before it is written. Parsers accept worse in silence, and people's calendars then go wrong.</summary>
internal static partial class CalendarRules
{
    /// <summary>One item for one attendee that takes place.</summary>
    public static void CheckRequest(CalendarItem item)
    {
        Check(item);
        Require(item.Attendee is not null, item, "A request addresses one attendee.");
        Require(item.Status is not CalendarStatus.Cancelled, item, "A cancelled item is sent as a cancellation, not as a request.");
    }

    /// <summary>One item for one attendee.</summary>
    public static void CheckCancel(CalendarItem item)
    {
        Check(item);
        Require(item.Attendee is not null, item, "A cancellation addresses one attendee.");
    }

    /// <summary>Any number of items, each once.</summary>
    public static void CheckPublish(IReadOnlyList<CalendarItem> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            Check(item);
            Require(seen.Add(item.Uid), item, "A feed holds an item once.");
        }
    }

    private static void Check(CalendarItem item)
    {
        Require(Uid().IsMatch(item.Uid), item, "A UID is ASCII and of the form guid@domain.");
        Require(item.Sequence >= 0, item, "A SEQUENCE starts at 0.");
        Require(CleanText.OneLine(item.Summary).Length > 0, item, "An item has a title.");
        Require(EndsAfterStart(item.When), item, "An item ends after it starts.");
        Require(item.Url is null or { IsAbsoluteUri: true, Scheme: "https" or "http" }, item, "A URL is absolute, http or https.");
        Require(item.Alarm is null || item.Alarm >= Duration.Zero, item, "An alarm comes before the start.");
        Require(EmailAddress.IsUsable(item.Organizer.Address), item, "The organizer has an address.");
        Require(item.Attendee is null || EmailAddress.IsUsable(item.Attendee.Address), item, "The attendee has an address.");
    }

    private static bool EndsAfterStart(CalendarTime when) =>
        when switch
        {
            CalendarTime.Timed timed => timed.Start.InZoneLeniently(timed.Zone).ToInstant()
                < timed.End.InZoneLeniently(timed.Zone).ToInstant(),
            CalendarTime.AllDay days => days.First <= days.LastInclusive,
            _ => throw new NotSupportedException(),
        };

    private static void Require(bool holds, CalendarItem item, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{rule} (UID {item.Uid})", nameof(item));
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+@[A-Za-z0-9.-]+\z", RegexOptions.None, 200)]
    private static partial Regex Uid();
}
