using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.TimeZones;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>A zone that changes its clocks at 01:00 UTC on the last Sundays of March and October, written as a VTIMEZONE.</summary>
/// <remarks>
/// The definitions are fixed, so that the same item gives the same text in another year. Each use is proved against the zone data first
/// (<see cref="For"/>): should a country leave the rule, its times go out in UTC until the table is mended. Dublin is GMT with a summer
/// hour here, not Irish time with the negative winter hour of the zone data, which calendars misread.
/// </remarks>
internal sealed record ZoneDefinition(string Id, Offset Winter, string WinterName, string SummerName)
{
    /// <summary>How many years before and after an item the zone data must agree.</summary>
    private const int YearsProved = 2;

    /// <summary>Every zone that has a definition, by its id.</summary>
    public static IReadOnlyDictionary<string, ZoneDefinition> All { get; } =
        new[]
        {
            Zones(0, "WET", "WEST", "Europe/Lisbon Atlantic/Canary Atlantic/Faroe Atlantic/Madeira"),
            Zones(0, "GMT", "BST", "Europe/London"),
            Zones(0, "GMT", "IST", "Europe/Dublin"),
            Zones(
                1,
                "CET",
                "CEST",
                "Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest "
                    + "Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco "
                    + "Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje "
                    + "Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb Europe/Zurich"
            ),
            Zones(
                2,
                "EET",
                "EEST",
                "Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kyiv Europe/Mariehamn Europe/Riga Europe/Sofia "
                    + "Europe/Tallinn Europe/Vilnius"
            ),
        }
            .SelectMany(zones => zones)
            .ToDictionary(zone => zone.Id, StringComparer.Ordinal);

    private Offset Summer => Winter + Offset.FromHours(1);

    /// <summary>The definition for items from one year to another; null when there is none or the zone data disagrees: then write UTC.</summary>
    public static ZoneDefinition? For(DateTimeZone zone, int firstYear, int lastYear) =>
        All.TryGetValue(zone.Id, out var definition) && definition.Agrees(zone, firstYear - YearsProved, lastYear + YearsProved)
            ? definition
            : null;

    /// <summary>The component, to stand before the events that refer to it.</summary>
    public VTimeZone ToComponent()
    {
        var component = new VTimeZone(Id);
        component.Children.Add(Rule("DAYLIGHT", SummerName, FirstSummer, Winter, Summer));
        component.Children.Add(Rule("STANDARD", WinterName, FirstWinter, Summer, Winter));
        return component;
    }

    /// <summary>Whether the zone's clock shows what this definition says, from the first day of one year to the last of another.</summary>
    internal bool Agrees(DateTimeZone zone, int firstYear, int lastYear)
    {
        var period = new Interval(YearStart(firstYear), YearStart(lastYear + 1));
        var shown = zone.GetZoneIntervals(period, ZoneEqualityComparer.Options.OnlyMatchWallOffset).ToArray();
        var said = Enumerable
            .Range(firstYear, lastYear - firstYear + 1)
            .SelectMany(year => new[] { (ChangeIn(year, 3), Summer), (ChangeIn(year, 10), Winter) });

        return shown[0].WallOffset == Winter && shown.Skip(1).Select(interval => (interval.Start, interval.WallOffset)).SequenceEqual(said);
    }

    // The European rule is older in no member state than 1996; RRULEs count from there.
    private static Instant FirstSummer => ChangeIn(1996, 3);

    private static Instant FirstWinter => ChangeIn(1996, 10);

    private static IEnumerable<ZoneDefinition> Zones(int winterHours, string winterName, string summerName, string ids) =>
        ids.Split(' ').Select(id => new ZoneDefinition(id, Offset.FromHours(winterHours), winterName, summerName));

    private static VTimeZoneInfo Rule(string kind, string name, Instant first, Offset from, Offset to)
    {
        var start = first.WithOffset(from);
        return new VTimeZoneInfo(kind)
        {
            DtStart = new CalDateTime(start.Date.ToDateOnly(), start.TimeOfDay.ToTimeOnly(), tzId: null),
            OffsetFrom = new UtcOffset(from.ToTimeSpan()),
            OffsetTo = new UtcOffset(to.ToTimeSpan()),
            TimeZoneName = name,
            RecurrenceRule = new RecurrenceRule(FrequencyType.Yearly)
            {
                ByMonth = [start.Month],
                ByDay = [new WeekDay(DayOfWeek.Sunday, -1)],
            },
        };
    }

    private static Instant ChangeIn(int year, int month) =>
        new LocalDate(year, month, 31).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Sunday)).At(new LocalTime(1, 0)).InUtc().ToInstant();

    private static Instant YearStart(int year) => Instant.FromUtc(year, 1, 1, 0, 0);
}
