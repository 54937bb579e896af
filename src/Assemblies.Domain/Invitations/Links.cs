using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Invitations;

/// <summary>The address of somebody's own calendar feed; whoever has it can read that feed and nothing else.</summary>
public sealed class FeedLink : Entity<FeedLink>
{
    private FeedLink() { }

    /// <summary>Makes one.</summary>
    public FeedLink(Id<Person> person, byte[] hash, Instant at) => (Person, Hash, At) = (person, hash, at);

    /// <summary>Whose feed.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public Instant? RevokedAt { get; private set; }
}

/// <summary>A link that ends reminders to one address.</summary>
public sealed class ReminderLink
{
    private ReminderLink() { }

    /// <summary>Makes one.</summary>
    public ReminderLink(byte[] hash, string email, Instant at) => (Hash, Email, At) = (hash, email, at);

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>The address that gets the reminders.</summary>
    public string Email { get; private set; } = "";

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }
}

/// <summary>Somebody does not want reminders any more. What they are sent by the rules comes all the same.</summary>
public sealed class ReminderOptOut
{
    private ReminderOptOut() { }

    /// <summary>The address.</summary>
    public string Email { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}
