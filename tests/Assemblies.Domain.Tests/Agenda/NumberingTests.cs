using Assemblies.Domain.Agenda;
using CsCheck;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class NumberingTests
{
    private static readonly Gen<int[]> SomeItems = Gen.Int[1, 30].HashSet[1, 15].SelectMany(set => Gen.Shuffle(set.Order().ToArray()));

    [Test]
    public void Before_anything_is_printed_numbers_follow_the_order()
    {
        var it = new Drafts();
        Arrange(it, 7, 3, 5);
        Assert.That(it.Items, Is.EqualTo(["1 Title 7", "2 Title 3", "3 Title 5"]));
    }

    [Test]
    public void Public_case_C39_printed_numbers_stay_and_the_gap_is_explained()
    {
        var it = new Drafts();
        Arrange(it, [.. Enumerable.Range(1, 19)]);
        it.Publish();
        Arrange(it, [1, 2, 3, 4, 6, 9, 7, 8, .. Enumerable.Range(10, 8), 77, 18, 19]);

        Assert.Multiple(() =>
        {
            Assert.That(
                it.Draft.Items.Select(i => i.Number),
                Is.EqualTo(new[] { 1, 2, 3, 4, 6, 9, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20, 18, 19 }.Select(n => $"{n}"))
            );
            Assert.That(it.Draft.Numbering.Gaps.Select(g => g.Sentence), Is.EqualTo(["Number 5 stays empty: “Title 5” was dropped."]));
        });
    }

    [Test]
    public void The_highest_number_is_not_given_again_once_its_item_is_dropped()
    {
        var it = new Drafts();
        Arrange(it, 1, 2, 3);
        it.Publish();
        Arrange(it, 1, 2, 4);
        Assert.That(it.Items, Is.EqualTo(["1 Title 1", "2 Title 2", "4 Title 4"]));
    }

    [Test]
    public void A_number_keeps_the_version_that_first_printed_it_and_has_the_title_of_now()
    {
        var it = new Drafts();
        Arrange(it, 1, 2);
        it.Publish();
        var renamed = it.Draft.Items.Last();
        renamed.Change(renamed.Plan with { Title = "Renamed" });
        Arrange(it, 2, 9);
        it.Publish();
        Assert.That(
            it.Draft.Issued.Select(n => (n.Number, n.Title, n.Version)),
            Is.EqualTo([(1, "Title 1", 1), (2, "Renamed", 1), (3, "Title 9", 2)])
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
                var it = new Drafts();
                var holder = new Dictionary<string, Guid>(StringComparer.Ordinal);
                foreach (var items in versions)
                {
                    Arrange(it, items);
                    it.Publish();
                    var isSound =
                        it.Draft.Items.All(i => holder.TryAdd(i.Number!, i.Id.Value) || holder[i.Number!] == i.Id.Value)
                        && it.Draft.Items.Select(i => int.Parse(i.Number!, System.Globalization.CultureInfo.InvariantCulture))
                            .Concat(it.Draft.Numbering.Gaps.Select(g => g.Number))
                            .Order()
                            .SequenceEqual(Enumerable.Range(1, it.Draft.Issued.Count));
                    if (!isSound)
                    {
                        return false;
                    }
                }

                return true;
            });

    /// <summary>Puts these items, and no others, into this order: one a session on the first day, the key being in the room.</summary>
    private static void Arrange(Drafts it, params int[] keys)
    {
        foreach (var gone in it.Draft.Sessions.Where(s => !keys.Contains(KeyOf(s))).ToList())
        {
            it.Draft.Remove(gone, Drafts.Now);
        }

        foreach (var key in keys.Where(k => it.Draft.Sessions.All(s => KeyOf(s) != k)))
        {
            it.Draft.Add(it.Day1, new(null, SessionKind.Plain, 0) { Room = $"{key}" }).Add(new($"Title {key}", ItemKind.Decision, 1));
        }

        it.Draft.Order(it.Day1.Id, [.. keys.Select(k => it.Draft.Sessions.First(s => KeyOf(s) == k).Id)]);
        it.Draft.Saved(Drafts.Now, null);
    }

    private static int KeyOf(Session session) => int.Parse(session.Room!, System.Globalization.CultureInfo.InvariantCulture);

    private static Guid Key(int key) => new(key, 0, 0, new byte[8]);
}
