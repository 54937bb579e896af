using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Assemblies.Server.Platform.Calendar;

namespace Assemblies.Server.Platform.Mail;

/// <summary>HTML in which every word that came from outside has been encoded.</summary>
/// <param name="Html">The finished text.</param>
internal readonly record struct Markup(string Html)
{
    /// <summary>Nothing.</summary>
    public static readonly Markup None = new("");

    /// <summary>The text between the holes is HTML; each hole is encoded, unless it is markup already.</summary>
    public static Markup Of(Template template) => new(template.ToString());

    /// <summary>One after the other, each on a line of its own.</summary>
    public static Markup Lines(IEnumerable<Markup> parts) =>
        new(string.Join('\n', parts.Select(part => part.Html).Where(html => html.Length > 0)));

    /// <inheritdoc />
    public override string ToString() => Html;

    /// <summary>Fills the holes of an interpolated string; there is a way in for words, addresses and markup, and no other.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Template(int literalLength, int formattedCount)
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder html = new(literalLength + 64 * formattedCount);

        /// <summary>HTML as it stands in the code.</summary>
        public void AppendLiteral(string literal) => html.Append(literal);

        /// <summary>Words from outside.</summary>
        public void AppendFormatted(string? words) => html.Append(Encoder.Encode(CleanText.PartOfLine(words)));

        /// <summary>An address from outside; one that could run a script is a bug of the caller.</summary>
        public void AppendFormatted(Uri address) =>
            html.Append(
                address is { IsAbsoluteUri: true, Scheme: "https" or "http" or "mailto" }
                    ? Encoder.Encode(address.AbsoluteUri)
                    : throw new ArgumentException("A mail leads to web and mail addresses only.", nameof(address))
            );

        /// <summary>What has been encoded before.</summary>
        public void AppendFormatted(Markup markup) => html.Append(markup.Html);

        /// <inheritdoc />
        public override string ToString() => html.ToString();
    }
}
