using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Assemblies.Server.Platform.Security;

/// <summary>Secrets that are handed out once and kept as hashes: links, sessions, tokens.</summary>
public static class Secrets
{
    /// <summary>32 random bytes, base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored: SHA-256. The secret has 256 bits of its own, so that salt and stretching add nothing (ASVS V6.5.2).</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
