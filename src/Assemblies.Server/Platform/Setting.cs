namespace Assemblies.Server.Platform;

/// <summary>A setting: its name, what it is unless set, what it means, and what is wrong with a value.</summary>
/// <param name="Key">The configuration key (<c>Smtp:Host</c>); the environment variable has <c>__</c> for each colon.</param>
/// <param name="Default">What holds when it is not set; empty for nothing.</param>
/// <param name="Meaning">For the table of settings.</param>
/// <param name="Wrong">What is wrong with a value, as the end of a sentence; null when it is right.</param>
public sealed record Setting(string Key, string Default, string Meaning, Func<string, string?> Wrong)
{
    /// <summary>Whether its value is never said.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Why it has to be set outside Development, as the end of a sentence; null where it need not.</summary>
    public string? Needed { get; init; }

    /// <summary>The environment variable.</summary>
    public string Variable => Key.Replace(":", "__", StringComparison.Ordinal);
}

/// <summary>How SMTP is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: only for a server on the same machine or network.</summary>
    None,

    /// <summary>STARTTLS, which the server must offer.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>TLS where the server offers it.</summary>
    Auto,
}
