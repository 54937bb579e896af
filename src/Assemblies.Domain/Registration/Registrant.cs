using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>Who is registered, as it is known at that moment.</summary>
/// <param name="Name">Their own name.</param>
/// <param name="NameLatin">Their name in Latin script, where their own is in another.</param>
/// <param name="Email">Where mail reaches them; null for a walk-in who gave none.</param>
/// <param name="TimeZone">Their zone, IANA.</param>
/// <param name="Affiliation">For whom they come, in words: an organisation's name, or what a guest wrote.</param>
/// <param name="Audience">The reader class they belong to.</param>
public sealed record Attendee(string Name, string? NameLatin, string? Email, string TimeZone, string Affiliation, Audience Audience)
{
    /// <summary>Who; null for a guest or a walk-in.</summary>
    public Id<Person>? Person { get; init; }

    /// <summary>Who; null for somebody the network knows, or who walked in.</summary>
    public Id<Guest>? Guest { get; init; }

    /// <summary>For which organisation; null for guests.</summary>
    public Id<Organisation>? Organisation { get; init; }

    /// <summary>By which mandate; null for guests.</summary>
    public Id<Mandate>? Mandate { get; init; }

    /// <summary>Takes no seat and counts in no quota: interpreters, the host's staff.</summary>
    public bool DoesNotCount { get; init; }
}

/// <summary>A registration: one person at one assembly. What they have of it are its lines (<see cref="SeatLine"/>).</summary>
/// <remarks>Whoever cancelled and comes back is the same row with new lines; whoever comes in somebody's place is another one.</remarks>
public sealed class Registrant : Entity<Registrant>
{
    private Registrant() { }

    /// <summary>Registers somebody.</summary>
    /// <param name="assembly">For which assembly.</param>
    /// <param name="who">Whom.</param>
    /// <param name="badge">What the badge's code says; unique in the assembly.</param>
    /// <param name="at">When, in business time.</param>
    /// <param name="by">By whom; null for a guest who did it without an account, and for the service.</param>
    public Registrant(Id<Assembly> assembly, Attendee who, string badge, Instant at, Id<Person>? by)
    {
        (Assembly, Badge, At, By) = (assembly, badge, at, by);
        (Person, Guest, Organisation, Mandate) = (who.Person, who.Guest, who.Organisation, who.Mandate);
        (Name, NameLatin, Email, TimeZone) = (who.Name, who.NameLatin, who.Email, who.TimeZone);
        (Affiliation, Audience, DoesNotCount) = (who.Affiliation, who.Audience, who.DoesNotCount);
    }

    /// <summary>They come by another mandate than before, or their name is written otherwise now.</summary>
    public void Know(Attendee who)
    {
        (Organisation, Mandate) = (who.Organisation, who.Mandate);
        (Name, NameLatin, Email, TimeZone) = (who.Name, who.NameLatin, who.Email, who.TimeZone);
        (Affiliation, Audience) = (who.Affiliation, who.Audience);
    }

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Who; null for a guest or a walk-in.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>Who; null for somebody the network knows, or who walked in.</summary>
    public Id<Guest>? Guest { get; private set; }

    /// <summary>For which organisation; null for guests.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>By which mandate; null for guests.</summary>
    public Id<Mandate>? Mandate { get; private set; }

    /// <summary>Their own name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Their name in Latin script, where their own is in another.</summary>
    public string? NameLatin { get; private set; }

    /// <summary>Where mail reaches them, in lower case; null for a walk-in who gave none.</summary>
    public string? Email { get; private set; }

    /// <summary>Their zone, IANA.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>For whom they come, in words.</summary>
    public string Affiliation { get; private set; } = "";

    /// <summary>The reader class they belong to.</summary>
    public Audience Audience { get; private set; }

    /// <summary>Takes no seat and counts in no quota: interpreters, the host's staff.</summary>
    public bool DoesNotCount { get; private set; }

    /// <summary>What the code on the badge says; letters and digits that are not mistaken for each other.</summary>
    public string Badge { get; private set; } = "";

    /// <summary>What they want, as they filled it in last.</summary>
    public Wish Wish { get; private set; } = Wish.Nothing;

    /// <summary>Whether they may be recognisable in photographs; no until they say yes.</summary>
    public bool PhotoConsent { get; private set; }

    /// <summary>When they were registered.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>How the secretariat or the host came to know it, when one of them entered it.</summary>
    public Source? Source { get; private set; }

    /// <summary>Raised by each change; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>When it was cancelled, or handed to somebody else; null while it stands.</summary>
    public Instant? CancelledAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? CancelledBy { get; private set; }

    /// <summary>Who comes in their place; null when nobody does.</summary>
    public Id<Registrant>? ReplacedBy { get; private set; }

    /// <summary>Whether it stands.</summary>
    public bool IsComing => CancelledAt is null;

    /// <summary>Takes what they filled in; false when nothing differs: then not even the version does.</summary>
    /// <param name="wish">What they want.</param>
    /// <param name="photoConsent">Whether they may be recognisable in photographs.</param>
    /// <param name="source">How the secretariat or the host came to know it; null when they did it themselves.</param>
    public bool FillIn(Wish wish, bool photoConsent, Source? source)
    {
        if (IsComing && photoConsent == PhotoConsent && wish.IsSameAs(Wish))
        {
            return false;
        }

        (Wish, PhotoConsent, Source, Version) = (wish, photoConsent, source, Version + 1);
        (CancelledAt, CancelledBy, ReplacedBy) = (null, null, null);
        return true;
    }

    /// <summary>They do not come; a repeat changes nothing.</summary>
    public void Cancel(Instant at, Id<Person>? by)
    {
        if (IsComing)
        {
            (CancelledAt, CancelledBy, Version) = (at, by, Version + 1);
        }
    }

    /// <summary>Somebody else comes in their place, with their seats.</summary>
    public void ReplaceBy(Registrant other, Instant at, Id<Person>? by)
    {
        Cancel(at, by);
        ReplacedBy = other.Id;
        (other.Wish, other.CancelledAt, other.CancelledBy, other.ReplacedBy) = (Wish, null, null, null);
        other.Version++;
    }

    /// <summary>Something of their registration that lies elsewhere has changed: whoever changes it too looks again.</summary>
    public void Touch() => Version++;

    /// <summary>Whether they take a seat is said anew.</summary>
    public void Count(bool counts) => (DoesNotCount, Version) = (!counts, Version + 1);

    /// <summary>Mail reaches them at another address from now on.</summary>
    public void Reach(string email) => Email = email;
}
