using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>Looks through a timetable for overruns, contradictions and idle time.</summary>
internal static class TimetableFindings
{
    /// <summary>The findings in the order of the lines at which they are shown; of one line the graver first.</summary>
    internal static IReadOnlyList<TimetableFinding> In(Timetable timetable)
    {
        var findings = new List<TimetableFinding>();
        var reported = new HashSet<Guid>();
        var latest = timetable.Start;
        for (var index = 0; index < timetable.Blocks.Count; index++)
        {
            var block = timetable.Blocks[index];
            if (block.Slots.Where(s => s.Line.FixedStart is not null).MinBy(s => s.Start) is { } first)
            {
                Contradictions(timetable, index, first, reported, findings);
                if (block.Start > latest)
                {
                    findings.Add(Idle(latest, first));
                }
            }

            latest = LocalDateTime.Max(latest, block.End);
        }

        if (timetable.Slots.FirstOrDefault(s => s.End > timetable.Start.Date.PlusDays(1).AtMidnight()) is { } late)
        {
            var sentence = $"Ends at {late.EndInWords}: the meeting goes on after midnight.";
            findings.Add(
                new(TimetableFindingKind.PastMidnight, late.Line.Id, Minutes(late.Day.PlusDays(1).AtMidnight(), late.End), sentence)
            );
        }

        if (timetable.Until is { } until && timetable.Slots.FirstOrDefault(s => s.End > until) is { } over)
        {
            var minutes = Minutes(until, over.End);
            var sentence =
                $"Ends at {over.EndInWords}, {Words.Duration(minutes)} after the meeting is to end ({Words.Time(until.TimeOfDay)}).";
            findings.Add(new(TimetableFindingKind.PastEnd, over.Line.Id, minutes, sentence));
        }

        var order = timetable.Slots.Select((slot, place) => (slot.Line.Id, place)).ToDictionary(p => p.Id, p => p.place);
        return [.. findings.OrderBy(f => order[f.Line]).ThenBy(f => f.Kind)];
    }

    private static void Contradictions(
        Timetable timetable,
        int index,
        TimetableSlot set,
        HashSet<Guid> reported,
        List<TimetableFinding> findings
    )
    {
        if (set.Start < timetable.Start)
        {
            var early = Minutes(set.Start, timetable.Start);
            var sentence =
                $"Fixed at {Words.Time(set.Start.TimeOfDay)}, {Words.Duration(early)} before the meeting begins. "
                + "Fix a later start, or let the meeting begin earlier.";
            findings.Add(new(TimetableFindingKind.BeforeMeeting, set.Line.Id, early, sentence));
        }

        var isOrderSaid = false;
        foreach (var before in timetable.Blocks.Take(index).SelectMany(b => b.Slots))
        {
            if (before.End <= set.Start || !reported.Add(before.Line.Id))
            {
                continue;
            }

            if (before.Start <= set.Start)
            {
                findings.Add(Overrun(before, set));
            }
            else if (!isOrderSaid)
            {
                isOrderSaid = true;
                findings.Add(OutOfOrder(before, set));
            }
        }
    }

    private static TimetableFinding Overrun(TimetableSlot over, TimetableSlot set)
    {
        var minutes = Minutes(set.Start, over.End);
        var sentence =
            $"Ends at {over.EndInWords}, {Words.Duration(minutes)} into {set.Line.Name}, which is fixed at {Words.Time(set.Start.TimeOfDay)}. "
            + $"Shorten an item before it, or move {set.Line.Name}.";
        return new(TimetableFindingKind.Overrun, over.Line.Id, minutes, sentence);
    }

    private static TimetableFinding OutOfOrder(TimetableSlot before, TimetableSlot set)
    {
        var minutes = Minutes(set.Start, before.Start);
        var sentence =
            $"Fixed at {Words.Time(set.Start.TimeOfDay)}, but {before.Line.Name} stands before it and starts at "
            + $"{Words.Time(before.Start.TimeOfDay)}. Change their order, or fix another start.";
        return new(TimetableFindingKind.OutOfOrder, set.Line.Id, minutes, sentence);
    }

    private static TimetableFinding Idle(LocalDateTime from, TimetableSlot set)
    {
        var minutes = Minutes(from, set.Start);
        var sentence =
            $"Nothing is planned from {Words.Time(from.TimeOfDay)} to {Words.Time(set.Start.TimeOfDay)}, {Words.Duration(minutes)} before {set.Line.Name}.";
        return new(TimetableFindingKind.Idle, set.Line.Id, minutes, sentence);
    }

    private static int Minutes(LocalDateTime from, LocalDateTime to) => (int)Period.Between(from, to, PeriodUnits.Minutes).Minutes;
}
