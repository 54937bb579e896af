using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>How the Word file looks: the type of the pages, on A4.</summary>
internal static class WordStyles
{
    private const string Serif = "Palatino Linotype";
    private const string Sans = "Arial";
    private const string Accent = "5C2257";

    // In twentieths of a point.
    private const int PageWidth = 11906;
    private const int Margin = 907;
    private const int TextWidth = PageWidth - (2 * Margin);

    /// <summary>Adds styles and room for lists.</summary>
    public static void AddTo(MainDocumentPart main)
    {
        var styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle(
                        new RunFonts
                        {
                            Ascii = Sans,
                            HighAnsi = Sans,
                            EastAsia = Sans,
                            ComplexScript = Sans,
                        },
                        new FontSize { Val = "21" },
                        new Languages { Val = "en-GB" }
                    )
                ),
                new ParagraphPropertiesDefault(
                    new ParagraphPropertiesBaseStyle(
                        new SpacingBetweenLines
                        {
                            After = "120",
                            Line = "276",
                            LineRule = LineSpacingRuleValues.Auto,
                        }
                    )
                )
            )
        );
        styles.Append(
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle())
            {
                Type = StyleValues.Paragraph,
                StyleId = "Normal",
                Default = true,
            }
        );
        styles.Append(Head("Title", "Title", null, Serif, 44, 0, 160, isBold: false));
        styles.Append(Head("Heading1", "heading 1", 0, Serif, 30, 360, 120, isBold: false));
        styles.Append(Head("Heading2", "heading 2", 1, Sans, 23, 280, 60, isBold: true));
        styles.Append(Head("Heading3", "heading 3", 2, Sans, 21, 200, 60, isBold: true));
        for (var level = 4; level <= 6; level++)
        {
            styles.Append(
                Head(
                    $"Heading{level.ToString(CultureInfo.InvariantCulture)}",
                    $"heading {level.ToString(CultureInfo.InvariantCulture)}",
                    level - 1,
                    Sans,
                    21,
                    160,
                    60,
                    isBold: true
                )
            );
        }

        styles.Append(Paragraphs("Small", "Small", new SpacingBetweenLines { After = "40" }, null, 18, keeps: false));
        // The hours of an item stay with what was said on it.
        styles.Append(Head("Hours", "Hours", null, Sans, 18, 0, 40, isBold: false));
        styles.Append(Paragraphs("ListParagraph", "List Paragraph", new SpacingBetweenLines { After = "60" }, null, 21, keeps: false));
        styles.Append(
            Paragraphs("Quote", "Quote", new SpacingBetweenLines { After = "120" }, new Indentation { Left = "480" }, 21, keeps: false)
        );
        // A decision stays on one page, and its lines together.
        styles.Append(
            Paragraphs("Decision", "Decision", new SpacingBetweenLines { After = "60" }, new Indentation { Left = "300" }, 21, keeps: true)
        );
        styles.Append(
            new Style(
                new StyleName { Val = "Hyperlink" },
                new StyleRunProperties(new Color { Val = Accent }, new Underline { Val = UnderlineValues.Single })
            )
            {
                Type = StyleValues.Character,
                StyleId = "Hyperlink",
            }
        );
        main.AddNewPart<StyleDefinitionsPart>().Styles = styles;
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering();
    }

    /// <summary>A list with numbers or dots of its own; its number.</summary>
    public static int AddList(MainDocumentPart main, int number, bool isOrdered)
    {
        var numbering = main.NumberingDefinitionsPart!.Numbering!;
        var definition = new AbstractNum(new MultiLevelType { Val = MultiLevelValues.HybridMultilevel }) { AbstractNumberId = number };
        for (var level = 0; level < 9; level++)
        {
            definition.Append(
                new Level(
                    new StartNumberingValue { Val = 1 },
                    new NumberingFormat { Val = isOrdered ? NumberFormatValues.Decimal : NumberFormatValues.Bullet },
                    new LevelText { Val = isOrdered ? string.Create(CultureInfo.InvariantCulture, $"%{level + 1}.") : "•" },
                    new LevelJustification { Val = LevelJustificationValues.Left },
                    new PreviousParagraphProperties(
                        new Indentation { Left = (360 * (level + 1)).ToString(CultureInfo.InvariantCulture), Hanging = "360" }
                    )
                )
                {
                    LevelIndex = level,
                }
            );
        }

        // Definitions stand before what uses them.
        numbering.InsertAt(definition, numbering.Elements<AbstractNum>().Count());
        numbering.Append(new NumberingInstance(new AbstractNumId { Val = number }) { NumberID = number });
        return number;
    }

    /// <summary>Hairlines between the lines of a table, over its whole width.</summary>
    public static TableProperties Lines() =>
        new(
            new TableWidth { Type = TableWidthUnitValues.Pct, Width = "5000" },
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 8 },
                new BottomBorder { Val = BorderValues.Single, Size = 4 },
                new InsideHorizontalBorder
                {
                    Val = BorderValues.Single,
                    Size = 4,
                    Color = "BBBBBB",
                }
            ),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(
                new TableCellLeftMargin { Type = TableWidthValues.Dxa, Width = 0 },
                new TableCellRightMargin { Type = TableWidthValues.Dxa, Width = 120 }
            )
        );

    /// <summary>The columns of a table; LibreOffice goes by them and not by the widths of the cells.</summary>
    /// <param name="widths">In fiftieths of a per cent; 5,000 are the text between the margins.</param>
    public static TableGrid Grid(IEnumerable<int> widths) =>
        new([.. widths.Select(width => new GridColumn { Width = (width * TextWidth / 5000).ToString(CultureInfo.InvariantCulture) })]);

    /// <summary>The foot of each page: what it is, and the page of how many.</summary>
    public static Footer Foot(string text) =>
        new(
            new Paragraph(
                new ParagraphProperties(
                    new ParagraphStyleId { Val = "Small" },
                    new Tabs(new TabStop { Val = TabStopValues.Right, Position = 10090 })
                ),
                new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }, new TabChar()),
                new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " },
                new Run(new Text(" / ") { Space = SpaceProcessingModeValues.Preserve }),
                new SimpleField(new Run(new Text("1"))) { Instruction = " NUMPAGES " }
            )
        );

    /// <summary>A4 with the foot.</summary>
    public static SectionProperties Pages(string foot) =>
        new(
            new FooterReference { Type = HeaderFooterValues.Default, Id = foot },
            new PageSize { Width = PageWidth, Height = 16838 },
            new PageMargin
            {
                Top = 1021,
                Bottom = 1134,
                Left = Margin,
                Right = Margin,
                Header = 567,
                Footer = 567,
            }
        );

    private static Style Head(string id, string name, int? outline, string face, int halfPoints, int before, int after, bool isBold)
    {
        var paragraph = new StyleParagraphProperties(
            new KeepNext(),
            new KeepLines(),
            new SpacingBetweenLines
            {
                Before = before.ToString(CultureInfo.InvariantCulture),
                After = after.ToString(CultureInfo.InvariantCulture),
            }
        );
        if (outline is { } level)
        {
            paragraph.Append(new OutlineLevel { Val = level });
        }

        var run = new StyleRunProperties(
            new RunFonts
            {
                Ascii = face,
                HighAnsi = face,
                EastAsia = face,
                ComplexScript = face,
            }
        );
        if (isBold)
        {
            run.Append(new Bold());
        }

        run.Append(new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) });
        return new(
            new StyleName { Val = name },
            new BasedOn { Val = "Normal" },
            new NextParagraphStyle { Val = "Normal" },
            new PrimaryStyle(),
            paragraph,
            run
        )
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
        };
    }

    private static Style Paragraphs(
        string id,
        string name,
        SpacingBetweenLines spacing,
        Indentation? indentation,
        int halfPoints,
        bool keeps
    )
    {
        var paragraph = new StyleParagraphProperties();
        if (keeps)
        {
            paragraph.Append(
                new KeepNext(),
                new KeepLines(),
                new ParagraphBorders(
                    new LeftBorder
                    {
                        Val = BorderValues.Single,
                        Size = 18,
                        Space = 8,
                        Color = Accent,
                    }
                )
            );
        }

        paragraph.Append(spacing);
        if (indentation is not null)
        {
            paragraph.Append(indentation);
        }

        return new(
            new StyleName { Val = name },
            new BasedOn { Val = "Normal" },
            new PrimaryStyle(),
            paragraph,
            new StyleRunProperties(new FontSize { Val = halfPoints.ToString(CultureInfo.InvariantCulture) })
        )
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
        };
    }
}
