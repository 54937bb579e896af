using System.Text;

namespace Assemblies.Server.Platform.Mail;

/// <summary>Where mail goes out.</summary>
internal sealed record SmtpSettings
{
    /// <summary>The server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>The account; null or empty sends without signing in.</summary>
    public string? User { get; init; }

    /// <summary>The account's password; never logged, never printed.</summary>
    public string? Password { get; init; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>How many connections are open at once when much goes out.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Our own address, which mails come from.</summary>
    public required string From { get; init; }

    /// <summary>How long it may take to bring one message to the server, connecting included where that is needed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    private bool PrintMembers(StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Host}:{Port}, {Security}, From {From}");
        return true;
    }
}
