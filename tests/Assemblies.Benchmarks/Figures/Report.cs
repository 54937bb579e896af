using System.Globalization;

namespace Assemblies.Benchmarks.Figures;

/// <summary>Prints rows as they come, and counts them.</summary>
internal sealed class Report(TextWriter writer)
{
    private const int NameWidth = 62;

    private readonly List<Row> rows = [];

    /// <summary>Opens a table.</summary>
    public void Begin(string table)
    {
        writer.WriteLine();
        writer.WriteLine($"# {table}");
        writer.WriteLine($"{"", -NameWidth} {"median", 8} {"min", 8} {"max", 8}  {"goal", 8} {"floor", 8}  verdict");
    }

    /// <summary>Adds a row.</summary>
    public void Add(Row row)
    {
        rows.Add(row);
        writer.WriteLine(
            $"{row.Name, -NameWidth} {Text(row.Median), 8} {Text(row.Figures.Min()), 8} {Text(row.Figures.Max()), 8}  "
                + $"{Sign(row.Goal) + Text(row.Goal.Wanted), 8} {Text(row.Goal.Floor), 8}  {Words(row.Verdict)}"
                + (row.Unit.Length > 0 ? $"  [{row.Unit}]" : "")
        );
        Note(row.Beside);
    }

    /// <summary>Says something that is not judged.</summary>
    public void Note(string words) => writer.WriteLine($"    {words}");

    /// <summary>The closing line; what the process ends with.</summary>
    public int End()
    {
        int Count(Verdict verdict) => rows.Count(row => row.Verdict == verdict);
        writer.WriteLine();
        writer.WriteLine(
            $"{rows.Count} rows: {Count(Verdict.Met)} met, {Count(Verdict.AboveFloor)} above floor, {Count(Verdict.BelowFloor)} below floor"
        );
        return Count(Verdict.BelowFloor) is 0 ? 0 : 1;
    }

    /// <summary>A figure with as many digits as say something.</summary>
    public static string Text(double figure) =>
        figure.ToString(
            figure >= 100 ? "N0"
                : figure >= 10 ? "0.0"
                : "0.00",
            CultureInfo.InvariantCulture
        );

    private static string Sign(Goal goal) => goal.AtLeast ? "≥ " : "≤ ";

    private static string Words(Verdict verdict) =>
        verdict switch
        {
            Verdict.Met => "met",
            Verdict.AboveFloor => "above floor",
            _ => "below floor",
        };
}
