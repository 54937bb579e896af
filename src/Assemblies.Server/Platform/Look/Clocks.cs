using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Platform.Look;

/// <summary>Times in words: the venue's first, the reader's beside it when it differs.</summary>
public static class Clocks
{
    private static readonly LocalDatePattern Full = LocalDatePattern.Create("dddd d MMMM uuuu", Words.Culture);
    private static readonly LocalDatePattern NoYear = LocalDatePattern.Create("dddd d MMMM", Words.Culture);
    private static readonly LocalDatePattern DayMonthYear = LocalDatePattern.Create("d MMMM uuuu", Words.Culture);
    private static readonly LocalDatePattern DayMonth = LocalDatePattern.Create("d MMMM", Words.Culture);
    private static readonly LocalDatePattern Brief = LocalDatePattern.Create("ddd d MMMM", Words.Culture);
    private static readonly LocalTimePattern Clock = LocalTimePattern.Create("HH:mm", Words.Culture);
    private static readonly LocalTimePattern ToTheSecond = LocalTimePattern.Create("HH:mm:ss", Words.Culture);

    /// <summary>Where deadlines end, unless the rules say another zone.</summary>
    public static DateTimeZone Brussels { get; } = DateTimeZoneProviders.Tzdb["Europe/Brussels"];

    /// <summary>"Wednesday 21 April 2027".</summary>
    public static string Day(LocalDate date) => Full.Format(date);

    /// <summary>"Wed 21 April", where the year is plain.</summary>
    public static string ShortDay(LocalDate date) => Brief.Format(date);

    /// <summary>"21 to 23 April 2027", "30 March to 1 April 2027".</summary>
    public static string Days(LocalDate from, LocalDate to) =>
        from == to ? DayMonthYear.Format(from)
        : from.Year != to.Year ? $"{DayMonthYear.Format(from)} to {DayMonthYear.Format(to)}"
        : from.Month != to.Month ? $"{DayMonth.Format(from)} to {DayMonthYear.Format(to)}"
        : $"{from.Day} to {DayMonthYear.Format(to)}";

    /// <summary>"14:00".</summary>
    public static string Time(LocalTime time) => Clock.Format(time);

    /// <summary>"15:31:07", by the clock of a zone.</summary>
    public static string Second(Instant at, string zone) => ToTheSecond.Format(at.InZone(DateTimeZoneProviders.Tzdb[zone]).TimeOfDay);

    /// <summary>The zone's city, as people say it: "Ljubljana" for Europe/Ljubljana.</summary>
    public static string CityOf(DateTimeZone zone) =>
        zone.Id is "UTC" or "Etc/UTC" ? "UTC" : zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>"Wednesday 21 April 2027, 14:00 to 18:30"; over midnight the second day is named too.</summary>
    public static string Span(LocalDateTime start, LocalDateTime? end) =>
        end is not { } until ? $"{Day(start.Date)}, {Time(start.TimeOfDay)}"
        : until.Date == start.Date ? $"{Day(start.Date)}, {Time(start.TimeOfDay)} to {Time(until.TimeOfDay)}"
        : $"{Day(start.Date)}, {Time(start.TimeOfDay)} to {NoYear.Format(until.Date)}, {Time(until.TimeOfDay)}";

    /// <summary>"Ljubljana time, the same as in Warsaw" or "Ljubljana time; in Helsinki 15:00 to 19:30".</summary>
    public static string ZoneOf(LocalDateTime start, LocalDateTime? end, DateTimeZone venue, string? place, DateTimeZone reader)
    {
        var said = $"{place ?? CityOf(venue)} time";
        if (string.Equals(reader.Id, venue.Id, StringComparison.Ordinal))
        {
            return said;
        }

        var (there, thereEnd) = (In(reader, start, venue), end is { } until ? In(reader, until, venue) : (LocalDateTime?)null);
        if (there == start && thereEnd == end)
        {
            return $"{said}, the same as in {CityOf(reader)}";
        }

        var hours = thereEnd is { } last ? $"{Time(there.TimeOfDay)} to {Time(last.TimeOfDay)}" : Time(there.TimeOfDay);
        return there.Date == start.Date
            ? $"{said}; in {CityOf(reader)} {hours}"
            : $"{said}; in {CityOf(reader)} {hours} on {NoYear.Format(there.Date)}";
    }

    /// <summary>
    /// One sentence above a programme: "Times are Ljubljana time (CEST, UTC+2). Below each stands your own: Helsinki, one hour later."
    /// </summary>
    public static string Legend(LocalDateTime start, DateTimeZone venue, string? place, DateTimeZone reader)
    {
        var interval = venue.GetZoneInterval(Instant(start, venue));
        var said = $"Times are {place ?? CityOf(venue)} time ({Named(interval.Name)}UTC{Hours(interval.WallOffset)}).";
        var difference = In(reader, start, venue) - start;
        if (string.Equals(reader.Id, venue.Id, StringComparison.Ordinal))
        {
            return said;
        }

        var minutes = (int)difference.ToDuration().TotalMinutes;
        return minutes is 0
            ? $"{said} They are the same in {CityOf(reader)}."
            : $"{said} Below each stands your own: {CityOf(reader)}, {Distance(Math.Abs(minutes))} {(minutes > 0 ? "later" : "earlier")}.";
    }

    /// <summary>The reader's own time below a start, "15:00 in Helsinki"; null when it is the same.</summary>
    public static string? Own(LocalDateTime start, DateTimeZone venue, DateTimeZone reader)
    {
        var there = In(reader, start, venue);
        return there == start ? null
            : there.Date == start.Date ? $"{Time(there.TimeOfDay)} in {CityOf(reader)}"
            : $"{Brief.Format(there.Date)}, {Time(there.TimeOfDay)} in {CityOf(reader)}";
    }

    /// <summary>"Thursday 8 April 2027, 23:59": a deadline's last minute.</summary>
    public static string Deadline(LocalDate day) => $"{Day(day)}, 23:59";

    /// <summary>"Brussels time", and what it is for the reader: "Brussels time (00:59 on the 9th in Helsinki)".</summary>
    public static string DeadlineZone(LocalDate day, DateTimeZone rules, DateTimeZone reader)
    {
        var last = day.At(new LocalTime(23, 59));
        var there = In(reader, last, rules);
        return there == last ? $"{CityOf(rules)} time"
            : there.Date == day ? $"{CityOf(rules)} time ({Time(there.TimeOfDay)} in {CityOf(reader)})"
            : $"{CityOf(rules)} time ({Time(there.TimeOfDay)} on the {Ordinal(there.Day)} in {CityOf(reader)})";
    }

    /// <summary>"10 March 2027, 10:00 in Brussels": something that happened, by the reader's clock.</summary>
    public static string Moment(Instant at, DateTimeZone reader)
    {
        var there = at.InZone(reader).LocalDateTime;
        return $"{DayMonthYear.Format(there.Date)}, {Time(there.TimeOfDay)} in {CityOf(reader)}";
    }

    /// <summary>"10 March 2027, 10:00 in Ljubljana (11:00 in Helsinki)": by the venue's clock, and by the reader's where it differs.</summary>
    public static string Moment(Instant at, DateTimeZone venue, DateTimeZone reader) =>
        Own(at.InZone(venue).LocalDateTime, venue, reader) is { } own ? $"{Moment(at, venue)} ({own})" : Moment(at, venue);

    // A programme never keeps a time that a clock skips or repeats (the domain asks); shown leniently, in case it ever does.
    private static Instant Instant(LocalDateTime local, DateTimeZone zone) => zone.AtLeniently(local).ToInstant();

    private static LocalDateTime In(DateTimeZone reader, LocalDateTime local, DateTimeZone venue) =>
        Instant(local, venue).InZone(reader).LocalDateTime;

    private static string Named(string abbreviation) => char.IsAsciiLetter(abbreviation[0]) ? $"{abbreviation}, " : "";

    private static string Hours(Offset offset) =>
        offset == Offset.Zero ? "" : OffsetPattern.CreateWithInvariantCulture(offset.Seconds % 3600 is 0 ? "+H" : "+H:mm").Format(offset);

    private static string Distance(int minutes) =>
        minutes % 60 is 0
            ? Words.Spelled(minutes / 60, "hour", "hours")
            : $"{Words.Spelled(minutes / 60, "hour", "hours")} {minutes % 60} minutes".Replace("no hours ", "", StringComparison.Ordinal);

    private static string Ordinal(int day) =>
        day switch
        {
            1 or 21 or 31 => $"{day}st",
            2 or 22 => $"{day}nd",
            3 or 23 => $"{day}rd",
            _ => $"{day}th",
        };
}
