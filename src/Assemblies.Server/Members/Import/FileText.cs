using System.Text;

namespace Assemblies.Server.Members.Import;

/// <summary>A file's bytes as text, with the encoding that was guessed or said.</summary>
/// <param name="Text">The text.</param>
/// <param name="Encoding"><c>utf-8</c>, <c>utf-16</c>, <c>windows-1252</c> or <c>macintosh</c>.</param>
internal sealed record FileText(string Text, string Encoding)
{
    /// <summary>What can be said where it is not plain.</summary>
    public static readonly string[] Encodings = ["utf-8", "utf-16", "windows-1252", "macintosh"];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Macintosh = CodePagesEncodingProvider.Instance.GetEncoding(10000)!;

    /// <summary>Reads it; null when two readings are possible and none was said, or when it is not what was said.</summary>
    public static FileText? Read(byte[] bytes, string? said)
    {
        if (said is { Length: > 0 })
        {
            return said switch
            {
                "utf-8" => Strict(Skip(bytes, 0xEF, 0xBB, 0xBF)),
                "utf-16" => Wide(bytes),
                "windows-1252" => new(Windows.GetString(bytes), said),
                "macintosh" => new(Macintosh.GetString(bytes), said),
                _ => null,
            };
        }

        return bytes switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => Wide(bytes),
            [0xEF, 0xBB, 0xBF, ..] => Strict(Skip(bytes, 0xEF, 0xBB, 0xBF)),
            _ => Strict(bytes) ?? (IsPlainlyWindows(bytes) ? new(Windows.GetString(bytes), "windows-1252") : null),
        };
    }

    /// <summary>A few words in which the two readings differ, so that a person can tell which is right.</summary>
    public static (string Windows, string Macintosh) Readings(byte[] bytes)
    {
        var at = Math.Max(0, Array.FindIndex(bytes, one => one >= 0x80));
        var (from, to) = (Math.Max(0, at - 20), Math.Min(bytes.Length, at + 20));
        return (Words(Windows), Words(Macintosh));

        string Words(Encoding encoding)
        {
            var text = encoding.GetString(bytes, from, to - from);
            var middle = at - from;
            var start = text.LastIndexOfAny([' ', ';', ',', '\t', '\r', '\n', '"'], Math.Max(0, middle - 1)) + 1;
            var end = text.IndexOfAny([' ', ';', ',', '\t', '\r', '\n', '"'], middle);
            return text[start..(end < 0 ? text.Length : end)];
        }
    }

    private static FileText? Strict(byte[] bytes)
    {
        try
        {
            return new(Utf8.GetString(bytes), "utf-8");
        }
        catch (DecoderFallbackException)
        {
            return null; // the decoder has no way to ask first
        }
    }

    private static FileText Wide(byte[] bytes) =>
        bytes is [0xFE, 0xFF, ..] ? new(System.Text.Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2), "utf-16")
        : bytes is [0xFF, 0xFE, ..] ? new(System.Text.Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2), "utf-16")
        : new(System.Text.Encoding.Unicode.GetString(bytes), "utf-16");

    private static byte[] Skip(byte[] bytes, params ReadOnlySpan<byte> mark) =>
        bytes.AsSpan().StartsWith(mark) ? bytes[mark.Length..] : bytes;

    // In windows-1252 the letters of Western names lie at C0 and above. What lies below and touches a letter is a sign in the midst of a word,
    // or one of a few letters that Mac Roman uses for its commonest ones (8A is Š here and ä there): then a person has to say.
    private static bool IsPlainlyWindows(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var doubtful = bytes[i] is (>= 0x80 and < 0xC0) or 0xD7 or 0xF7;
            if (doubtful && (IsLetter(bytes, i - 1) || IsLetter(bytes, i + 1)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetter(byte[] bytes, int at) =>
        at >= 0 && at < bytes.Length && (char.IsAsciiLetter((char)bytes[at]) || bytes[at] >= 0x80);
}
