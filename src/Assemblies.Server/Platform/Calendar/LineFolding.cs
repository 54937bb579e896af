using System.Text;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>Folds a calendar's lines at 75 octets of UTF-8, never inside a character (RFC 5545, 3.1).</summary>
internal static class LineFolding
{
    /// <summary>The most octets a line has, its line end not counted.</summary>
    public const int MaxOctets = 75;

    private const string LineEnd = "\r\n";

    /// <summary>Joins what was folded, wherever, and folds anew.</summary>
    /// <remarks>Ical.Net folds by UTF-16 units and would part an emoji; on the string, before it becomes octets, joining mends that.</remarks>
    public static string Refold(string text)
    {
        var folded = new StringBuilder(text.Length + text.Length / 32);
        foreach (var line in Unfold(text).Split(LineEnd, StringSplitOptions.RemoveEmptyEntries))
        {
            Fold(line, folded);
        }

        return folded.ToString();
    }

    /// <summary>The text with its folded lines joined.</summary>
    public static string Unfold(string text) =>
        text.Replace(LineEnd + ' ', "", StringComparison.Ordinal).Replace(LineEnd + '\t', "", StringComparison.Ordinal);

    private static void Fold(string line, StringBuilder folded)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                folded.Append(LineEnd).Append(' ');
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        folded.Append(LineEnd);
    }
}
