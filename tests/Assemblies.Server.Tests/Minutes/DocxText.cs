using DocumentFormat.OpenXml.Packaging;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>What a Word file says.</summary>
internal static class DocxText
{
    public static string Of(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return string.Join('\n', document.MainDocumentPart!.Document!.Body!.Elements().Select(e => e.InnerText));
    }

    public static IReadOnlyList<string> Links(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. document.MainDocumentPart!.HyperlinkRelationships.Select(r => r.Uri.ToString())];
    }
}
