using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>A code that the secretariat handed to somebody who is checked in, for when mail is down: to sign in once. Times are the database's.</summary>
/// <remarks>Source: security.md, Sign-in and sessions.</remarks>
public sealed class SignInCode : Entity<SignInCode>
{
    /// <summary>How long it holds.</summary>
    public static readonly Duration Holds = Duration.FromMinutes(15);

    private SignInCode() { }

    internal SignInCode(Id<Person> person, string code, Instant now, Id<Person>? by) =>
        (Person, Hash, MadeAt, MadeBy, ExpiresAt) = (person, Secrets.Hash(code), now, by, now + Holds);

    /// <summary>Who signs in by it.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>SHA-256 of the code.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public Instant MadeAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? MadeBy { get; private set; }

    /// <summary>Until when it holds; a newer one ends it.</summary>
    public Instant ExpiresAt { get; private set; }

    /// <summary>When it was used; null before.</summary>
    public Instant? UsedAt { get; private set; }

    /// <summary>The eight signs of a code, as somebody types them: without blanks and hyphens, in any case.</summary>
    internal static string Tidy(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>A new one; as many possibilities as nobody tries in a quarter of an hour.</summary>
    internal static string New() => BadgeCode.New();

    /// <summary>"K7QF-2M9X": as it is read out.</summary>
    internal static string Shown(string code) => $"{code[..4]}-{code[4..]}";
}

/// <summary>A code was typed that opened nothing: counted, so that nobody tries them all.</summary>
public sealed class WrongCode : Entity<WrongCode>
{
    private WrongCode() { }

    internal WrongCode(string ip, Instant at) => (Ip, At) = (ip, at);

    /// <summary>From which network address; removed after a week.</summary>
    public string Ip { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
