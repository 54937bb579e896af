using Assemblies.Domain;
using Assemblies.Server.Platform.Look;
using Microsoft.AspNetCore.Components;

namespace Assemblies.Server.Agenda;

/// <summary>Texts of items: Markdown, with this area's refusals.</summary>
public static class ItemText
{
    /// <summary>The most a text may hold, in bytes of UTF-8.</summary>
    public const int Largest = MarkdownText.Largest;

    /// <summary>Why a text is not taken; null when it is.</summary>
    public static Error? Refuses(string text) => MarkdownText.Refuses(text, AgendaErrors.TextTooLong, AgendaErrors.TextTooDeep);

    /// <inheritdoc cref="MarkdownText.Html" />
    public static MarkupString Html(string text, int below) => MarkdownText.Html(text, below);
}
