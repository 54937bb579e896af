using System.Text;

namespace Assemblies.Server.Members.Import;

/// <summary>Reads a table by RFC 4180, and knows the line of the file where each row begins.</summary>
internal static class DelimitedText
{
    /// <summary>The rows with their first line, counted from 1. A quote within a bare cell is a letter; one that is never closed takes the rest.</summary>
    public static IEnumerable<(int Line, string[] Cells)> Read(string text, char separator)
    {
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var (began, cells) = (line, new List<string>());
            bool more;
            do
            {
                cells.Add(Cell(text, separator, ref at, ref line));
                more = at < text.Length && text[at] == separator;
                at += more ? 1 : 0;
            } while (more);

            EndOfLine(text, ref at, ref line);
            yield return (began, [.. cells]);
        }
    }

    private static string Cell(string text, char separator, ref int at, ref int line)
    {
        var cell = new StringBuilder();
        var quoted = at < text.Length && text[at] is '"';
        at += quoted ? 1 : 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (quoted && c is '"')
            {
                at++;
                if (at < text.Length && text[at] is '"')
                {
                    cell.Append('"');
                    at++;
                    continue;
                }

                quoted = false;
                continue;
            }

            if (!quoted && (c == separator || c is '\r' or '\n'))
            {
                break;
            }

            line += c is '\n' || (c is '\r' && (at + 1 >= text.Length || text[at + 1] is not '\n')) ? 1 : 0;
            cell.Append(c);
            at++;
        }

        return cell.ToString();
    }

    private static void EndOfLine(string text, ref int at, ref int line)
    {
        if (at < text.Length)
        {
            at += text[at] is '\r' && at + 1 < text.Length && text[at + 1] is '\n' ? 2 : 1;
            line++;
        }
    }
}
