using Assemblies.Domain.Agenda;
using CsCheck;
using NodaTime;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class TimetablePropertyTests
{
    private static readonly LocalDateTime Start = new(2027, 4, 22, 8, 30);

    private static readonly Gen<TimetableLine> LooseLine = Gen.Select(
        Gen.Int[0, 180],
        Gen.Int[0, 7],
        (minutes, letter) => new TimetableLine(Guid.Empty, "Line", minutes) { Parallel = letter < 3 ? (char)('A' + letter) : null }
    );

    private static readonly Gen<TimetableLine> AnyLine = Gen.Select(
        LooseLine,
        Gen.Int[0, 24 * 60 - 1],
        Gen.Int[0, 3],
        (line, minute, chance) => chance == 0 ? line with { FixedStart = LocalTime.Midnight.PlusMinutes(minute) } : line
    );

    private static readonly Gen<TimetableLine[]> LooseLines = LooseLine.Array[0, 12].Select(Keyed);
    private static readonly Gen<TimetableLine[]> AnyLines = AnyLine.Array[0, 12].Select(Keyed);

    [Test]
    public void Without_fixed_starts_every_minute_is_kept_and_one_block_follows_the_other() =>
        LooseLines.Sample(lines =>
        {
            var timetable = Timetable.Of(Start, lines);
            var blocks = timetable.Blocks;
            return Minutes(Start, timetable.End) == blocks.Sum(b => b.Slots.Max(s => s.Line.Minutes))
                && blocks.Zip(blocks.Skip(1)).All(pair => pair.First.End == pair.Second.Start)
                && timetable.CanBePublished;
        });

    [Test]
    public void Every_line_has_one_slot_of_its_length_in_the_given_order() =>
        AnyLines.Sample(lines =>
        {
            var timetable = Timetable.Of(Start, lines);
            var place = lines.Select((line, index) => (line.Id, index)).ToDictionary(p => p.Id, p => p.index);
            var groups = timetable.Blocks.Select(b => b.Slots.Select(s => place[s.Line.Id]).Order().ToArray()).ToArray();
            return groups.SelectMany(g => g).SequenceEqual(Enumerable.Range(0, lines.Length))
                && timetable.Slots.All(s => Minutes(s.Start, s.End) == s.Line.Minutes)
                && timetable.Blocks.All(b => b.Slots.Count == 1 || b.Slots.DistinctBy(s => s.Line.Parallel).Count() == b.Slots.Count);
        });

    [Test]
    public void A_fixed_start_is_kept() =>
        AnyLines.Sample(lines =>
        {
            var timetable = Timetable.Of(Start, lines);
            return lines.Where(l => l.FixedStart is not null).All(l => timetable[l.Id].Start == Start.Date + l.FixedStart!.Value);
        });

    [Test]
    public void What_overlaps_without_being_parallel_is_never_published() =>
        AnyLines.Sample(lines =>
        {
            var timetable = Timetable.Of(Start, lines);
            var overlaps =
                from i in Enumerable.Range(0, timetable.Blocks.Count)
                from j in Enumerable.Range(i + 1, timetable.Blocks.Count - i - 1)
                from one in timetable.Blocks[i].Slots
                from other in timetable.Blocks[j].Slots
                where one.Start < other.End && other.Start < one.End
                select (one, other);
            return !overlaps.Any() || !timetable.CanBePublished;
        });

    [Test]
    public void A_timetable_that_can_be_published_runs_forward() =>
        AnyLines.Sample(lines =>
        {
            var timetable = Timetable.Of(Start, lines);
            return !timetable.CanBePublished
                || timetable.Blocks.Zip(timetable.Blocks.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
        });

    [Test]
    public void Idle_minutes_and_planned_minutes_make_up_the_day() =>
        AnyLines.Sample(lines =>
        {
            var timetable = Timetable.Of(Start, lines);
            var idle = timetable.Findings.Where(f => f.Kind is TimetableFindingKind.Idle).Sum(f => f.Minutes);
            var planned = timetable.Blocks.Sum(b => Minutes(b.Start, b.End));
            return !timetable.CanBePublished || Minutes(Start, timetable.End) == idle + planned;
        });

    [Test]
    public void Shifting_everything_that_follows_moves_just_that_by_just_so_much() =>
        Gen.Select(AnyLines.Where(l => l.Length > 0), Gen.Int[-90, 90], Gen.Int[0, 11])
            .Sample(
                (lines, minutes, pick) =>
                {
                    var before = Timetable.Of(Start, lines);
                    var from = pick % before.Blocks.Count;
                    var after = before.ShiftFrom(before.Blocks[from].Slots[0].Line.Id, minutes, beyondFixed: true);
                    return before
                        .Blocks.SelectMany((block, index) => block.Slots.Select(slot => (slot, Moves: index >= from ? minutes : 0)))
                        .All(p => after[p.slot.Line.Id].Start == p.slot.Start.PlusMinutes(p.Moves));
                }
            );

    [Test]
    public void Shifting_up_to_the_next_fixed_start_leaves_that_and_the_rest_where_they_are() =>
        Gen.Select(AnyLines.Where(l => l.Length > 0), Gen.Int[-90, 90], Gen.Int[0, 11])
            .Sample(
                (lines, minutes, pick) =>
                {
                    var before = Timetable.Of(Start, lines);
                    var from = pick % before.Blocks.Count;
                    var after = before.ShiftFrom(before.Blocks[from].Slots[0].Line.Id, minutes);
                    var until = Enumerable
                        .Range(from + 1, before.Blocks.Count - from - 1)
                        .Where(i => before.Blocks[i].Slots.Any(s => s.Line.FixedStart is not null))
                        .DefaultIfEmpty(before.Blocks.Count)
                        .First();
                    return before
                        .Blocks.SelectMany(
                            (block, index) => block.Slots.Select(slot => (slot, Moves: index >= from && index < until ? minutes : 0))
                        )
                        .All(p => after[p.slot.Line.Id].Start == p.slot.Start.PlusMinutes(p.Moves));
                }
            );

    private static TimetableLine[] Keyed(TimetableLine[] lines) =>
        [.. lines.Select((line, index) => line with { Id = new(index + 1, 0, 0, new byte[8]) })];

    private static int Minutes(LocalDateTime from, LocalDateTime to) => (int)Period.Between(from, to, PeriodUnits.Minutes).Minutes;
}
