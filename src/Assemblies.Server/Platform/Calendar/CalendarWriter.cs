using System.Globalization;
using Ical.Net;
using Ical.Net.Serialization;
using NodaTime;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>Writes items as calendars read them. The same items give the same text, octet for octet.</summary>
/// <remarks>
/// The only place that knows Ical.Net. It checks nothing and lets line breaks through parameters, so the writer checks every item,
/// cleans every word and folds anew; guide: RFC 5545, 5546, 7986. A refused item is a bug of the caller: <see cref="ArgumentException"/>.
/// </remarks>
internal static class CalendarWriter
{
    private const string ProductId = "-//Assemblies//Assemblies//EN";

    /// <summary>The invitation or update of one item for its one attendee.</summary>
    public static string Request(CalendarItem item)
    {
        CalendarRules.CheckRequest(item);
        return Write(CalendarMethod.Request, [item]);
    }

    /// <summary>The cancellation of one item for its one attendee: whoever was invited, and is no longer.</summary>
    public static string Cancel(CalendarItem item)
    {
        CalendarRules.CheckCancel(item);
        return Write(CalendarMethod.Cancel, [item with { Status = CalendarStatus.Cancelled, Alarm = null }]);
    }

    /// <summary>A feed to subscribe to, without attendees.</summary>
    /// <param name="items">Each once, in the order given.</param>
    /// <param name="feedName">What calendars call it.</param>
    /// <param name="refresh">How often they should ask again; whole minutes.</param>
    public static string Publish(IReadOnlyList<CalendarItem> items, string feedName, Duration refresh)
    {
        CalendarRules.CheckPublish(items);
        var every = string.Create(CultureInfo.InvariantCulture, $"PT{(long)refresh.TotalMinutes}M");
        return Write(
            CalendarMethod.Publish,
            [.. items.Select(item => item with { Attendee = null })],
            new CalendarProperty("NAME", CleanText.OneLine(feedName)),
            new CalendarProperty("X-WR-CALNAME", CleanText.OneLine(feedName)),
            DurationProperty("REFRESH-INTERVAL", every),
            new CalendarProperty("X-PUBLISHED-TTL", every)
        );
    }

    private static string Write(CalendarMethod method, IReadOnlyList<CalendarItem> items, params IReadOnlyList<CalendarProperty> feed)
    {
        var calendar = new Ical.Net.Calendar
        {
            ProductId = ProductId,
            Scale = "GREGORIAN",
            Method = method.ToString().ToUpperInvariant(),
        };
        foreach (var property in feed)
        {
            calendar.Properties.Add(property);
        }

        // Children are written in the order of their adding: definitions before those who refer to them.
        var entries = items.Select(item => (Item: item, Zone: ZoneOf(item.When))).ToArray();
        foreach (var zone in entries.Select(entry => entry.Zone).OfType<ZoneDefinition>().Distinct())
        {
            calendar.Children.Add(zone.ToComponent());
        }

        foreach (var (item, zone) in entries)
        {
            calendar.Children.Add(CalendarEntry.Of(item, zone));
        }

        return LineFolding.Refold(Serialize(calendar));
    }

    private static string Serialize(Ical.Net.Calendar calendar)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Ical.Net writes numbers as the thread's culture does: under ar-SA the minus of BYDAY=-1SU gets a mark of direction.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

            // A serializer of one's own each time: a shared one is not safe among threads.
            return new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("Ical.Net wrote nothing.");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static ZoneDefinition? ZoneOf(CalendarTime when) =>
        when is CalendarTime.Timed timed ? ZoneDefinition.For(timed.Zone, timed.Start.Year, timed.End.Year) : null;

    private static CalendarProperty DurationProperty(string name, string value)
    {
        var property = new CalendarProperty(name, value);
        property.Parameters.Set("VALUE", "DURATION");
        return property;
    }
}
