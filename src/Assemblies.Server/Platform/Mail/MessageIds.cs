using System.Security.Cryptography;
using System.Text;

namespace Assemblies.Server.Platform.Mail;

/// <summary>Message-IDs that a retry finds again: equal for equal words, and telling a reader nothing.</summary>
/// <param name="Domain">Our own domain, after the @.</param>
internal sealed record MessageIds(string Domain)
{
    /// <summary>The Message-ID of the mail with this key, such as an outbox row's.</summary>
    public string Of(string key) => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 20))}@{Domain}";
}
