namespace Assemblies.Domain.Agenda;

/// <summary>Finds the fewest things to move so that one order becomes another.</summary>
internal static class Moves
{
    /// <summary>
    /// Which of the things in <paramref name="after"/> can stay where they are: a longest run that has the same order before and after.
    /// Where several are equally long, the one that keeps what stood first; the rest has moved.
    /// </summary>
    internal static HashSet<Guid> Staying(IReadOnlyList<Guid> before, IReadOnlyList<Guid> after)
    {
        var placeBefore = before.Select((id, place) => (id, place)).ToDictionary(p => p.id, p => p.place);
        var common = after.Where(placeBefore.ContainsKey).ToArray();

        // Patience sorting: ends[k] is the place in common where a run of length k + 1 ends lowest.
        var ends = new List<int>();
        var previous = new int[common.Length];
        for (var i = 0; i < common.Length; i++)
        {
            var place = placeBefore[common[i]];
            var length = ends.FindIndex(end => placeBefore[common[end]] > place);
            length = length < 0 ? ends.Count : length;
            previous[i] = length == 0 ? -1 : ends[length - 1];
            if (length == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[length] = i;
            }
        }

        var staying = new HashSet<Guid>();
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = previous[i])
        {
            staying.Add(common[i]);
        }

        return staying;
    }
}
