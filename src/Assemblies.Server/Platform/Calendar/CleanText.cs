using System.Text;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>Takes out of people's text what could end a line, hide in it or break it: for calendars and mail headers.</summary>
/// <remarks>Gone: C0 and C1 controls, U+2028 and U+2029, byte order marks, halves of surrogate pairs and U+FFFD. All else stays as typed.</remarks>
internal static class CleanText
{
    private const char Lost = '\uFFFD';

    /// <summary>One line: each break or tab, and any run of blanks, becomes one blank; none at the ends.</summary>
    public static string OneLine(string? text) => PartOfLine(text).Trim();

    /// <summary>The same with a blank at either end kept: what stands beside it belongs to the line.</summary>
    public static string PartOfLine(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (IsBreak(rune) || rune.Value is '\t' or ' ')
            {
                if (clean.Length is 0 || clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (IsText(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }

    /// <summary>Several lines, ended by a line feed each way they were ended before; no blanks at the ends.</summary>
    public static string Lines(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (IsBreak(rune))
            {
                clean.Append('\n');
            }
            else if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
            else if (IsText(rune))
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }

    /// <summary>One line as a calendar's parameter holds it: a double quote becomes ’, a backslash /, a caret is doubled.</summary>
    /// <remarks>A parameter cannot hold the quote; readers take \n and, by RFC 6868, ^n for the end of a line.</remarks>
    public static string Parameter(string? text) =>
        OneLine(text).Replace('"', '’').Replace('\\', '/').Replace("^", "^^", StringComparison.Ordinal);

    private static bool IsBreak(Rune rune) => rune.Value is '\r' or '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029;

    private static bool IsText(Rune rune) => !Rune.IsControl(rune) && rune.Value is not (0xFEFF or Lost);
}
