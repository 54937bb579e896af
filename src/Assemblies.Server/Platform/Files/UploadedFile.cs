using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Assemblies.Domain;

namespace Assemblies.Server.Platform.Files;

/// <summary>A file as it came, and what it is by its bytes: neither its name nor what the browser says of it counts.</summary>
/// <param name="Name">The name it came with.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal; stands for them where requests are compared.</param>
public sealed record UploadedFile(string Name, string Hash)
{
    /// <summary>The most a file may hold, in bytes.</summary>
    public const int Largest = 25 * 1024 * 1024;

    /// <summary>What all parts of a zipped file may hold unpacked, in bytes: more is a bomb.</summary>
    private const long LargestUnpacked = 500L * 1024 * 1024;

    private const int MostParts = 10_000;

    /// <summary>The kinds that are taken, as a browser's file field names them.</summary>
    public const string Accepted = ".pdf,.docx,.pptx,.xlsx,.odt,.odp,.ods,.png,.jpg,.jpeg";

    private static readonly Dictionary<string, string> OpenDocument = new(StringComparer.Ordinal)
    {
        ["application/vnd.oasis.opendocument.text"] = "odt",
        ["application/vnd.oasis.opendocument.presentation"] = "odp",
        ["application/vnd.oasis.opendocument.spreadsheet"] = "ods",
    };

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["pdf"] = "application/pdf",
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["odt"] = "application/vnd.oasis.opendocument.text",
        ["odp"] = "application/vnd.oasis.opendocument.presentation",
        ["ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
    };

    /// <summary>What a file that was taken may be handed out as.</summary>
    internal static string[] MediaTypes => [.. Types.Values];

    /// <summary>The bytes.</summary>
    [JsonIgnore]
    public byte[] Content { get; private init; } = [];

    /// <summary>Reads a file that was sent; null when none was.</summary>
    public static async Task<UploadedFile?> Read(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length > Largest)
        {
            return file is null ? null : new(file.FileName, "") { Content = new byte[Largest + 1] };
        }

        using var taken = new MemoryStream((int)file.Length);
        await file.CopyToAsync(taken, ct);
        return Of(file.FileName, taken.ToArray());
    }

    /// <summary>A file from its bytes.</summary>
    public static UploadedFile Of(string name, byte[] content) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(content))) { Content = content };

    /// <summary>What it is, or why it is not taken.</summary>
    public Result<FileFacts> Look()
    {
        if (Content.Length > Largest)
        {
            return FileErrors.TooLarge.At("file");
        }

        if (Content.Length is 0)
        {
            return FileErrors.Empty.At("file");
        }

        var kind = Kind(Content);
        if (kind.Error is { } error)
        {
            return error.At("file");
        }

        var name = CleanName(Name);
        var extension = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        return (extension is "jpeg" ? "jpg" : extension) != kind.Value
            ? FileErrors.NotWhatItSays.At("file")
            : new FileFacts(name, Types[kind.Value!], Content.Length, Hash);
    }

    /// <summary>The name without folders, control signs and what a header cannot bear; at most 120 letters.</summary>
    internal static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && !"\"<>|:*?;%".Contains(c, StringComparison.Ordinal)))
            .Trim(' ', '.');
        var extension = Path.GetExtension(clean) is { Length: <= 10 } ending ? ending : "";
        return clean.Length <= 120 ? clean : clean[..(120 - extension.Length)] + extension;
    }

    private static Result<string> Kind(byte[] bytes)
    {
        var span = bytes.AsSpan();
        return span.StartsWith("%PDF-"u8) ? "pdf"
            : span.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "png"
            : span.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "jpg"
            : span.StartsWith("PK\u0003\u0004"u8) ? Zipped(bytes)
            : FileErrors.UnknownKind;
    }

    private static Result<string> Zipped(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            // Lengths are as declared: one by one first, since a forged sum may be more than a number holds.
            if (
                zip.Entries.Count > MostParts
                || zip.Entries.Any(e => e.Length is < 0 or > LargestUnpacked)
                || zip.Entries.Sum(e => e.Length) > LargestUnpacked
            )
            {
                return FileErrors.Bomb;
            }

            if (zip.GetEntry("mimetype") is { } said)
            {
                return OpenDocument.TryGetValue(Text(said), out var odf) ? odf : FileErrors.UnknownKind;
            }

            if (zip.GetEntry("[Content_Types].xml") is not { } types)
            {
                return FileErrors.UnknownKind;
            }

            return Text(types).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) ? FileErrors.Macros
                : zip.GetEntry("word/document.xml") is not null ? "docx"
                : zip.GetEntry("ppt/presentation.xml") is not null ? "pptx"
                : zip.GetEntry("xl/workbook.xml") is not null ? "xlsx"
                : FileErrors.UnknownKind;
        }
        catch (InvalidDataException)
        {
            return FileErrors.UnknownKind;
        }
    }

    // Not more than a list of types can be: what is declared and what comes out may differ.
    private static string Text(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var buffer = new byte[256 * 1024];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer, 0, read).Trim();
    }
}
