using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>A meeting as an agenda shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Start">When it begins, by the clock of the venue.</param>
/// <param name="Place">Where it is, in words; null while that is open.</param>
/// <param name="Format">On site, online or hybrid, in words.</param>
public sealed record SnapshotMeeting(Guid Id, string Title, LocalDateTime Start, string? Place, string Format)
{
    /// <summary>When it is to end, by the clock of the venue; null when nobody has said.</summary>
    public LocalDateTime? End { get; init; }

    /// <summary>Whether it is part of the general assembly.</summary>
    public bool IsStatutory { get; init; }

    /// <summary>For whom it is, in words and in the order in which they are shown.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];
}

/// <summary>A document as an agenda lists it.</summary>
/// <param name="Id">Its id, the same for each of its revisions.</param>
/// <param name="Title">Its title.</param>
/// <param name="Hash">The hash of its content.</param>
public sealed record SnapshotDocument(Guid Id, string Title, string Hash);

/// <summary>A line of an agenda as it is read.</summary>
/// <param name="Id">Of the session or item.</param>
/// <param name="Meeting">The meeting it belongs to.</param>
/// <param name="Title">Its title.</param>
/// <param name="Start">When it starts, by the clock of the venue.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Kind">Its kind in words: "decision".</param>
public sealed record SnapshotLine(Guid Id, Guid Meeting, string Title, LocalDateTime Start, int Minutes, string Kind)
{
    /// <summary>Its printed number; null when it has none.</summary>
    public int? Number { get; init; }

    /// <summary>Whether it is marked late.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether only members may follow it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Its letter among parallel sessions; null when it runs alone.</summary>
    public char? Parallel { get; init; }

    /// <summary>Who presents it; null when nobody is named.</summary>
    public string? Presenter { get; init; }

    /// <summary>Its room, where it is not the meeting's.</summary>
    public string? Room { get; init; }

    /// <summary>On site, online or hybrid, in words; null where nobody has said.</summary>
    public string? Format { get; init; }

    /// <summary>How to join it by video; never quoted in a sentence.</summary>
    public string? OnlineLink { get; init; }

    /// <summary>The type whose majority the rules name.</summary>
    public string? RuleType { get; init; }

    /// <summary>Its text; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>For whom it is, in words and in the order in which they are shown.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    /// <summary>Its documents.</summary>
    public IReadOnlyList<SnapshotDocument> Documents { get; init; } = [];
}

/// <summary>An agenda at one moment: a published version or the draft.</summary>
/// <param name="Meetings">Its meetings in their order.</param>
/// <param name="Lines">All lines in the order in which they are printed, meeting after meeting.</param>
public sealed record AgendaSnapshot(IReadOnlyList<SnapshotMeeting> Meetings, IReadOnlyList<SnapshotLine> Lines)
{
    /// <summary>A line in a sentence of its own: "item 9 “Budget”", or its title, with meeting and time where others share the title.</summary>
    internal string Full(SnapshotLine line) => line.Number is { } number ? $"item {number} {Words.Quote(line.Title)}" : Short(line);

    /// <summary>A line beside another: "item 9", or its title.</summary>
    internal string Short(SnapshotLine line) =>
        line.Number is { } number ? $"item {number}"
        : IsAlone(line) ? Words.Quote(line.Title)
        : $"{Words.Quote(line.Title)} ({MeetingOf(line)?.Title}, {Words.Time(line.Start.TimeOfDay)})";

    /// <summary>The same with the time at which it starts now.</summary>
    internal string ShortNow(SnapshotLine line) =>
        line.Number is null && !IsAlone(line)
            ? $"{Words.Quote(line.Title)} ({MeetingOf(line)?.Title}, now at {Words.Time(line.Start.TimeOfDay)})"
            : $"{Short(line)} (now at {Words.Time(line.Start.TimeOfDay)})";

    private bool IsAlone(SnapshotLine line) =>
        Lines.Count(l => l.Number is null && string.Equals(l.Title, line.Title, StringComparison.Ordinal)) == 1;

    /// <summary>A line's meeting; null when it is not among them.</summary>
    internal SnapshotMeeting? MeetingOf(SnapshotLine line) => Meetings.FirstOrDefault(m => m.Id == line.Meeting);
}
