namespace Assemblies.Domain.Agenda;

/// <summary>An item of the draft, in its place.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Title">Its title.</param>
public sealed record ItemInOrder(Guid Item, string Title);

/// <summary>A number that was printed: it is that item's for good.</summary>
/// <param name="Number">The number, from 1.</param>
/// <param name="Item">The item that bears it, on the agenda or dropped.</param>
/// <param name="Title">Its title on the draft; of a dropped item the last one it had.</param>
/// <param name="Version">The first version in which it was printed.</param>
public sealed record IssuedNumber(int Number, Guid Item, string Title, int Version);

/// <summary>An item with its number.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Number">Its number on the next version.</param>
public sealed record NumberedItem(Guid Item, int Number);

/// <summary>A printed number that is no longer on the agenda.</summary>
/// <param name="Number">The number, which nothing else gets.</param>
/// <param name="Item">The item that bore it.</param>
/// <param name="Sentence">Why it is missing, for the reader of the agenda.</param>
public sealed record NumberGap(int Number, Guid Item, string Sentence);

/// <summary>
/// The numbers of an assembly's items. Until the first version is published they follow the order; what was printed once stays with its
/// item whatever moves, is dropped or comes back, and a new item gets the number after the highest that was ever printed.
/// </summary>
/// <remarks>Members hold printed numbers in their hands. Sources: cases.md, C39; DESIGN.md, The house.</remarks>
public sealed class Numbering
{
    private readonly Dictionary<Guid, NumberedItem> byItem;

    private Numbering(IReadOnlyList<ItemInOrder> draft, IReadOnlyCollection<IssuedNumber> issued)
    {
        var printed = issued.ToDictionary(n => n.Item, n => n.Number);
        var next = issued.Count == 0 ? 1 : issued.Max(n => n.Number) + 1;
        Items = [.. draft.Select(item => new NumberedItem(item.Item, printed.TryGetValue(item.Item, out var number) ? number : next++))];
        byItem = Items.ToDictionary(i => i.Item);
        Gaps =
        [
            .. issued
                .Where(n => !byItem.ContainsKey(n.Item))
                .OrderBy(n => n.Number)
                .Select(n => new NumberGap(n.Number, n.Item, $"Number {n.Number} stays empty: {Words.Quote(n.Title)} was dropped.")),
        ];
    }

    /// <summary>The items in the order of the draft.</summary>
    public IReadOnlyList<NumberedItem> Items { get; }

    /// <summary>The printed numbers that are no longer on the agenda, the lowest first.</summary>
    public IReadOnlyList<NumberGap> Gaps { get; }

    /// <summary>The number of an item.</summary>
    /// <exception cref="KeyNotFoundException">The item is not in the draft.</exception>
    public int this[Guid item] => byItem[item].Number;

    /// <summary>Numbers a draft.</summary>
    /// <param name="draft">The items in their order, over all meetings of the assembly; breaks and the like have no number.</param>
    /// <param name="issued">Every number ever printed for this assembly, those of dropped items too.</param>
    /// <exception cref="ArgumentException">An item or a number is there twice: rows that should be unique are not.</exception>
    public static Numbering Of(IReadOnlyList<ItemInOrder> draft, IReadOnlyCollection<IssuedNumber> issued)
    {
        if (issued.DistinctBy(n => n.Number).Count() != issued.Count)
        {
            throw new ArgumentException("A printed number belongs to one item.", nameof(issued));
        }

        return new(draft, issued);
    }
}
