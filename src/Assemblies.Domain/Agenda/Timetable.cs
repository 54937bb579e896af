using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>
/// The times of one meeting: each line starts when the one before it ends, unless its start is fixed. Parallel sessions start together and
/// last as long as the longest of them.
/// </summary>
/// <remarks>
/// Local times of the venue only; whoever needs instants converts with the venue's zone. A line that runs into a fixed start keeps its
/// length and is reported; what follows the fixed one is not pushed by it. Source: DESIGN.md, The house.
/// </remarks>
public sealed class Timetable
{
    private readonly Dictionary<Guid, TimetableSlot> byId;

    private Timetable(LocalDateTime start, IReadOnlyList<TimetableLine> lines, IReadOnlyList<TimetableBlock> blocks, LocalDateTime? until)
    {
        (Start, Lines, Blocks, Until) = (start, lines, blocks, until);
        byId = blocks.SelectMany(b => b.Slots).ToDictionary(s => s.Line.Id);
        Findings = TimetableFindings.In(this);
    }

    /// <summary>When the meeting begins, by the clock of the venue; whole minutes.</summary>
    public LocalDateTime Start { get; }

    /// <summary>When the meeting is to end; null when nobody has said.</summary>
    public LocalDateTime? Until { get; }

    /// <summary>When the last line ends; the start when there are no lines.</summary>
    public LocalDateTime End => Blocks.Count == 0 ? Start : Blocks.Max(b => b.End);

    /// <summary>The lines as they were given.</summary>
    public IReadOnlyList<TimetableLine> Lines { get; }

    /// <summary>What runs, in the order of the lines; parallel sessions by their letters.</summary>
    public IReadOnlyList<TimetableBlock> Blocks { get; }

    /// <summary>Every line with its times, in the order of <see cref="Blocks"/>.</summary>
    public IEnumerable<TimetableSlot> Slots => Blocks.SelectMany(b => b.Slots);

    /// <summary>Overruns, contradictions, idle time; in the order of the lines.</summary>
    public IReadOnlyList<TimetableFinding> Findings { get; }

    /// <summary>Whether nothing stands against publishing.</summary>
    public bool CanBePublished => Findings.All(f => !f.BlocksPublishing);

    /// <summary>The times of a line.</summary>
    /// <exception cref="KeyNotFoundException">The line is not in this timetable.</exception>
    public TimetableSlot this[Guid line] => byId[line];

    /// <summary>Works out the times.</summary>
    /// <param name="start">When the meeting begins, by the clock of the venue.</param>
    /// <param name="lines">The lines in their order.</param>
    /// <param name="until">When the meeting is to end: what lies later is among the findings. Null: nobody has said.</param>
    /// <exception cref="ArgumentException">A line is there twice, takes less than no time or has a letter beyond A to Z: the caller validates.</exception>
    public static Timetable Of(LocalDateTime start, IReadOnlyList<TimetableLine> lines, LocalDateTime? until = null)
    {
        if (lines.FirstOrDefault(l => l.Minutes < 0 || l.Parallel is not (null or (>= 'A' and <= 'Z'))) is { } wrong)
        {
            throw new ArgumentException($"The line {wrong.Id} has no length or no letter a timetable can take.", nameof(lines));
        }

        if (lines.DistinctBy(l => l.Id).Count() != lines.Count)
        {
            throw new ArgumentException("A line has one start: it stands in a timetable once.", nameof(lines));
        }

        var blocks = new List<TimetableBlock>();
        var cursor = start;
        foreach (var group in Groups(lines))
        {
            var begin = group.Min(l => FixedAt(start.Date, l)) ?? cursor;
            var slots = group.Select(line =>
            {
                var from = FixedAt(start.Date, line) ?? begin;
                return new TimetableSlot(line, start.Date, from, from.PlusMinutes(line.Minutes));
            });
            TimetableSlot[] ordered = [.. slots.OrderBy(s => s.Line.Parallel)];
            blocks.Add(new(ordered, begin, ordered.Max(s => s.End)));
            cursor = blocks[^1].End;
        }

        return new(start, lines, blocks, until);
    }

    /// <summary>
    /// Shifts a line and what follows: up to the next fixed start, or beyond it when asked. The line (of parallel ones all) gets a fixed
    /// start, since it no longer follows from the lines before; the shift moves later fixed starts only with <paramref name="beyondFixed"/>.
    /// </summary>
    /// <param name="line">The first line to shift.</param>
    /// <param name="minutes">How much later; negative for earlier, 0 changes nothing.</param>
    /// <param name="beyondFixed">Whether later fixed starts move too, so that everything does.</param>
    /// <returns>The timetable after the shift; its <see cref="Lines"/> are what to store. Overruns it makes are among its findings.</returns>
    /// <exception cref="KeyNotFoundException">The line is not in this timetable.</exception>
    public Timetable ShiftFrom(Guid line, int minutes, bool beyondFixed = false)
    {
        var from = Array.FindIndex([.. Blocks], b => b.Slots.Any(s => s.Line.Id == line));
        if (from < 0)
        {
            throw new KeyNotFoundException($"The line {line} is not in this timetable.");
        }

        if (minutes == 0)
        {
            return this;
        }

        var shifted = new Dictionary<Guid, TimetableLine>();
        foreach (var (block, index) in Blocks.Select((block, index) => (block, index)).Skip(from))
        {
            var anchors = block.Slots.Where(s => s.Line.FixedStart is not null).ToList();
            if (index == from && anchors.Count == 0)
            {
                anchors = [block.Slots[0]];
            }
            else if (index > from && anchors.Count > 0 && !beyondFixed)
            {
                break;
            }

            foreach (var anchor in anchors)
            {
                var at = anchor.Start.PlusMinutes(minutes);
                shifted[anchor.Line.Id] = anchor.Line with
                {
                    FixedStart = at.TimeOfDay,
                    FixedDay = Period.DaysBetween(Start.Date, at.Date),
                };
            }
        }

        return Of(Start, [.. Lines.Select(l => shifted.GetValueOrDefault(l.Id, l))], Until);
    }

    private static List<List<TimetableLine>> Groups(IReadOnlyList<TimetableLine> lines)
    {
        var groups = new List<List<TimetableLine>>();
        foreach (var line in lines)
        {
            var isBesideLast =
                line.Parallel is not null && groups.Count > 0 && groups[^1].All(l => l.Parallel is not null && l.Parallel != line.Parallel);
            if (isBesideLast)
            {
                groups[^1].Add(line);
            }
            else
            {
                groups.Add([line]);
            }
        }

        return groups;
    }

    private static LocalDateTime? FixedAt(LocalDate day, TimetableLine line) =>
        line.FixedStart is { } time ? day.PlusDays(line.FixedDay) + time : null;
}
