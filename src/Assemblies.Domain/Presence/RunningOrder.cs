using Assemblies.Domain.Agenda;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>
/// The programme of a meeting as it really runs: what is done, what is on, and when the rest is to be expected. What takes longer, and every break,
/// moves what follows; a fixed start does not move earlier, and until its time has come not later either: what would run into it says so.
/// </summary>
/// <remarks>
/// Worked out from the published agenda and the steps of the sitting, never stored. Whole minutes of the venue's clock. An item is a line of its
/// own; parallel sessions run together and are on, or over, together. Source: DESIGN.md, The house; the times are <see cref="Timetable"/>'s.
/// </remarks>
public sealed class RunningOrder
{
    private readonly List<List<RunningLine>> blocks;

    private RunningOrder(List<List<RunningLine>> blocks, LocalDateTime plannedEnd) => (this.blocks, PlannedEnd) = (blocks, plannedEnd);

    /// <summary>All lines in the order of the programme; parallel sessions by their letters.</summary>
    public IReadOnlyList<RunningLine> Lines => [.. blocks.SelectMany(block => block)];

    /// <summary>What is on: one line, or all parallel sessions; empty between lines.</summary>
    public IReadOnlyList<RunningLine> Now => blocks.Find(block => block[0].State is LineState.Now) ?? [];

    /// <summary>What comes next: one line, or all parallel sessions; empty at the end.</summary>
    public IReadOnlyList<RunningLine> Next => blocks.Find(block => block[0].State is LineState.Next) ?? [];

    /// <summary>When the meeting was to end, by the venue's clock.</summary>
    public LocalDateTime PlannedEnd { get; }

    /// <summary>When the last line is expected to end; the planned end when there are none to come.</summary>
    public LocalDateTime End =>
        Lines.Where(l => l.State is LineState.Now or LineState.Next).Select(l => (LocalDateTime?)l.End).Max() ?? PlannedEnd;

    /// <summary>How many minutes after its planned end the meeting is expected to end; 0 when it is not.</summary>
    public int OverEnd => Math.Max(0, Minutes(PlannedEnd, End));

    /// <summary>Works it out.</summary>
    /// <param name="meeting">The meeting as it was last published.</param>
    /// <param name="sitting">Where it stands. Steps on lines that the published agenda has no longer are passed over.</param>
    /// <param name="now">The moment of asking.</param>
    public static RunningOrder Of(PublishedMeeting meeting, Sitting sitting, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb[sitting.Of.TimeZone];
        var moved = Period.DaysBetween(meeting.Start.Date, sitting.Of.Date);
        var plan = Planned(meeting, moved);
        var record = RunRecord.Of(sitting, zone);
        var clock = RunRecord.Minute(now, zone);
        var current = sitting.Now is { } on ? plan.FindIndex(b => b.Holds(on.Session, on.Item)) : -1;
        var reached = current >= 0 ? current : plan.FindLastIndex(b => record.Last is { } last && b.Holds(last.Session, last.Item));
        var lines = plan.Select((block, index) => block.As(StateOf(index), record)).ToList();
        if (sitting.IsOpen)
        {
            var ran = current < 0 ? 0 : record.Ran(plan[current], clock);
            var begin =
                // What is on ends when the rest of its minutes is over, counted from now, or from the end of the break that interrupts it.
                sitting.Break
                    is { Session: null } called
                    ? LocalDateTime.Max(clock, record.Local(called.Until))
                // Nothing is taken up before the meeting was to begin, though it may be open.
                : record.Last is null ? LocalDateTime.Max(clock, meeting.Start.PlusDays(moved))
                : clock;
            Expect(lines, ran, begin);
        }

        return new(lines, meeting.End.PlusDays(moved));

        LineState StateOf(int index) =>
            index == current ? LineState.Now
            : record.Has(plan[index]) ? LineState.Done
            : index < reached && plan[index].PassesByItself ? LineState.Done
            : index < reached || sitting.State is SittingState.Closed ? LineState.Skipped
            : LineState.Next;
    }

    /// <summary>Whether a session is a pause: taking it up begins a break.</summary>
    public static bool IsPause(PublishedSession session) =>
        session.Kind is SessionKind.Break or SessionKind.Social && session.Items.Count == 0;

    /// <summary>How many minutes a session is planned to last.</summary>
    public static int Length(PublishedSession session) => Minutes(session.Start, session.End);

    /// <summary>"10 minutes later than planned", "five minutes earlier than planned"; null for 0.</summary>
    public static string? DelayOf(int minutes) =>
        minutes == 0 ? null : $"{Words.Duration(Math.Abs(minutes))} {(minutes > 0 ? "later" : "earlier")} than planned";

    internal static int Minutes(LocalDateTime from, LocalDateTime to) => (int)Period.Between(from, to, PeriodUnits.Minutes).Minutes;

    private static List<PlannedBlock> Planned(PublishedMeeting meeting, int moved)
    {
        var blocks = new List<PlannedBlock>();
        foreach (var session in meeting.Sessions)
        {
            var isBesideLast =
                session.Parallel is { } letter
                && blocks.Count > 0
                && blocks[^1].Lines.All(l => l.Session.Parallel is { } other && other != letter);
            if (isBesideLast)
            {
                blocks[^1].Lines.Add(PlannedLine.Whole(session, moved));
            }
            else if (session.Items.Count == 0 || session.Parallel is not null)
            {
                blocks.Add(new([PlannedLine.Whole(session, moved)]));
            }
            else
            {
                blocks.AddRange(PlannedLine.Items(session, moved).Select(line => new PlannedBlock([line])));
            }
        }

        return [.. blocks.Select(b => new PlannedBlock([.. b.Lines.OrderBy(l => l.Session.Parallel, StringComparer.Ordinal)]))];
    }

    /// <summary>Puts the expected times to what is on, which has run so many minutes, and to what comes.</summary>
    private static void Expect(List<List<RunningLine>> blocks, int ran, LocalDateTime begin)
    {
        var on = blocks.Where(block => block[0].State is LineState.Now).SelectMany(block => block);
        var next = blocks.Where(block => block[0].State is LineState.Next).SelectMany(block => block);
        List<TimetableLine> coming = [.. on.Select(line => Rest(line, ran)), .. next.Select(line => Coming(line, begin))];
        var times = Timetable.Of(begin, coming);
        var fixedStarts = times.Slots.Where(s => s.Line.FixedStart is not null).Select(s => s.Start).ToList();
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Count; i++)
            {
                block[i] = block[i].State switch
                {
                    LineState.Now => block[i] with { End = times[block[i].Id].End },
                    LineState.Next => block[i] with { Start = times[block[i].Id].Start, End = times[block[i].Id].End },
                    _ => block[i],
                };
            }
        }

        // All that lies above a fixed start has to be over by then.
        foreach (var start in fixedStarts)
        {
            foreach (var block in blocks.TakeWhile(b => !b.Exists(l => l.State is LineState.Next && l.Session.IsFixed && l.Start == start)))
            {
                for (var i = 0; i < block.Count; i++)
                {
                    var isOver = block[i] is { State: LineState.Now or LineState.Next, RunsInto: null } && block[i].End > start;
                    block[i] = isOver ? block[i] with { RunsInto = start } : block[i];
                }
            }
        }
    }

    private static TimetableLine Rest(RunningLine line, int ran) =>
        new(line.Id, "", Math.Max(0, Minutes(line.PlannedStart, line.PlannedEnd) - ran)) { Parallel = line.Session.Parallel?[0] };

    // A fixed start whose time has gone by binds nobody any more: the line follows those before it.
    private static TimetableLine Coming(RunningLine line, LocalDateTime begin)
    {
        var isFixed = line.Session.IsFixed && (line.Item is null || line.Item == line.Session.Items[0]) && line.PlannedStart > begin;
        return new(line.Id, "", Minutes(line.PlannedStart, line.PlannedEnd))
        {
            FixedStart = isFixed ? line.PlannedStart.TimeOfDay : null,
            FixedDay = isFixed ? Period.DaysBetween(begin.Date, line.PlannedStart.Date) : 0,
            Parallel = line.Session.Parallel?[0],
        };
    }
}
