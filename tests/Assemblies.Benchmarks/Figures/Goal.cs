namespace Assemblies.Benchmarks.Figures;

/// <summary>How a row came out.</summary>
internal enum Verdict
{
    /// <summary>At the goal or better.</summary>
    Met,

    /// <summary>Not at the goal, but nothing is broken.</summary>
    AboveFloor,

    /// <summary>Something is wrong.</summary>
    BelowFloor,
}

/// <summary>What is wanted, and what is the least.</summary>
/// <param name="AtLeast">True where more is better.</param>
/// <param name="Wanted">The goal.</param>
/// <param name="Floor">On the other side of it something is wrong.</param>
internal sealed record Goal(bool AtLeast, double Wanted, double Floor)
{
    public static Goal Least(double wanted, double floor) => new(true, wanted, floor);

    public static Goal Most(double wanted, double floor) => new(false, wanted, floor);

    public Verdict Of(double figure) =>
        Reaches(figure, Wanted) ? Verdict.Met
        : Reaches(figure, Floor) ? Verdict.AboveFloor
        : Verdict.BelowFloor;

    private bool Reaches(double figure, double mark) => AtLeast ? figure >= mark : figure <= mark;
}

/// <summary>A row of a table: the figures of the rounds, judged by their median.</summary>
/// <param name="Name">What was measured, against what.</param>
/// <param name="Unit">Its unit, after each figure; empty for ratios.</param>
/// <param name="Goal">What is wanted.</param>
/// <param name="Figures">One a round.</param>
/// <param name="Beside">The absolute figures it is made of, which only hold for this run.</param>
internal sealed record Row(string Name, string Unit, Goal Goal, IReadOnlyList<double> Figures, string Beside)
{
    public double Median => Middle.Of(Figures);

    public Verdict Verdict => Goal.Of(Median);
}

/// <summary>The median.</summary>
internal static class Middle
{
    public static double Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return sorted.Count % 2 is 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
