using Assemblies.Domain.Agenda;
using CsCheck;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class NumberingTests
{
    private static readonly Gen<int[]> SomeItems = Gen.Int[1, 30].HashSet[0, 15].SelectMany(set => Gen.Shuffle(set.Order().ToArray()));

    [Test]
    public void Before_anything_is_printed_numbers_follow_the_order() =>
        Assert.That(Numbers(Numbering.Of(Draft(7, 3, 5), [])), Is.EqualTo([(7, 1), (3, 2), (5, 3)]));

    [Test]
    public void Public_case_C39_printed_numbers_stay_the_late_item_is_unique_and_the_gap_is_explained()
    {
        var printed = Numbering.Of(Draft([.. Enumerable.Range(1, 19)]), []).Publish(1);
        ItemInOrder[] draft =
        [
            .. Draft(1, 2, 3, 4, 6, 9, 7, 8),
            .. Draft([.. Enumerable.Range(10, 8)]),
            new(Key(77), "Rural schools", IsLate: true),
            .. Draft(18, 19),
        ];

        var numbering = Numbering.Of(draft, printed);

        Assert.Multiple(() =>
        {
            Assert.That(
                numbering.Items.Select(i => i.Number),
                Is.EqualTo([1, 2, 3, 4, 6, 9, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20, 18, 19])
            );
            Assert.That(
                numbering.Items.Where(i => i.IsNew || i.IsLate),
                Is.EqualTo([new NumberedItem(Key(77), 20, IsNew: true, IsLate: true)])
            );
            Assert.That(numbering.Gaps, Is.EqualTo([new NumberGap(5, Key(5), "Number 5 stays empty: “Title 5” was dropped.")]));
        });
    }

    [Test]
    public void The_highest_number_is_not_given_again_once_its_item_is_dropped()
    {
        var printed = Numbering.Of(Draft(1, 2, 3), []).Publish(1);

        Assert.That(Numbers(Numbering.Of(Draft(1, 2, 4), printed)), Is.EqualTo([(1, 1), (2, 2), (4, 4)]));
    }

    [Test]
    public void An_item_that_comes_back_has_its_old_number()
    {
        var second = Numbering.Of(Draft(1, 3), Numbering.Of(Draft(1, 2, 3), []).Publish(1)).Publish(2);

        var numbering = Numbering.Of(Draft(2, 1, 3), second);

        Assert.Multiple(() =>
        {
            Assert.That(Numbers(numbering), Is.EqualTo([(2, 2), (1, 1), (3, 3)]));
            Assert.That(numbering.Gaps, Is.Empty);
        });
    }

    [Test]
    public void What_is_published_keeps_the_first_version_and_the_latest_title()
    {
        var first = Numbering.Of(Draft(1, 2), []).Publish(1);

        var second = Numbering.Of([new(Key(2), "Renamed"), new(Key(9), "Added")], first).Publish(2);

        Assert.That(
            second,
            Is.EqualTo([
                new IssuedNumber(1, Key(1), "Title 1", 1),
                new IssuedNumber(2, Key(2), "Renamed", 1),
                new IssuedNumber(3, Key(9), "Added", 2),
            ])
        );
    }

    [Test]
    public void Two_items_with_one_printed_number_are_refused() =>
        Assert.That(() => Numbering.Of([], [new(1, Key(1), "One", 1), new(1, Key(2), "Two", 1)]), Throws.ArgumentException);

    [Test]
    public void Over_any_number_of_versions_no_number_ever_changes_hands() =>
        SomeItems
            .Array[1, 6]
            .Sample(versions =>
            {
                IReadOnlyList<IssuedNumber> issued = [];
                var holder = new Dictionary<int, Guid>();
                foreach (var (items, version) in versions.Select((items, index) => (items, index + 1)))
                {
                    var numbering = Numbering.Of(Draft(items), issued);
                    issued = numbering.Publish(version);
                    var isSound =
                        numbering.Items.All(i => holder.TryAdd(i.Number, i.Item) || holder[i.Number] == i.Item)
                        && numbering.Items.DistinctBy(i => i.Number).Count() == items.Length
                        && numbering
                            .Items.Select(i => i.Number)
                            .Concat(numbering.Gaps.Select(g => g.Number))
                            .Order()
                            .SequenceEqual(Enumerable.Range(1, issued.Count));
                    if (!isSound)
                    {
                        return false;
                    }
                }

                return true;
            });

    private static ItemInOrder[] Draft(params int[] items) => [.. items.Select(i => new ItemInOrder(Key(i), $"Title {i}"))];

    private static (int, int)[] Numbers(Numbering numbering) =>
        [.. numbering.Items.Select(i => (BitConverter.ToInt32(i.Item.ToByteArray()), i.Number))];

    private static Guid Key(int key) => new(key, 0, 0, new byte[8]);
}
