using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>One line of a meeting's programme, before its times are known.</summary>
/// <param name="Id">Of the session or item; one line each.</param>
/// <param name="Title">Its title.</param>
/// <param name="Minutes">How long it takes; 0 for a mark such as "doors open".</param>
public sealed record TimetableLine(Guid Id, string Title, int Minutes)
{
    /// <summary>The printed number of an item; null for what has none.</summary>
    public int? Number { get; init; }

    /// <summary>The local time at which it starts whatever comes before it; null when its start follows from the others.</summary>
    public LocalTime? FixedStart { get; init; }

    /// <summary>Days from the meeting's first day to the fixed start: 1 for half past midnight in a meeting that began the evening before.</summary>
    public int FixedDay { get; init; }

    /// <summary>
    /// The letter of a parallel session, A to Z. Lines that follow each other with different letters run side by side; a letter that comes
    /// again begins the next group.
    /// </summary>
    public char? Parallel { get; init; }

    /// <summary>As a sentence names it: "item 6", or the title of what has no number.</summary>
    internal string Name => Number is { } number ? $"item {number}" : Words.Quote(Title);
}

/// <summary>A line with its times.</summary>
/// <param name="Line">The line.</param>
/// <param name="Day">The day on which the meeting begins.</param>
/// <param name="Start">When it starts, by the clock of the venue.</param>
/// <param name="End">When it ends.</param>
public sealed record TimetableSlot(TimetableLine Line, LocalDate Day, LocalDateTime Start, LocalDateTime End)
{
    /// <summary>Days between the meeting's day and this end; 0 as a rule.</summary>
    public int DaysOver => Period.DaysBetween(Day, End.Date);

    /// <summary>"12:30–14:30"; over midnight "23:30–00:30 +1 day".</summary>
    public string Times => $"{Words.Time(Start.TimeOfDay)}–{EndInWords}";

    /// <summary>"14:30"; after midnight "00:30 +1 day".</summary>
    public string EndInWords =>
        Words.Time(End.TimeOfDay)
        + DaysOver switch
        {
            0 => "",
            1 => " +1 day",
            var days => $" {days:+0;-0} days",
        };
}

/// <summary>What runs at one time: one line, or parallel sessions in the order of their letters.</summary>
/// <param name="Slots">The lines; more than one when they are parallel.</param>
/// <param name="Start">When the first of them starts.</param>
/// <param name="End">When the longest of them ends.</param>
public sealed record TimetableBlock(IReadOnlyList<TimetableSlot> Slots, LocalDateTime Start, LocalDateTime End);

/// <summary>What is wrong with, or worth a look in, a timetable.</summary>
public enum TimetableFindingKind
{
    /// <summary>A line runs into one whose start is fixed. Blocks publishing.</summary>
    Overrun,

    /// <summary>A line's fixed start is earlier than that of a line before it. Blocks publishing.</summary>
    OutOfOrder,

    /// <summary>A line's fixed start is earlier than the meeting. Blocks publishing.</summary>
    BeforeMeeting,

    /// <summary>Nothing is planned before a fixed start.</summary>
    Idle,

    /// <summary>The meeting goes on after midnight.</summary>
    PastMidnight,

    /// <summary>A line ends after the meeting is to end.</summary>
    PastEnd,
}

/// <summary>One finding, at the line where it is shown.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line it is shown at: the one that runs over, or the one whose start is fixed.</param>
/// <param name="Minutes">How many minutes over, too early, too late or idle.</param>
/// <param name="Sentence">It in words, with what to do.</param>
public sealed record TimetableFinding(TimetableFindingKind Kind, Guid Line, int Minutes, string Sentence)
{
    /// <summary>Whether the agenda cannot be published before this is mended.</summary>
    public bool BlocksPublishing =>
        Kind is TimetableFindingKind.Overrun or TimetableFindingKind.OutOfOrder or TimetableFindingKind.BeforeMeeting;
}
