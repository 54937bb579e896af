using System.Text;
using Assemblies.Server.Platform.Calendar;
using CsCheck;

namespace Assemblies.Server.Tests.Platform.Calendar;

public sealed class LineFoldingTests
{
    private static readonly string[] Signs = ["a", ";", "\\n", "š", "Ж", "–", "🏔", "👩‍🔬", "\u0301"];

    [Test]
    public void An_emoji_at_every_offset_comes_back_whole()
    {
        for (var before = 0; before < 160; before++)
        {
            var line = "SUMMARY:" + new string('x', before) + "🏔🏔š";
            Assert.That(LineFolding.Unfold(LineFolding.Refold(line)), Is.EqualTo(line + "\r\n"), $"after {before}");
            AssertWellFolded(LineFolding.Refold(line));
        }
    }

    [Test]
    public void Any_lines_are_folded_within_75_octets_and_come_back() =>
        Gen.Select(Gen.Int[0, Signs.Length - 1].Select(i => Signs[i]).Array[1, 120].Array[1, 5], Gen.Int[1, 80])
            .Sample(
                (lines, width) =>
                {
                    var text = string.Concat(lines.Select(line => string.Concat(line) + "\r\n"));
                    var refolded = LineFolding.Refold(FoldedByUnits(text, width));
                    AssertWellFolded(refolded);
                    return string.Equals(LineFolding.Unfold(refolded), text, StringComparison.Ordinal)
                        && string.Equals(LineFolding.Refold(refolded), refolded, StringComparison.Ordinal);
                }
            );

    private static void AssertWellFolded(string text)
    {
        Assert.That(text, Does.EndWith("\r\n"));
        foreach (var line in text[..^2].Split("\r\n"))
        {
            var octets = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(line); // throws on half a pair
            Assert.That(octets, Has.Length.InRange(1, 75));
        }
    }

    // As the library folds: by UTF-16 units, through the middle of pairs.
    private static string FoldedByUnits(string text, int width) =>
        string.Concat(
            text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => string.Join("\r\n ", line.Chunk(width).Select(units => new string(units))) + "\r\n")
        );
}
