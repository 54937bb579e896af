using Assemblies.Domain.Agenda;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>Where a line of the programme stands on the day.</summary>
public enum LineState
{
    /// <summary>It was on, and is over.</summary>
    Done,

    /// <summary>It is on, or interrupted by a break.</summary>
    Now,

    /// <summary>It is still to come.</summary>
    Next,

    /// <summary>It was passed over; it can still be taken up while the meeting is open.</summary>
    Skipped,
}

/// <summary>A line of the running order: an item, or a session as a whole where it has no items or runs beside others.</summary>
/// <param name="Session">The published session.</param>
/// <param name="Item">Its item; null for the session as a whole.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PlannedStart">When it was to start, by the venue's clock.</param>
/// <param name="PlannedEnd">When it was to end.</param>
/// <param name="Start">When it started, or is expected to; whole minutes.</param>
/// <param name="End">When it ended, or is expected to.</param>
public sealed record RunningLine(
    PublishedSession Session,
    PublishedItem? Item,
    LineState State,
    LocalDateTime PlannedStart,
    LocalDateTime PlannedEnd,
    LocalDateTime Start,
    LocalDateTime End
)
{
    /// <summary>The first fixed start below it that it runs into; null when it runs into none.</summary>
    public LocalDateTime? RunsInto { get; init; }

    /// <summary>How many minutes it runs into that; 0 when it does not.</summary>
    public int Overrun => RunsInto is { } set ? RunningOrder.Minutes(set, End) : 0;

    /// <summary>Of its item, else of its session.</summary>
    public Guid Id => Item?.Id.Value ?? Session.Id.Value;

    /// <summary>How many minutes later than planned it starts; negative when earlier.</summary>
    public int Late => RunningOrder.Minutes(PlannedStart, Start);

    /// <summary>"10 minutes later than planned"; null when it is on time, or was passed over.</summary>
    public string? Delay => State is LineState.Skipped ? null : RunningOrder.DelayOf(Late);

    /// <summary>"Would end at 12:40, ten minutes after what is fixed at 12:30 is to start."; null when it runs into nothing.</summary>
    public string? OverrunInWords =>
        RunsInto is { } set
            ? $"Would end at {Words.Time(End.TimeOfDay)}, {Words.Duration(Overrun)} after what is fixed at {Words.Time(set.TimeOfDay)} is to start."
            : null;
}
