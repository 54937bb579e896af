using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Http;

namespace Assemblies.Server.Minutes;

/// <summary>The hash of minutes: SHA-256 of their content as JSON in UTF-8, to the letter as the table keeps it and as a program gets it.</summary>
internal static class MinutesHash
{
    /// <summary>Hexadecimal.</summary>
    public static string Of(MinutesContent content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(content))));

    /// <summary>The content to the letter.</summary>
    public static string TextOf(MinutesContent content) => JsonSerializer.Serialize(content, Json.Options);

    /// <summary>Tells one publication from any other, by the number it would get and the content it would have. 53 bits, which every program's numbers hold.</summary>
    public static long TagOf(int newest, MinutesContent content) => ((newest + 1L) << 40) | Convert.ToInt64(Of(content)[..10], 16);
}
