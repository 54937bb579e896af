using System.Text.RegularExpressions;

namespace Assemblies.Server.Tests.Architecture;

/// <summary>The tables of rules in docs: every rule has a test, every test that it names is there, and no rule is left out of the count.</summary>
public sealed partial class RuleTableTests
{
    private static readonly (string File, (string Letter, int Count)[] Parts)[] Tables =
    [
        ("seats-and-quorum.md", [("S", 8), ("W", 12), ("D", 5), ("P", 8), ("L", 5), ("X", 7), ("Q", 5)]),
        ("votes.md", [("M", 8), ("V", 15), ("O", 11), ("R", 5)]),
    ];

    private static readonly IReadOnlyList<(string Number, string Tests)> Rules =
    [
        .. Tables
            .SelectMany(table => File.ReadLines(Repository.PathOf("docs", table.File)))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => (row.Groups["number"].Value, row.Groups["tests"].Value)),
    ];

    [Test]
    public void Rules_are_numbered_without_a_gap() =>
        Assert.That(
            Rules.Select(r => r.Number),
            Is.EqualTo(
                Tables
                    .SelectMany(table => table.Parts)
                    .SelectMany(part => Enumerable.Range(1, part.Count).Select(n => FormattableString.Invariant($"{part.Letter}{n}")))
            )
        );

    [Test]
    public void Every_rule_has_a_test() => Assert.That(Rules.Where(r => !Name().IsMatch(r.Tests)).Select(r => r.Number), Is.Empty);

    [Test]
    public void Every_test_in_the_table_is_there()
    {
        var there = Directory
            .EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(TestsIn)
            .ToHashSet(StringComparer.Ordinal);
        Assert.That(
            Rules.SelectMany(r => Name().Matches(r.Tests)).Select(m => m.Groups["name"].Value).Where(name => !there.Contains(name)),
            Is.Empty
        );
    }

    // A method is a test when an attribute of NUnit's stands above it.
    private static IEnumerable<string> TestsIn(string file)
    {
        var (type, marked) = ("", false);
        foreach (var line in File.ReadLines(file))
        {
            type = Type().Match(line) is { Success: true } named ? named.Groups["name"].Value : type;
            marked |= line.TrimStart().StartsWith("[Test", StringComparison.Ordinal);
            if (Method().Match(line) is { Success: true } method)
            {
                if (marked)
                {
                    yield return $"{type}.{method.Groups["name"].Value}";
                }

                marked = false;
            }
        }
    }

    [GeneratedRegex(@"^\| (?<number>[A-Z]\d+) \| .+ \| (?<tests>.*)\|$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+\.\w+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"class (?<name>\w+Tests)\b", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Type();

    [GeneratedRegex(@"^    public .* (?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Method();
}
