using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>Which lines start at another time: those that shift together in one sentence.</summary>
internal static class TimeChanges
{
    internal static IEnumerable<AgendaChange> Between(AgendaSnapshot before, AgendaSnapshot after, HashSet<Guid> stays)
    {
        var old = before.Lines.ToDictionary(l => l.Id);
        foreach (var line in after.Lines.Where(l => old.ContainsKey(l.Id) && !stays.Contains(l.Id) && old[l.Id].Start != l.Start))
        {
            yield return Alone(after, old[line.Id], line);
        }

        foreach (var run in Runs(before, after, [.. after.Lines.Where(l => stays.Contains(l.Id))], old))
        {
            yield return run.Lines.Count == 1 ? Alone(after, old[run.Lines[0].Id], run.Lines[0]) : Together(after, run.Lines, run.Minutes);
        }
    }

    private static IEnumerable<(List<SnapshotLine> Lines, int Minutes)> Runs(
        AgendaSnapshot before,
        AgendaSnapshot after,
        IReadOnlyList<SnapshotLine> staying,
        Dictionary<Guid, SnapshotLine> old
    )
    {
        var run = (Lines: new List<SnapshotLine>(), Minutes: 0);
        foreach (var line in staying)
        {
            var minutes = IntoMeeting(after, line) - IntoMeeting(before, old[line.Id]);
            if (run.Lines.Count > 0 && (minutes != run.Minutes || run.Lines[^1].Meeting != line.Meeting))
            {
                yield return run;
                run = ([], 0);
            }

            if (minutes != 0)
            {
                run.Lines.Add(line);
                run.Minutes = minutes;
            }
        }

        if (run.Lines.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>Minutes since the midnight with which the meeting's day begins: a meeting on another day shifts no line.</summary>
    private static int IntoMeeting(AgendaSnapshot agenda, SnapshotLine line)
    {
        var day = agenda.Meetings.FirstOrDefault(m => m.Id == line.Meeting)?.Start.Date ?? line.Start.Date;
        return (int)Period.Between(day.AtMidnight(), line.Start, PeriodUnits.Minutes).Minutes;
    }

    private static AgendaChange Alone(AgendaSnapshot after, SnapshotLine old, SnapshotLine line)
    {
        var (from, to) =
            old.Start.Date == line.Start.Date && old.Meeting == line.Meeting
                ? ("", "")
                : ($"on {Words.Day(old.Start.Date)} ", $"on {Words.Day(line.Start.Date)} ");
        var times =
            $"starts {to}at {Words.Time(line.Start.TimeOfDay)} instead of {from}{(from.Length > 0 ? "at " : "")}{Words.Time(old.Start.TimeOfDay)}";
        return new(AgendaChangeKind.Time, [line.Id], Words.Sentence($"{after.Full(line)} {times}."));
    }

    private static AgendaChange Together(AgendaSnapshot after, List<SnapshotLine> lines, int minutes)
    {
        var (first, last) = (lines[0], lines[^1]);
        var sentence =
            $"From {after.ShortNow(first)} to {after.Short(last)} everything starts "
            + $"{Words.Duration(Math.Abs(minutes))} {(minutes > 0 ? "later" : "earlier")}.";
        return new(AgendaChangeKind.Time, [.. lines.Select(l => l.Id)], sentence);
    }
}
