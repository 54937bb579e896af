using Assemblies.Server.Platform;
using Assemblies.Server.Presence.Evidence.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>Sheets and certificates as files that open in any browser: the very components of the pages.</summary>
internal sealed class EvidenceDocuments(IServiceProvider services, ILoggerFactory logs, IWebHostEnvironment site, Settings settings)
{
    public Task<string> Sheet(ShowSheet.Answer sheet) =>
        Render<SheetBody>(
            $"Attendance sheet, {sheet.Title}",
            (nameof(SheetBody.Of), sheet),
            (nameof(SheetBody.Network), settings.NetworkName)
        );

    public Task<string> Certificate(ShowCertificate.Answer certificate) =>
        Render<CertificateBody>($"Certificate of attendance, {certificate.Name}", (nameof(CertificateBody.Of), certificate));

    /// <summary>What they look like: the page's own styles, tables and type.</summary>
    public byte[] Theme() => [.. Read("lib/bootstrap.min.css"), (byte)'\n', .. Read("theme.css")];

    private async Task<string> Render<T>(string title, params (string Name, object? Value)[] parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var given = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
        var body = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(given)).ToHtmlString());
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{System.Net.WebUtility.HtmlEncode(title)}</title>
            <link rel="stylesheet" href="theme.css">
            </head>
            <body>
            <main class="container py-4">
            {body}
            </main>
            </body>
            </html>
            """;
    }

    private byte[] Read(string path)
    {
        using var file = site.WebRootFileProvider.GetFileInfo(path).CreateReadStream();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
