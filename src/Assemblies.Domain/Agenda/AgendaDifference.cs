namespace Assemblies.Domain.Agenda;

/// <summary>What sort of change a sentence tells of.</summary>
public enum AgendaChangeKind
{
    /// <summary>A meeting is new, dropped or differs.</summary>
    Meeting,

    /// <summary>A line stands in another place.</summary>
    Moved,

    /// <summary>A line is no longer there.</summary>
    Dropped,

    /// <summary>A line is new.</summary>
    New,

    /// <summary>A line differs in something else than place and time.</summary>
    Changed,

    /// <summary>Lines start at another time.</summary>
    Time,
}

/// <summary>One change between two versions of an agenda.</summary>
/// <param name="Kind">What sort of change it is.</param>
/// <param name="Lines">
/// The lines it speaks of, the one that changed first; empty for meetings. Who may not read one of them must not read the sentence.
/// </param>
/// <param name="Sentence">The change in words.</param>
public sealed record AgendaChange(AgendaChangeKind Kind, IReadOnlyList<Guid> Lines, string Sentence);

/// <summary>What changed between two versions of an agenda, or a version and the draft, in words.</summary>
/// <remarks>
/// As few moves as possible, and the same sentences each time: meetings, what moved, was dropped, is new, what differs line by line, times.
/// A shift of many lines by the same minutes is one sentence. Source: cases.md, C39.
/// </remarks>
public static class AgendaDifference
{
    /// <summary>The changes from one to the other; empty when there are none.</summary>
    public static IReadOnlyList<AgendaChange> Between(AgendaSnapshot before, AgendaSnapshot after)
    {
        var old = before.Lines.ToDictionary(l => l.Id);
        var inOrder = Moves.Staying([.. before.Lines.Select(l => l.Id)], [.. after.Lines.Select(l => l.Id)]);
        var stays = after.Lines.Where(l => inOrder.Contains(l.Id) && old[l.Id].Meeting == l.Meeting).Select(l => l.Id).ToHashSet();
        var common = after.Lines.Where(l => old.ContainsKey(l.Id)).ToArray();
        var kept = after.Lines.Select(l => l.Id).ToHashSet();

        return
        [
            .. MeetingChanges.Between(before, after).Select(s => new AgendaChange(AgendaChangeKind.Meeting, [], s)),
            .. common.Where(l => !stays.Contains(l.Id)).Select(l => Moved(before, old[l.Id], after, l, stays)),
            .. before.Lines.Where(l => !kept.Contains(l.Id)).Select(l => Dropped(before, l)),
            .. after.Lines.Where(l => !old.ContainsKey(l.Id)).Select(l => New(after, l, stays)),
            .. common.SelectMany(l =>
                LineChanges.Between(before, old[l.Id], after, l).Select(s => new AgendaChange(AgendaChangeKind.Changed, [l.Id], s))
            ),
            .. TimeChanges.Between(before, after, stays),
        ];
    }

    private static AgendaChange Moved(AgendaSnapshot before, SnapshotLine old, AgendaSnapshot after, SnapshotLine line, HashSet<Guid> stays)
    {
        var (beside, quoted) = Beside(after, line, stays);
        var way =
            old.Meeting == line.Meeting
                ? beside ?? "to another place"
                : $"from {Title(before, old.Meeting)} to {Title(after, line.Meeting)}" + (beside is null ? "" : $", {beside}");
        return new(AgendaChangeKind.Moved, [line.Id, .. quoted], Words.Sentence($"{after.Full(line)} moved {way}."));
    }

    private static AgendaChange Dropped(AgendaSnapshot before, SnapshotLine line)
    {
        var rest = line.Number is null ? "" : "; its number stays empty";
        return new(AgendaChangeKind.Dropped, [line.Id], Words.Sentence($"{before.Full(line)} is dropped{rest}."));
    }

    private static AgendaChange New(AgendaSnapshot after, SnapshotLine line, HashSet<Guid> stays)
    {
        var (beside, quoted) = Beside(after, line, stays);
        var place = $", {beside ?? $"in {Title(after, line.Meeting)}"}";
        var sentence =
            line.Number is null ? $"New: {Words.Quote(line.Title)} at {Words.Time(line.Start.TimeOfDay)}{place}."
            : line.IsLate ? $"New {after.Full(line)}, late: subject to the members’ vote."
            : $"New {after.Full(line)}{place}.";
        return new(AgendaChangeKind.New, [line.Id, .. quoted], sentence);
    }

    /// <summary>
    /// Where a line stands among those of its meeting that stayed: before the next item, after the one before, else by a title, which is then
    /// among what the sentence speaks of. What is closed is never quoted: most readers would lose the sentence with it.
    /// </summary>
    private static (string? Words, Guid[] Quoted) Beside(AgendaSnapshot after, SnapshotLine line, HashSet<Guid> stays)
    {
        var lines = after
            .Lines.Where(l =>
                l.Id == line.Id || (l.Meeting == line.Meeting && stays.Contains(l.Id) && (l.Number is not null || !l.IsClosed))
            )
            .ToArray();
        var place = Array.FindIndex(lines, l => l.Id == line.Id);
        var next = place + 1 < lines.Length ? lines[place + 1] : null;
        var last = place > 0 ? lines[place - 1] : null;
        return next?.Number is not null ? ($"before {after.Short(next)}", [])
            : last?.Number is not null ? ($"after {after.Short(last)}", [])
            : next is not null ? ($"before {after.Short(next)}", [next.Id])
            : last is not null ? ($"after {after.Short(last)}", [last.Id])
            : (null, []);
    }

    private static string Title(AgendaSnapshot agenda, Guid meeting) =>
        agenda.Meetings.FirstOrDefault(m => m.Id == meeting) is { } found ? Words.Quote(found.Title) : "another meeting";
}
