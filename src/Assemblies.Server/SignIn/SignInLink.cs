using System.Security.Cryptography;
using Assemblies.Domain;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>Somebody asked for a link to sign in by; whether the address is known is found out later, when the mail is written. Times are the database's.</summary>
public sealed class SignInLink : Entity<SignInLink>
{
    private SignInLink() { }

    internal SignInLink(string email, Asker asker, string? returnTo, Instant now) =>
        (Email, Browser, BrowserKey, Ip, ReturnTo, AskedAt) = (email, asker.Browser, asker.KeyHash, asker.Ip, returnTo, now);

    /// <summary>For which address, in lower case; perhaps nobody's.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The asking browser in words.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>SHA-256 of the asking browser's own mark; null when it has none.</summary>
    public byte[]? BrowserKey { get; private set; }

    /// <summary>From which network address it was asked; removed after a week.</summary>
    public string? Ip { get; private set; }

    /// <summary>The page to come back to.</summary>
    public string? ReturnTo { get; private set; }

    /// <summary>When it was asked for.</summary>
    public Instant AskedAt { get; private set; }

    /// <summary>SHA-256 of the link's secret; null until the mail is written.</summary>
    public byte[]? Hash { get; private set; }

    /// <summary>Until when it holds.</summary>
    public Instant? ExpiresAt { get; private set; }

    /// <summary>When it was used; null before.</summary>
    public Instant? UsedAt { get; private set; }

    /// <summary>Whether it was asked for in the browser with that mark.</summary>
    internal bool IsFrom(string? browserKey) =>
        BrowserKey is not null && browserKey is not null && CryptographicOperations.FixedTimeEquals(BrowserKey, Secrets.Hash(browserKey));

    /// <summary>Gives it a secret; one it had before no longer works.</summary>
    /// <returns>The secret, which is not kept.</returns>
    internal string Arm(Instant now, Duration holds)
    {
        var secret = Secrets.New();
        (Hash, ExpiresAt) = (Secrets.Hash(secret), now + holds);
        return secret;
    }
}

/// <summary>Who asks for a link: the browser in words, its mark, its network address.</summary>
/// <param name="Browser">In words.</param>
/// <param name="Key">The mark that only this browser has; null for programs.</param>
/// <param name="Ip">The network address; null when unknown.</param>
public sealed record Asker(string Browser, string? Key, string? Ip)
{
    internal byte[]? KeyHash => Key is null ? null : Secrets.Hash(Key);
}
