using System.Text;

namespace Assemblies.Server.Platform.Csv;

/// <summary>Texts that a spreadsheet would take for a formula are made inert on the way out, and come back as they were.</summary>
internal static class InertCells
{
    /// <summary>The text with an apostrophe before it where a spreadsheet would run it.</summary>
    public static string Out(string? text) =>
        text is null ? ""
        : IsAlive(text) || IsMarked(text) ? $"'{text}"
        : text;

    /// <summary>The text as it was before it went out.</summary>
    public static string In(string text) => IsMarked(text) ? text[1..] : text;

    // The first character that shows, in its plain form: ＝ is = too.
    private static bool IsAlive(string text)
    {
        if (text is ['\t' or '\r' or '\n', ..])
        {
            return true;
        }

        var visible = text.Normalize(NormalizationForm.FormKC)
            .FirstOrDefault(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('\u200b' or '\ufeff'));
        return visible is '=' or '+' or '-' or '@';
    }

    private static bool IsMarked(string text) => text is ['\'', .. var rest] && (IsAlive(rest) || IsMarked(rest));
}
