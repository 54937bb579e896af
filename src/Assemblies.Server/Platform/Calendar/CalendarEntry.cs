using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using IcalDuration = Ical.Net.DataTypes.Duration;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>One checked item as the VEVENT that Ical.Net writes.</summary>
internal static class CalendarEntry
{
    /// <summary>The component; with <paramref name="zone"/> on that zone's clock, without in UTC.</summary>
    public static CalendarEvent Of(CalendarItem item, ZoneDefinition? zone)
    {
        var (start, end) = Times(item.When, zone);
        var entry = new CalendarEvent
        {
            Uid = item.Uid,
            Sequence = item.Sequence,
            DtStamp = Utc(item.Stamp),
            LastModified = Utc(item.Stamp),
            DtStart = start,
            DtEnd = end,
            Summary = CleanText.OneLine(item.Summary),
            Description = Given(CleanText.Lines(item.Description)),
            Location = Given(CleanText.OneLine(item.Location)),
            // Ical.Net writes the original string of a Uri, line breaks included; the absolute one has none.
            Url = item.Url is null ? null : new Uri(item.Url.AbsoluteUri),
            Status = Word(item.Status),
            Transparency = item.When is CalendarTime.AllDay ? "TRANSPARENT" : "OPAQUE", // whole days take up nobody's time
            Class = Word(item.Class),
            Organizer = new Organizer { CommonName = Name(item.Organizer.Name), Value = EmailAddress.Mailto(item.Organizer.Address) },
        };

        if (item.Attendee is { } attendee)
        {
            entry.Attendees.Add(Addressed(attendee));
        }

        if (item.Alarm is { } before)
        {
            entry.Alarms.Add(Reminder(before, entry.Summary));
        }

        return entry;
    }

    private static (CalDateTime Start, CalDateTime End) Times(CalendarTime when, ZoneDefinition? zone) =>
        when switch
        {
            CalendarTime.AllDay days => (Date(days.First), Date(days.LastInclusive.PlusDays(1))), // DTEND is exclusive
            CalendarTime.Timed timed when zone is not null => (Local(timed.Start, zone.Id), Local(timed.End, zone.Id)),
            CalendarTime.Timed timed => (Utc(InstantOf(timed.Start, timed.Zone)), Utc(InstantOf(timed.End, timed.Zone))),
            _ => throw new NotSupportedException(),
        };

    // What RFC 5545 (3.3.5) says of a skipped and of a doubled time is what NodaTime calls lenient.
    private static Instant InstantOf(LocalDateTime local, DateTimeZone zone) => local.InZoneLeniently(zone).ToInstant();

    private static CalDateTime Date(LocalDate date) => new(date.ToDateOnly());

    private static CalDateTime Local(LocalDateTime time, string zoneId) => new(time.Date.ToDateOnly(), time.TimeOfDay.ToTimeOnly(), zoneId);

    private static CalDateTime Utc(Instant instant) => Local(instant.InUtc().LocalDateTime, CalDateTime.UtcTzId);

    private static Attendee Addressed(CalendarAttendee attendee) =>
        new()
        {
            Value = EmailAddress.Mailto(attendee.Address),
            CommonName = Name(attendee.Name),
            Type = "INDIVIDUAL",
            Role = attendee.Role is CalendarRole.Required ? "REQ-PARTICIPANT" : "OPT-PARTICIPANT",
            ParticipationStatus =
                attendee.Participation is CalendarParticipation.NeedsAction ? "NEEDS-ACTION" : Word(attendee.Participation),
            Rsvp = attendee.ExpectsAnswer,
        };

    private static Alarm Reminder(NodaTime.Duration before, string text) =>
        new()
        {
            Action = "DISPLAY",
            Description = text,
            Trigger = new Trigger(new IcalDuration(minutes: -(int)before.TotalMinutes)),
        };

    private static string? Name(string name) => Given(CleanText.Parameter(name));

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToUpperInvariant();
}
