using Assemblies.Domain;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Platform.Security;

/// <summary>A signed-in browser. Times are the database's.</summary>
public sealed class SignedInBrowser : Entity<SignedInBrowser>
{
    private SignedInBrowser() { }

    internal SignedInBrowser(Id<Person> person, string secret, string browser, Instant now) =>
        (Person, Hash, Browser, At, SeenAt) = (person, Secrets.Hash(secret), browser, now, now);

    /// <summary>Who.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>SHA-256 of the cookie's secret.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>The browser in words, for the list of devices.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>When it began.</summary>
    public Instant At { get; private set; }

    /// <summary>When it was last seen, to a few minutes.</summary>
    public Instant SeenAt { get; private set; }

    /// <summary>When it was ended; null while it holds.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>Ends it.</summary>
    public void End(Instant now) => EndedAt ??= now;
}

/// <summary>A personal access token for a program. Times are the database's.</summary>
public sealed class AccessToken : Entity<AccessToken>
{
    /// <summary>What all tokens begin with, so that scanners for leaked secrets know them.</summary>
    public const string Prefix = "asm_";

    private AccessToken() { }

    internal AccessToken(Id<Person> person, string secret, string name, bool mayOnlyRead, Instant now, Instant expires) =>
        (Person, Hash, Name, MayOnlyRead, At, ExpiresAt) = (person, Secrets.Hash(secret), name, mayOnlyRead, now, expires);

    /// <summary>Whose rights it has.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What its owner calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>It may read, not change.</summary>
    public bool MayOnlyRead { get; private set; }

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }

    /// <summary>When it ends by itself, at most a year later.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public Instant? RevokedAt { get; private set; }

    /// <summary>Takes it back.</summary>
    public void Revoke(Instant now) => RevokedAt ??= now;
}
