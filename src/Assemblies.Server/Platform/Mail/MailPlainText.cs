using Assemblies.Server.Platform.Calendar;

namespace Assemblies.Server.Platform.Mail;

/// <summary>A letter as plain text: nothing is left out but the looks, links are written out.</summary>
internal static class MailPlainText
{
    private const int Gap = 2;

    /// <summary>The text, with line feeds, a blank line between its parts.</summary>
    public static string Render(MailLetter letter)
    {
        string[] parts =
        [
            Lines(Clean(letter.Eyebrow), Clean(letter.Title)),
            Clean(letter.Greeting),
            .. letter.Paragraphs.Select(Words),
            Columns(letter.Facts.Select(fact => (fact.Label, Lines(Words(fact.Value), fact.Detail is null ? "" : Words(fact.Detail))))),
            letter.Actions is { } actions ? Actions(actions) : "",
            .. letter.Tables.Select(table => Lines(Clean(table.Heading), Columns(table.Rows.Select(row => (row.Left, Words(row.Right)))))),
            Lines(letter.Links.Select(link => Words(new MailText(link)))),
            letter.Footer.Count > 0 ? Lines(["--", .. letter.Footer.Select(Words)]) : "",
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0)) + "\n";
    }

    private static string Actions(MailActions actions) =>
        Lines([Clean(actions.Heading), .. actions.Buttons.Select(button => "- " + Words(new MailText(button))), Clean(actions.Note)]);

    private static string Columns(IEnumerable<(string Left, string Right)> rows)
    {
        var clean = rows.Select(row => (Left: Clean(row.Left), row.Right)).ToArray();
        var width = clean.Length is 0 ? 0 : clean.Max(row => row.Left.Length) + Gap;
        return Lines([
            .. clean.Select(row =>
                row.Left.PadRight(width) + row.Right.Replace("\n", "\n" + new string(' ', width), StringComparison.Ordinal)
            ),
        ]);
    }

    private static string Words(MailText text) => Clean(string.Concat(text.Spans.Select(Word)));

    private static string Word(MailSpan span) =>
        span.Address switch
        {
            null => span.Words,
            { Scheme: "mailto" } mail => $"{span.Words} <{mail.AbsoluteUri["mailto:".Length..]}>",
            { } address when span.Words == address.OriginalString => address.AbsoluteUri,
            { } address => $"{span.Words}: {address.AbsoluteUri}",
        };

    private static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));

    private static string Clean(string words) => CleanText.OneLine(words);
}
