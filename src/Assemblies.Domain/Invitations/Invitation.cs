using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Invitations;

/// <summary>What somebody has answered. Never a vote, a proxy or a presence.</summary>
public enum InvitationAnswer
{
    /// <summary>Nothing yet, or nothing since the time changed.</summary>
    NeedsAction,

    /// <summary>Comes.</summary>
    Accepted,

    /// <summary>Does not know yet.</summary>
    Tentative,

    /// <summary>Does not come.</summary>
    Declined,

    /// <summary>Comes to some sessions only, which are entries of their own.</summary>
    SessionsOnly,

    /// <summary>Sends somebody else.</summary>
    Substituted,
}

/// <summary>How somebody takes part.</summary>
public enum Attending
{
    /// <summary>In the room.</summary>
    OnSite,

    /// <summary>By video.</summary>
    Online,
}

/// <summary>Somebody who is invited without being a representative: comes in somebody's place.</summary>
public sealed class Guest : Entity<Guest>
{
    private Guest() { }

    /// <summary>Adds one.</summary>
    public Guest(Id<Assembly> assembly, string email, string name, string zone, Instant at) =>
        (Assembly, Email, Name, TimeZone, At) = (assembly, Person.NormalEmail(email), name, zone, at);

    /// <summary>For which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Where mail reaches them; unique in the assembly.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The zone of whom they come for, as long as theirs is unknown.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>When they were named.</summary>
    public Instant At { get; private set; }
}

/// <summary>Somebody is invited to an entry, by the address it was sent to.</summary>
public sealed class Invitation : Entity<Invitation>
{
    private Invitation() { }

    /// <summary>Invites somebody.</summary>
    /// <param name="entry">To what, at its latest revision.</param>
    /// <param name="who">Whom.</param>
    /// <param name="at">When, in business time.</param>
    /// <param name="insteadOf">The invitation it takes the place of: a substitute's, or a single session's; null as a rule.</param>
    public Invitation(DiaryEntry entry, Invitee who, Instant at, Id<Invitation>? insteadOf = null)
    {
        InsteadOf = insteadOf;
        (Entry, Assembly) = (entry.Id, entry.Assembly);
        (Person, Guest, Mandate) = (who.Person, who.Guest, who.Mandate);
        (Email, Name, TimeZone, Organisation, Audience) = (who.Email, who.Name, who.TimeZone, who.Organisation, who.Audience);
        (Sequence, At) = (entry.Sequence, at);
    }

    /// <summary>To which entry.</summary>
    public Id<DiaryEntry> Entry { get; private set; }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Who; null for a guest.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>Who; null for somebody the network knows.</summary>
    public Id<Guest>? Guest { get; private set; }

    /// <summary>By which mandate; null for guests.</summary>
    public Id<Mandate>? Mandate { get; private set; }

    /// <summary>The invitation it takes the place of; null as a rule.</summary>
    public Id<Invitation>? InsteadOf { get; private set; }

    /// <summary>The address as invited.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The name as invited.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The reader's zone, IANA.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>For whom they come, in words.</summary>
    public string Organisation { get; private set; } = "";

    /// <summary>The reader class they belong to: what the mail shows of the programme.</summary>
    public Audience Audience { get; private set; }

    /// <summary>The latest revision that was sent to them.</summary>
    public int Sequence { get; private set; }

    /// <summary>When they were invited, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>What they answered.</summary>
    public InvitationAnswer Answer { get; private set; }

    /// <summary>How they take part; null while they have not said.</summary>
    public Attending? How { get; private set; }

    /// <summary>When they answered; null while they have not.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>When their entry was taken back by a cancellation; null while it stands.</summary>
    public Instant? WithdrawnAt { get; private set; }

    /// <summary>Taken back without a word of theirs: by an ended mandate, or by whom they came for. Whoever answered may still change their mind.</summary>
    public bool HasEnded => WithdrawnAt is not null && Answer is InvitationAnswer.NeedsAction;

    /// <summary>Whether the answer is their registration: members' people register by a form.</summary>
    public bool IsRegistration => Guest is not null || Audience is not Audience.Members;

    /// <summary>They answered.</summary>
    public void Answered(InvitationAnswer answer, Attending? how, Instant at)
    {
        (Answer, How, AnsweredAt) = (answer, how, at);
        Happened(new InvitationAnswered(Id, Entry, Assembly, answer, how));
    }

    /// <summary>A revision goes to them, and to nobody else.</summary>
    public void Sent(DiaryRevision revision) => Sequence = revision.Sequence;

    /// <summary>The time has changed: what they answered does not count any more.</summary>
    public void AskAgain() => (Answer, AnsweredAt) = (InvitationAnswer.NeedsAction, null);

    /// <summary>They are not invited any more, whatever they answered.</summary>
    public void End(Instant at)
    {
        WithdrawnAt ??= at;
        AskAgain();
    }

    /// <summary>Who it is, for another entry.</summary>
    public Invitee Who =>
        new(Email, Name, TimeZone, Organisation, Audience)
        {
            Person = Person,
            Guest = Guest,
            Mandate = Mandate,
        };

    /// <summary>Their entry is taken back.</summary>
    public void Withdraw(Instant at) => WithdrawnAt ??= at;

    /// <summary>Their entry is theirs again, with a revision of its own; perhaps in the place of another invitation than before.</summary>
    public void Restore(DiaryRevision revision, Id<Invitation>? insteadOf)
    {
        (WithdrawnAt, InsteadOf) = (null, insteadOf);
        Sent(revision);
    }

    /// <summary>Somebody asks them to come in their place, after they were taken off before.</summary>
    /// <param name="revision">The revision that goes to them.</param>
    /// <param name="insteadOf">In whose place.</param>
    /// <param name="name">As who asks writes it: who asks learns no other name of theirs.</param>
    public void AskedBy(DiaryRevision revision, Id<Invitation> insteadOf, string name)
    {
        Restore(revision, insteadOf);
        AskAgain();
        Name = name;
    }

    /// <summary>They are invited anew in their own right after they were taken off, perhaps by another mandate than before.</summary>
    public void InviteAgain(DiaryRevision revision, Invitee who)
    {
        Restore(revision, null);
        AskAgain();
        (Person, Guest, Mandate) = (who.Person, who.Guest, who.Mandate);
        (Email, Name, TimeZone, Organisation, Audience) = (who.Email, who.Name, who.TimeZone, who.Organisation, who.Audience);
    }

    /// <summary>Mail reaches them at another address from now on.</summary>
    public void Reach(string email) => Email = email;
}

/// <summary>Somebody answered an invitation. Of partners, applicants, the Commission and guests it is their registration.</summary>
public sealed record InvitationAnswered(
    Id<Invitation> Invitation,
    Id<DiaryEntry> Entry,
    Id<Assembly> Assembly,
    InvitationAnswer Answer,
    Attending? How
) : DomainEvent;

/// <summary>Who is invited, as it is known at that moment.</summary>
/// <param name="Email">Where the mail goes.</param>
/// <param name="Name">Their name.</param>
/// <param name="TimeZone">Their zone, IANA.</param>
/// <param name="Organisation">For whom they come, in words.</param>
/// <param name="Audience">The reader class they belong to.</param>
public sealed record Invitee(string Email, string Name, string TimeZone, string Organisation, Audience Audience)
{
    /// <summary>Who; null for a guest.</summary>
    public Id<Person>? Person { get; init; }

    /// <summary>Who; null for somebody the network knows.</summary>
    public Id<Guest>? Guest { get; init; }

    /// <summary>By which mandate; null for guests.</summary>
    public Id<Mandate>? Mandate { get; init; }
}

/// <summary>A link to answer by; each mail has one of its own, all of them hold until the meeting begins.</summary>
public sealed class AnswerLink
{
    private AnswerLink() { }

    /// <summary>Makes one.</summary>
    public AnswerLink(byte[] hash, Id<Invitation> invitation, Instant at) => (Hash, Invitation, At) = (hash, invitation, at);

    /// <summary>SHA-256 of the token in the mail.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What it answers.</summary>
    public Id<Invitation> Invitation { get; private set; }

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }
}

/// <summary>What people see of an entry has changed, and is not told yet: it rests, so that ten corrections are one mail.</summary>
public sealed class PendingChange
{
    private PendingChange() { }

    /// <summary>The entry.</summary>
    public Id<DiaryEntry> Entry { get; private set; }

    /// <summary>When it changed last, by the database's clock.</summary>
    public Instant At { get; private set; }
}
