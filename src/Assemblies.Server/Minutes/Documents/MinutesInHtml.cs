using System.Net;
using System.Text;
using Assemblies.Server.Minutes.Pages;
using Assemblies.Server.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>Minutes as one HTML file that needs nothing else: the very components of the page, with its styles inside. Printed, it is a document on A4.</summary>
internal sealed class MinutesInHtml(IServiceProvider services, ILoggerFactory logs, IWebHostEnvironment site, Settings settings)
{
    /// <summary>Writes it.</summary>
    public async Task<string> Write(MinutesPaper paper)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var body = await Render<MinutesBody>(
            renderer,
            (nameof(MinutesBody.Of), paper.Shown.Content),
            (nameof(MinutesBody.Despite), paper.Shown.Despite)
        );
        var end = await Render<MinutesEnd>(
            renderer,
            (nameof(MinutesEnd.Of), paper.Shown),
            (nameof(MinutesEnd.Approval), paper.Approval),
            (nameof(MinutesEnd.Signatures), paper.Signatures)
        );
        return $"""
            <!DOCTYPE html>
            <html lang="en" data-bs-theme="light">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(paper.Title)}</title>
            <style>
            {Read("lib/bootstrap.min.css")}
            {Read("theme.css")}
            {Foot(paper)}
            </style>
            </head>
            <body>
            <main class="container py-4">
            <p class="eyebrow"><span>{WebUtility.HtmlEncode(paper.Shown.Content.Code)}</span></p>
            <h1>Minutes of {WebUtility.HtmlEncode(paper.Shown.Content.Title)}</h1>
            <p class="lede">{WebUtility.HtmlEncode(paper.Lede)}</p>
            {Whole(body)}
            {Whole(end)}
            </main>
            </body>
            </html>
            """;
    }

    // Each printed page bears what the version is, beside its number.
    private string Foot(MinutesPaper paper) =>
        $"@page{{@bottom-left{{content:{Quoted(paper.Foot(settings.NetworkName))};font:8pt sans-serif}}}}";

    // A string of CSS: what would end it, or the styles, stands by its number.
    private static string Quoted(string text) =>
        $"\"{string.Concat(text.Select(c => c is '"' or '\\' or '<' || char.IsControl(c) ? FormattableString.Invariant($"\\{(int)c:x6}") : $"{c}"))}\"";

    // The file lies anywhere: what leads to a page here leads to the site.
    private string Whole(string html) => html.Replace("href=\"/", $"href=\"{settings.SiteUrl}/", StringComparison.Ordinal);

    private static Task<string> Render<T>(HtmlRenderer renderer, params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        var given = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
        return renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(given)).ToHtmlString());
    }

    private string Read(string path)
    {
        using var reader = new StreamReader(site.WebRootFileProvider.GetFileInfo(path).CreateReadStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
