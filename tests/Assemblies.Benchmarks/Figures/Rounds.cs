using Assemblies.Benchmarks.Machine;

namespace Assemblies.Benchmarks.Figures;

/// <summary>One side of a comparison: runs for a while and says how much it did a second.</summary>
/// <param name="Name">For the figures beside the ratio.</param>
/// <param name="Run">Works for about as long as it is told, and returns its rate.</param>
internal sealed record Side(string Name, Func<TimeSpan, Task<double>> Run);

/// <summary>Two sides that take turns, and what is expected of their ratio.</summary>
internal sealed record Duel(string Name, Goal Goal, Side Product, Side Bare);

/// <summary>Lets both sides of each duel run in turn, in changing order, so that whatever drifts hits both alike.</summary>
internal static class Rounds
{
    public static async Task Fight(Rig rig, IReadOnlyList<Duel> duels)
    {
        foreach (var duel in duels)
        {
            await duel.Bare.Run(rig.WarmUp);
            await duel.Product.Run(rig.WarmUp);
        }

        var found = duels.ToDictionary(duel => duel, _ => new List<(double Product, double Bare)>());
        for (var round = 0; round < rig.Rounds; round++)
        {
            foreach (var duel in round % 2 is 0 ? duels : duels.Reverse())
            {
                found[duel].Add(await Turn(rig, duel, productFirst: (round + duels.IndexOf(duel)) % 2 is 0));
            }
        }

        foreach (var (duel, figures) in found)
        {
            rig.Report.Add(
                new(
                    duel.Name,
                    "",
                    duel.Goal,
                    [.. figures.Select(one => one.Product / one.Bare)],
                    $"{duel.Product.Name} {Report.Text(Middle.Of(figures.Select(one => one.Product)))} a second, "
                        + $"{duel.Bare.Name} {Report.Text(Middle.Of(figures.Select(one => one.Bare)))} a second (medians)"
                )
            );
        }
    }

    private static async Task<(double Product, double Bare)> Turn(Rig rig, Duel duel, bool productFirst)
    {
        if (productFirst)
        {
            var product = await rig.Slice(() => duel.Product.Run(rig.SliceLength));
            return (product, await rig.Slice(() => duel.Bare.Run(rig.SliceLength)));
        }

        var bare = await rig.Slice(() => duel.Bare.Run(rig.SliceLength));
        return (await rig.Slice(() => duel.Product.Run(rig.SliceLength)), bare);
    }

    private static int IndexOf(this IReadOnlyList<Duel> duels, Duel duel) => duels.ToList().IndexOf(duel);
}
