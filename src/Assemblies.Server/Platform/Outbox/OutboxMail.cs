using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>How far a mail is on its way.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>The server said later, or could not be reached; it is tried again by itself.</summary>
    Deferred,

    /// <summary>The recipient's server took it.</summary>
    Sent,

    /// <summary>The recipient's server refused it for good; somebody has to look.</summary>
    Failed,

    /// <summary>Something newer took its place before it went.</summary>
    Superseded,
}

/// <summary>A mail to one recipient, from the transaction that decided it until its fate is known.</summary>
/// <remarks>
/// Composed when it is first leased: the bytes, with date and boundaries, are kept, so that a retry is the same mail to the byte. Times are the
/// database's.
/// </remarks>
public sealed class OutboxMail : Entity<OutboxMail>
{
    private OutboxMail() { }

    internal OutboxMail(NewMail mail) =>
        (Key, Kind, Subject, Person, Email, Name, Assembly, Model, Sequence, Group) = (
            mail.Key,
            mail.Kind,
            mail.Subject,
            mail.Person,
            Domain.Members.Person.NormalEmail(mail.Email),
            mail.Name,
            mail.Assembly,
            mail.Model,
            mail.Sequence,
            mail.Group
        );

    /// <summary>What makes it unique: a second row with the same key is not added. The Message-ID is made of it.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Which composer writes it, such as <c>calendar.request</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What it is about, such as the UID of a calendar entry; mails of one subject to one person go in order.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The person it goes to; null for somebody without an account.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>The address it goes to, as it was when it was decided.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The recipient's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The assembly it belongs to; null for others.</summary>
    public Id<Assembly>? Assembly { get; private set; }

    /// <summary>How deliveries are grouped for people, such as <c>open</c>, <c>day1</c>, <c>reminders</c>.</summary>
    public string Group { get; private set; } = "";

    /// <summary>The revision of its subject; a newer one takes the place of what has not gone yet.</summary>
    public int Sequence { get; private set; }

    /// <summary>What the composer needs, as JSON.</summary>
    public string Model { get; private set; } = "{}";

    /// <summary>How far it is.</summary>
    public DeliveryState State { get; private set; }

    /// <summary>The whole message, frozen at the first lease; null before.</summary>
    public byte[]? Mime { get; private set; }

    /// <summary>The server may have taken it: the conversation broke off after the message was on its way, or the process that sent it ended.</summary>
    public bool Doubtful { get; private set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before.</summary>
    public Instant DueAt { get; private set; }

    /// <summary>A worker has it until then; null when nobody has.</summary>
    public Instant? LeasedUntil { get; private set; }

    /// <summary>What the server said last.</summary>
    public string? ServerWords { get; private set; }

    /// <summary>When it was decided.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When the server took it.</summary>
    public Instant? SentAt { get; private set; }
}

/// <summary>A mail to add.</summary>
/// <param name="Key">Unique; a second with the same key is not added.</param>
/// <param name="Kind">Which composer writes it.</param>
/// <param name="Subject">What it is about; mails of one subject to one person go in order.</param>
/// <param name="Email">Where it goes.</param>
/// <param name="Name">To whom.</param>
/// <param name="Model">What the composer needs, as JSON.</param>
public sealed record NewMail(string Key, string Kind, string Subject, string Email, string Name, string Model)
{
    /// <summary>The person it goes to; null for somebody without an account.</summary>
    public Id<Person>? Person { get; init; }

    /// <summary>The assembly it belongs to.</summary>
    public Id<Assembly>? Assembly { get; init; }

    /// <summary>How deliveries are grouped for people.</summary>
    public string Group { get; init; } = "";

    /// <summary>The revision of its subject.</summary>
    public int Sequence { get; init; }
}
