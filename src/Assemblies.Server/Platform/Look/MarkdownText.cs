using System.Text;
using Assemblies.Domain;
using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Microsoft.AspNetCore.Components;

namespace Assemblies.Server.Platform.Look;

/// <summary>Texts that people write in Markdown: at items, in minutes. Markdown in, clean HTML out.</summary>
/// <remarks>
/// Markdown's own switch against HTML lets <c>javascript:</c> links pass, and the sanitiser's own list keeps forms; hence a list of ours behind both.
/// Pictures are left out: pages load nothing from elsewhere.
/// </remarks>
public static class MarkdownText
{
    /// <summary>The most a text may hold, in bytes of UTF-8.</summary>
    public const int Largest = 64 * 1024;

    // Far more than anybody writes, and far less than what takes the parser long.
    private const int Deepest = 20;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseEmphasisExtras()
        .Build();

    private static readonly string[] Tags =
    [
        "p",
        "br",
        "strong",
        "em",
        "del",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];

    private static readonly HtmlSanitizer Sanitizer = NewSanitizer();

    /// <summary>Why a text is not taken; null when it is.</summary>
    /// <param name="text">As it was written, in Markdown.</param>
    /// <param name="tooLong">What to say of one over <see cref="Largest"/>.</param>
    /// <param name="tooDeep">What to say of one whose lists or quotations lie too deep in each other.</param>
    public static Error? Refuses(string text, Error tooLong, Error tooDeep)
    {
        if (Encoding.UTF8.GetByteCount(text) > Largest)
        {
            return tooLong;
        }

        if (IsDeep(text))
        {
            return tooDeep;
        }

        try
        {
            Markdown.Parse(text, Pipeline);
            return null;
        }
        catch (ArgumentException)
        {
            // The parser's own limit on nesting.
            return tooDeep;
        }
    }

    /// <summary>The text as blocks, for whoever makes something else of it than HTML.</summary>
    public static MarkdownDocument Parse(string text) => Markdown.Parse(text, Pipeline);

    /// <summary>The text as HTML that may stand in a page.</summary>
    /// <param name="text">As it was written, in Markdown.</param>
    /// <param name="below">The level of the page's heading that it stands under: its own follow without a gap, however it counts them.</param>
    public static MarkupString Html(string text, int below)
    {
        var document = Parse(text);
        var outer = new Stack<int>();
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            while (outer.TryPeek(out var level) && level >= heading.Level)
            {
                outer.Pop();
            }

            outer.Push(heading.Level);
            heading.Level = Math.Min(6, below + outer.Count);
        }

        return new(Sanitizer.Sanitize(document.ToHtml(Pipeline)));
    }

    /// <summary>A quick look before the parser's: signs that open a level, in a row.</summary>
    private static bool IsDeep(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var (quotes, brackets, spaces) = (0, 0, 0);
            var isAtStart = true;
            foreach (var sign in line)
            {
                isAtStart &= sign is '>' or ' ' or '\t' or '-' or '*' or '+';
                quotes += isAtStart && sign is not (' ' or '\t') ? 1 : 0;
                spaces += isAtStart && sign is ' ' or '\t' ? 1 : 0;
                brackets += sign switch
                {
                    '[' or '(' => 1,
                    ']' or ')' when brackets > 0 => -1,
                    _ => 0,
                };
                if (brackets > Deepest)
                {
                    return true;
                }
            }

            // A rule of dashes or stars is no nesting.
            if ((quotes > Deepest && line.ContainsAnyExcept("-* ")) || spaces > Deepest * 8)
            {
                return true;
            }
        }

        return false;
    }

    private static HtmlSanitizer NewSanitizer()
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["https", "http", "mailto"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase),
        };
        return new(options);
    }
}
