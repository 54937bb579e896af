using Assemblies.Server.Platform.Look;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>Markdown as paragraphs of a Word file: the same that the page makes of it. Pictures and links to other than web and mail are left out.</summary>
internal static class MarkdownInWord
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp, Uri.UriSchemeMailto];

    /// <summary>Writes it.</summary>
    /// <param name="word">Where to.</param>
    /// <param name="text">The Markdown.</param>
    /// <param name="below">The level of the heading that it stands under.</param>
    public static void Markdown(this WordFile word, string text, int below)
    {
        foreach (var block in MarkdownText.Parse(text))
        {
            Write(word, block, below, null);
        }
    }

    private static void Write(WordFile word, Block block, int below, string? style)
    {
        switch (block)
        {
            case HeadingBlock heading:
                word.Heading(below + heading.Level, Plain(heading.Inline));
                break;
            case ListBlock list:
                WriteList(word, list, word.List(list.IsOrdered), 0);
                break;
            case QuoteBlock quote:
                foreach (var inner in quote)
                {
                    Write(word, inner, below, "Quote");
                }

                break;
            case Table table:
                WriteTable(word, table);
                break;
            case CodeBlock code:
                word.Paragraph("Quote", new Piece(code.Lines.ToString(), Code: true));
                break;
            case ThematicBreakBlock:
                word.Paragraph(new Piece("* * *"));
                break;
            case LeafBlock { Inline: { } inline }:
                Paragraph(word, style, inline);
                break;
            case ContainerBlock container:
                foreach (var inner in container)
                {
                    Write(word, inner, below, style);
                }

                break;
        }
    }

    private static void Paragraph(WordFile word, string? style, ContainerInline inline)
    {
        if (style is null)
        {
            word.Paragraph([.. Pieces(inline, new(""))]);
        }
        else
        {
            word.Paragraph(style, [.. Pieces(inline, new(""))]);
        }
    }

    private static void WriteList(WordFile word, ListBlock list, int number, int level)
    {
        foreach (var inner in list.OfType<ListItemBlock>().SelectMany(item => item))
        {
            switch (inner)
            {
                case ListBlock nested:
                    WriteList(word, nested, word.List(nested.IsOrdered), level + 1);
                    break;
                case LeafBlock { Inline: { } inline }:
                    word.Item(number, level, [.. Pieces(inline, new(""))]);
                    break;
                default:
                    Write(word, inner, 3, "Quote");
                    break;
            }
        }
    }

    private static void WriteTable(WordFile word, Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Plain).ToList()).ToList();
        var columns = rows.Select(r => r.Count).DefaultIfEmpty().Max();
        if (columns is 0)
        {
            return;
        }

        foreach (var row in rows)
        {
            row.AddRange(Enumerable.Repeat("", columns - row.Count));
        }

        word.Table([.. Enumerable.Repeat(5000 / columns, columns)], rows[0], rows.Skip(1));
    }

    private static string Plain(TableCell cell) => string.Join('\n', cell.OfType<LeafBlock>().Select(b => Plain(b.Inline)));

    private static string Plain(ContainerInline? inline) =>
        inline is null ? "" : string.Concat(Pieces(inline, new("")).Select(p => p.Text));

    private static IEnumerable<Piece> Pieces(ContainerInline container, Piece look)
    {
        foreach (var inline in container)
        {
            foreach (var piece in Of(inline, look))
            {
                yield return piece;
            }
        }
    }

    private static IEnumerable<Piece> Of(Inline inline, Piece look) =>
        inline switch
        {
            LiteralInline literal => [look with { Text = literal.Content.ToString() }],
            CodeInline code => [look with { Text = code.Content, Code = true }],
            LineBreakInline line => [look with { Text = line.IsHard ? "\n" : " " }],
            HtmlEntityInline entity => [look with { Text = entity.Transcoded.ToString() }],
            AutolinkInline auto => [look with { Text = auto.Url, Link = LinkOf(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url) }],
            LinkInline { IsImage: true } => [],
            LinkInline link => Pieces(link, look with { Link = LinkOf(link.Url) }),
            EmphasisInline { DelimiterChar: '~' } struck => Pieces(struck, look with { Struck = true }),
            EmphasisInline { DelimiterChar: '*' or '_', DelimiterCount: 2 } strong => Pieces(strong, look with { Bold = true }),
            EmphasisInline emphasis => Pieces(emphasis, look with { Italic = true }),
            ContainerInline other => Pieces(other, look),
            _ => [],
        };

    private static Uri? LinkOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var link) && Schemes.Contains(link.Scheme, StringComparer.OrdinalIgnoreCase)
            ? link
            : null;
}
