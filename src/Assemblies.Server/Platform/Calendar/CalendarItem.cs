using NodaTime;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>One entry as it stands in a revision: what a calendar is told, nothing computed at the time of sending.</summary>
internal sealed record CalendarItem
{
    /// <summary>The same in mail, feeds and downloads, and for every recipient: <c>guid@domain</c>, never an address, title or date.</summary>
    public required string Uid { get; init; }

    /// <summary>The revision's number, from 0; a column, so that a retry repeats it.</summary>
    public required int Sequence { get; init; }

    /// <summary>When the revision was made; a column, written as DTSTAMP and LAST-MODIFIED in whole seconds.</summary>
    public required Instant Stamp { get; init; }

    /// <summary>From when to when.</summary>
    public required CalendarTime When { get; init; }

    /// <summary>The title, on one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Who invites: an address of our own domain, the same as the mail's From.</summary>
    public required CalendarOrganizer Organizer { get; init; }

    /// <summary>Plain text that suffices without the mail; null or blank leaves it out.</summary>
    public string? Description { get; init; }

    /// <summary>The place, on one line; null or blank leaves it out.</summary>
    public string? Location { get; init; }

    /// <summary>An absolute http or https address; null leaves it out.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether it takes place; a cancelled item can be cancelled and published, not requested.</summary>
    public CalendarStatus Status { get; init; } = CalendarStatus.Confirmed;

    /// <summary>Who may see it in a shared calendar.</summary>
    public CalendarClass Class { get; init; } = CalendarClass.Public;

    /// <summary>The one recipient of a request or a cancellation. Never published: the list of members is personal data.</summary>
    public CalendarAttendee? Attendee { get; init; }

    /// <summary>How long before the start a calendar shows a reminder; null for none, and none in a cancellation.</summary>
    public Duration? Alarm { get; init; }
}

/// <summary>When an item is: on the clock of a zone, or whole days.</summary>
internal abstract record CalendarTime
{
    private CalendarTime() { }

    /// <summary>On the clock of <paramref name="Zone"/>; the end is exclusive and later than the start.</summary>
    /// <remarks>A skipped hour counts with the offset before the gap, a doubled one is the first of the two (RFC 5545, 3.3.5).</remarks>
    internal sealed record Timed(LocalDateTime Start, LocalDateTime End, DateTimeZone Zone) : CalendarTime;

    /// <summary>Whole days, the last one included, the same dates in every zone.</summary>
    internal sealed record AllDay(LocalDate First, LocalDate LastInclusive) : CalendarTime;
}

/// <summary>Who invites.</summary>
/// <param name="Name">As people read it; blank leaves it out.</param>
/// <param name="Address">Exactly as it stands in the mail's From.</param>
internal sealed record CalendarOrganizer(string Name, string Address);

/// <summary>Whom a mail's entry addresses.</summary>
/// <param name="Name">As people read it; blank leaves it out.</param>
/// <param name="Address">Exactly the one the mail goes to.</param>
/// <param name="Role">Whether the person is needed.</param>
/// <param name="Participation">The stored answer; <see cref="CalendarParticipation.NeedsAction"/> again after a change of date or time.</param>
/// <param name="ExpectsAnswer">True makes the calendar's own buttons appear.</param>
internal sealed record CalendarAttendee(
    string Name,
    string Address,
    CalendarRole Role = CalendarRole.Required,
    CalendarParticipation Participation = CalendarParticipation.NeedsAction,
    bool ExpectsAnswer = true
);

/// <summary>Whether an item takes place.</summary>
internal enum CalendarStatus
{
    Confirmed,

    /// <summary>Not sure for its reader: a place in line.</summary>
    Tentative,
    Cancelled,
}

/// <summary>Who may see an item in a shared calendar.</summary>
internal enum CalendarClass
{
    Public,
    Private,
}

/// <summary>Whether an attendee is needed.</summary>
internal enum CalendarRole
{
    Required,
    Optional,
}

/// <summary>What an attendee has answered.</summary>
internal enum CalendarParticipation
{
    NeedsAction,
    Accepted,
    Tentative,
    Declined,
}

/// <summary>What a calendar is to do with its items; the same word in the text and in the part's Content-Type.</summary>
internal enum CalendarMethod
{
    Request,
    Cancel,
    Publish,
}
