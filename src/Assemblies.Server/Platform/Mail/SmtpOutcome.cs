namespace Assemblies.Server.Platform.Mail;

/// <summary>What became of one message at the mail server, with the server's words for people to read.</summary>
/// <param name="ServerWords">What the server said, or what failed on the way to it; on one line.</param>
internal abstract record SmtpOutcome(string ServerWords)
{
    /// <summary>The server has it (2xx after DATA).</summary>
    internal sealed record Accepted(string ServerWords) : SmtpOutcome(ServerWords);

    /// <summary>The server will not take this message for this recipient (5xx at RCPT or after DATA): it fails, the others go on.</summary>
    internal sealed record RefusedForRecipient(string ServerWords) : SmtpOutcome(ServerWords);

    /// <summary>Not now for this recipient (4xx): greylisting, a full mailbox.</summary>
    internal sealed record TryLater(string ServerWords) : SmtpOutcome(ServerWords);

    /// <summary>Connecting, TLS, signing in or our sender failed: nothing was sent, every message waits and nobody fails.</summary>
    internal sealed record ConnectionTrouble(string ServerWords) : SmtpOutcome(ServerWords);

    /// <summary>The conversation broke off after the message was on its way: send the identical bytes again.</summary>
    internal sealed record Unknown(string ServerWords) : SmtpOutcome(ServerWords);
}
