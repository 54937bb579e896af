using Assemblies.Domain.Agenda;
using CsCheck;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class AgendaDifferencePropertyTests
{
    private static readonly SnapshotMeeting Day1 = new(Key(1001), "Day 1", new(2027, 4, 22, 8, 30), null, "hybrid");
    private static readonly Gen<int[]> Order = Gen.Int[1, 10].HashSet[0, 8].SelectMany(set => Gen.Shuffle(set.Order().ToArray()));

    [Test]
    public void As_few_lines_move_as_possible() =>
        Gen.Select(Order, Order)
            .Sample(
                (before, after) =>
                {
                    var common = after.Where(before.Contains).ToArray();
                    var moved = Changes(before, after, AgendaChangeKind.Moved).Count;
                    return moved == common.Length - LongestByTrying(before, common);
                }
            );

    [Test]
    public void What_has_not_moved_has_the_same_order_before_and_after() =>
        Gen.Select(Order, Order)
            .Sample(
                (before, after) =>
                {
                    var moved = Changes(before, after, AgendaChangeKind.Moved).Select(c => c.Lines[0]).ToHashSet();
                    return before
                        .Where(n => after.Contains(n) && !moved.Contains(Key(n)))
                        .SequenceEqual(after.Where(n => before.Contains(n) && !moved.Contains(Key(n))));
                }
            );

    [Test]
    public void Each_line_that_came_or_went_has_its_sentence_and_no_other_has() =>
        Gen.Select(Order, Order)
            .Sample(
                (before, after) =>
                    Changes(before, after, AgendaChangeKind.Dropped).Select(c => c.Lines[0]).SequenceEqual(before.Except(after).Select(Key))
                    && Changes(before, after, AgendaChangeKind.New).Select(c => c.Lines[0]).SequenceEqual(after.Except(before).Select(Key))
            );

    [Test]
    public void An_agenda_does_not_differ_from_itself_and_the_words_are_the_same_each_time() =>
        Gen.Select(Order, Order)
            .Sample(
                (before, after) =>
                    AgendaDifference.Between(Agenda(before), Agenda(before)).Count == 0
                    && AgendaDifference
                        .Between(Agenda(before), Agenda(after))
                        .Select(c => c.Sentence)
                        .SequenceEqual(
                            AgendaDifference.Between(Agenda(before), Agenda(after)).Select(c => c.Sentence),
                            StringComparer.Ordinal
                        )
            );

    [Test]
    public void Each_line_whose_time_changed_is_in_one_sentence_about_times() =>
        Gen.Select(Order, Order)
            .Sample(
                (before, after) =>
                {
                    var (old, now) = (Agenda(before), Agenda(after));
                    var shifted = now.Lines.Where(l => old.Lines.Any(o => o.Id == l.Id && o.Start != l.Start)).Select(l => l.Id);
                    return Lines(before, after, AgendaChangeKind.Time).Order().SequenceEqual(shifted.Order());
                }
            );

    private static int LongestByTrying(int[] before, int[] common) =>
        Enumerable
            .Range(0, 1 << common.Length)
            .Select(mask => common.Where((_, i) => (mask & (1 << i)) != 0).Select(n => Array.IndexOf(before, n)).ToArray())
            .Where(places => places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second))
            .Max(places => places.Length);

    private static IEnumerable<Guid> Lines(int[] before, int[] after, AgendaChangeKind kind) =>
        Changes(before, after, kind).SelectMany(c => c.Lines);

    private static List<AgendaChange> Changes(int[] before, int[] after, AgendaChangeKind kind) =>
        [.. AgendaDifference.Between(Agenda(before), Agenda(after)).Where(c => c.Kind == kind)];

    private static AgendaSnapshot Agenda(int[] numbers) =>
        new(
            [Day1],
            [
                .. numbers.Select(
                    (number, place) =>
                        new SnapshotLine(Key(number), Day1.Id, $"Title {number}", Day1.Start.PlusMinutes(15 * place), 15, "information")
                        {
                            Number = number % 3 == 0 ? null : number,
                        }
                ),
            ]
        );

    private static Guid Key(int key) => new(key, 0, 0, new byte[8]);
}
