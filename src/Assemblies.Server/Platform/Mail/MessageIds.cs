using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Assemblies.Server.Platform.Mail;

/// <summary>Message-IDs that a retry finds again: equal for equal words, and telling a reader nothing.</summary>
/// <param name="Domain">Our own domain, after the @.</param>
internal sealed record MessageIds(string Domain)
{
    /// <summary>The Message-ID of the mail with this key, such as an outbox row's.</summary>
    public string Of(string key) => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 20))}@{Domain}";

    /// <summary>The Message-ID of one mail about one thing.</summary>
    /// <param name="about">What it is about, such as the calendar entry's UID.</param>
    /// <param name="recipient">The address; its case does not count.</param>
    /// <param name="revision">Which revision of it.</param>
    /// <param name="kind">What sort of mail, such as <c>invitation</c> or <c>cancellation</c>.</param>
    /// <param name="suffix">Set when a person sends the same again: each time another one.</param>
    public string For(string about, string recipient, int revision, string kind, string suffix = "")
    {
        string[] parts = [about, recipient.ToLowerInvariant(), revision.ToString(CultureInfo.InvariantCulture), kind, suffix];

        // Each part with its length, so that no two lists run together into the same text.
        return Of(string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}"))));
    }
}
