using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>A piece of text with its look.</summary>
/// <param name="Text">The text; line breaks are kept.</param>
/// <param name="Bold">Bold.</param>
/// <param name="Italic">Italic.</param>
/// <param name="Struck">Struck through.</param>
/// <param name="Code">In a typewriter face.</param>
/// <param name="Link">Where it leads; null for nowhere.</param>
internal sealed record Piece(string Text, bool Bold = false, bool Italic = false, bool Struck = false, bool Code = false, Uri? Link = null);

/// <summary>A Word file that is made from top to bottom: A4, headings as headings, table heads that repeat, page numbers.</summary>
internal sealed class WordFile : IDisposable
{
    private readonly MemoryStream bytes = new();
    private readonly WordprocessingDocument document;
    private readonly MainDocumentPart main;
    private readonly Body body = new();
    private int lists;

    /// <summary>Begins it.</summary>
    /// <param name="title">For the file's properties, and whoever lists it.</param>
    /// <param name="foot">Stands at the foot of each page, beside its number.</param>
    public WordFile(string title, string foot)
    {
        document = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document);
        (document.PackageProperties.Title, document.PackageProperties.Language) = (Clean(title), "en-GB");
        main = document.AddMainDocumentPart();
        main.Document = new Document(body);
        WordStyles.AddTo(main);
        var footer = main.AddNewPart<FooterPart>();
        footer.Footer = WordStyles.Foot(Clean(foot));
        body.Append(WordStyles.Pages(main.GetIdOfPart(footer)));
    }

    /// <summary>A heading; level 0 is the title.</summary>
    public void Heading(int level, string text) => Add(Styled(level is 0 ? "Title" : $"Heading{Math.Min(level, 6)}", [new Piece(text)]));

    /// <summary>A paragraph.</summary>
    public void Paragraph(params IReadOnlyList<Piece> pieces) => Add(Styled(null, pieces));

    /// <summary>A paragraph in a style of <see cref="WordStyles"/>.</summary>
    public void Paragraph(string style, params IReadOnlyList<Piece> pieces) => Add(Styled(style, pieces));

    /// <summary>A list of its own, so that its numbers begin with 1; give its number to each <see cref="Item"/>.</summary>
    /// <param name="isOrdered">Numbers, or dots.</param>
    public int List(bool isOrdered) => WordStyles.AddList(main, ++lists, isOrdered);

    /// <summary>A line of a list.</summary>
    public void Item(int list, int level, params IReadOnlyList<Piece> pieces)
    {
        var paragraph = Styled("ListParagraph", pieces);
        paragraph.ParagraphProperties!.Append(
            new NumberingProperties(new NumberingLevelReference { Val = Math.Min(level, 8) }, new NumberingId { Val = list })
        );
        Add(paragraph);
    }

    /// <summary>A table whose first line is its head and repeats on each page; lines stay whole.</summary>
    /// <param name="widths">Of the columns, in fiftieths of a per cent; 5,000 in all.</param>
    /// <param name="head">What the columns are called.</param>
    /// <param name="rows">The lines.</param>
    public void Table(IReadOnlyList<int> widths, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table(WordStyles.Lines(), WordStyles.Grid(widths));
        table.Append(Row(widths, head, isHead: true));
        foreach (var row in rows)
        {
            table.Append(Row(widths, row, isHead: false));
        }

        Add(table);
        Paragraph("Small");
    }

    /// <summary>The whole file. Nothing can be added afterwards.</summary>
    public byte[] ToBytes()
    {
        document.Dispose();
        return bytes.ToArray();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        document.Dispose();
        bytes.Dispose();
    }

    private static TableRow Row(IReadOnlyList<int> widths, IReadOnlyList<string> cells, bool isHead)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHead)
        {
            properties.Append(new TableHeader());
        }

        var row = new TableRow(properties);
        foreach (var (text, width) in cells.Zip(widths))
        {
            row.Append(
                new TableCell(
                    new TableCellProperties(
                        new TableCellWidth
                        {
                            Type = TableWidthUnitValues.Pct,
                            Width = width.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        }
                    ),
                    new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Small" }), RunOf(new(text, Bold: isHead)))
                )
            );
        }

        return row;
    }

    private Paragraph Styled(string? style, IReadOnlyList<Piece> pieces)
    {
        var paragraph = new Paragraph(new ParagraphProperties());
        if (style is not null)
        {
            paragraph.ParagraphProperties!.Append(new ParagraphStyleId { Val = style });
        }

        foreach (var piece in pieces)
        {
            paragraph.Append(
                piece.Link is { } link
                    ? new Hyperlink(RunOf(piece)) { Id = main.AddHyperlinkRelationship(link, isExternal: true).Id, History = true }
                    : RunOf(piece)
            );
        }

        return paragraph;
    }

    private static Run RunOf(Piece piece)
    {
        var properties = new RunProperties();
        if (piece.Link is not null)
        {
            properties.Append(new RunStyle { Val = "Hyperlink" });
        }

        if (piece.Code)
        {
            properties.Append(new RunFonts { Ascii = "Courier New", HighAnsi = "Courier New" });
        }

        if (piece.Bold)
        {
            properties.Append(new Bold());
        }

        if (piece.Italic)
        {
            properties.Append(new Italic());
        }

        if (piece.Struck)
        {
            properties.Append(new Strike());
        }

        var run = new Run(properties);
        foreach (var (line, place) in Clean(piece.Text).Split('\n').Select((line, place) => (line, place)))
        {
            if (place > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    // What no XML can hold is nothing that anybody sees.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xffff || XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString()));

    // The last element of a body says how its pages look.
    private void Add(OpenXmlElement element) => body.InsertBefore(element, body.LastChild);
}
