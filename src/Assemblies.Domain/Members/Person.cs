using NodaTime;

namespace Assemblies.Domain.Members;

/// <summary>Somebody the network knows: one person, several hats.</summary>
public sealed class Person : Entity<Person>
{
    private Person() { }

    /// <summary>Adds somebody.</summary>
    /// <param name="email">Where mail reaches them; trimmed and lower-cased here, and unique.</param>
    /// <param name="name">Their own name.</param>
    /// <param name="nameLatin">Their name in Latin script, where their own is in another.</param>
    /// <param name="language">BCP 47, such as <c>en</c>.</param>
    /// <param name="timeZone">IANA zone id.</param>
    public Person(string email, string name, string? nameLatin, string language, string timeZone) =>
        (Email, Name, NameLatin, Language, TimeZone) = (NormalEmail(email), name, nameLatin, language, timeZone);

    /// <summary>Where mail reaches them, in lower case; unique.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Their own name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Their name in Latin script, where their own is in another.</summary>
    public string? NameLatin { get; private set; }

    /// <summary>The language they read, BCP 47.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>The zone they live in, IANA.</summary>
    public string TimeZone { get; private set; } = "Europe/Brussels";

    /// <summary>Light or dark, when they chose; null follows their system.</summary>
    public string? Colours { get; private set; }

    /// <summary>Raised by each correction of name or address, which several people may make; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>How two addresses are compared: without blanks around them and without case.</summary>
    public static string NormalEmail(string email) => email.Trim().ToLowerInvariant();

    /// <summary>Corrects name and address. False when it is what was known: then nothing changes, not even the version.</summary>
    public bool Correct(string email, string name, string? nameLatin)
    {
        var (was, now) = ((Email, Name, NameLatin), (NormalEmail(email), name, nameLatin));
        if (was == now)
        {
            return false;
        }

        (Email, Name, NameLatin) = now;
        Version++;
        if (was.Email != Email)
        {
            Happened(new PersonAddressChanged(Id, was.Email, Email));
        }

        return true;
    }

    /// <summary>Takes all that a list says of them. False when it is what was known.</summary>
    public bool Change(string email, string name, string? nameLatin, string language, string timeZone)
    {
        var (wasLanguage, wasZone) = (Language, TimeZone);
        (Language, TimeZone) = (language, timeZone);
        return Correct(email, name, nameLatin) || (wasLanguage, wasZone) != (Language, TimeZone);
    }

    /// <summary>What they choose for themselves.</summary>
    /// <param name="language">BCP 47.</param>
    /// <param name="timeZone">IANA zone id.</param>
    /// <param name="colours"><c>light</c>, <c>dark</c> or null for what the system says.</param>
    public void Prefer(string language, string timeZone, string? colours) => (Language, TimeZone, Colours) = (language, timeZone, colours);
}

/// <summary>As what somebody represents an organisation.</summary>
public enum MandateRole
{
    /// <summary>Head of delegation: votes, unless the deputy does.</summary>
    Head,

    /// <summary>Deputy: votes when the head does not. Not a proxy.</summary>
    Deputy,

    /// <summary>Adviser: comes along; is told when the head names them.</summary>
    Adviser,

    /// <summary>Observer: speaks, and counts for nothing.</summary>
    Observer,

    /// <summary>Contact for the office's mail.</summary>
    Contact,
}

/// <summary>Somebody represents an organisation for a time. An ended mandate ends rights, feeds and mail at once.</summary>
public sealed class Mandate : Entity<Mandate>
{
    private Mandate() { }

    /// <summary>Appoints somebody.</summary>
    /// <param name="person">Who.</param>
    /// <param name="organisation">For whom they speak.</param>
    /// <param name="role">As what.</param>
    /// <param name="from">The first day, in the rules' zone.</param>
    /// <param name="until">The last day; null as long as nothing ends it.</param>
    /// <param name="appointedBy">Who entered it; null for an import at the first start.</param>
    public Mandate(
        Id<Person> person,
        Id<Organisation> organisation,
        MandateRole role,
        LocalDate from,
        LocalDate? until,
        Id<Person>? appointedBy
    ) => (Person, Organisation, Role, From, Until, AppointedBy) = (person, organisation, role, from, until, appointedBy);

    /// <summary>Who.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>For whom they speak.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>As what.</summary>
    public MandateRole Role { get; private set; }

    /// <summary>The first day.</summary>
    public LocalDate From { get; private set; }

    /// <summary>The last day; null as long as nothing ends it.</summary>
    public LocalDate? Until { get; private set; }

    /// <summary>Who entered it.</summary>
    public Id<Person>? AppointedBy { get; private set; }

    /// <summary>An adviser whom the head wants to be told like the head and the deputy.</summary>
    public bool NamedByHead { get; private set; }

    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(LocalDate day) => From <= day && (Until is null || day <= Until);

    /// <summary>Ends it, never later than it ends anyway. One that ended before stays as it is; the same last day again changes nothing.</summary>
    /// <param name="lastDay">The last day on which it holds; null for at once: then it held until yesterday, or never.</param>
    /// <param name="today">Today, in the rules' zone.</param>
    public Error? End(LocalDate? lastDay, LocalDate today)
    {
        if (Until < today)
        {
            return MembersDomainErrors.MandateEnded;
        }

        if (lastDay < From)
        {
            return MembersDomainErrors.LastDayBeforeFirst;
        }

        if (lastDay > Until)
        {
            return MembersDomainErrors.EndsBefore;
        }

        var last = lastDay ?? today.PlusDays(-1);
        if (Until != last)
        {
            Until = last;
            Happened(new MandateEnded(Id, Person, Organisation, last));
        }

        return null;
    }

    /// <summary>Changes its first and last day, as a list says them. False when they are these.</summary>
    public bool Change(LocalDate from, LocalDate? until)
    {
        var (wasFrom, wasUntil) = (From, Until);
        (From, Until) = (from, until);
        if (until is { } lastDay && until != wasUntil)
        {
            Happened(new MandateEnded(Id, Person, Organisation, lastDay));
        }

        return (wasFrom, wasUntil) != (From, Until);
    }

    /// <summary>The head names an adviser to be told, or takes that back.</summary>
    public void Name(bool named) => NamedByHead = named;
}

/// <summary>Somebody belongs to the secretariat.</summary>
public sealed class Grant : Entity<Grant>
{
    private Grant() { }

    /// <summary>Grants it.</summary>
    /// <param name="person">To whom.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom; null for the first account.</param>
    public Grant(Id<Person> person, Instant at, Id<Person>? by) => (Person, At, By) = (person, at, by);

    /// <summary>To whom.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the first account.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public Instant? RevokedAt { get; private set; }

    /// <summary>By whom it was taken back.</summary>
    public Id<Person>? RevokedBy { get; private set; }

    /// <summary>Takes it back.</summary>
    public void Revoke(Instant at, Id<Person> by) => (RevokedAt, RevokedBy) = (at, by);
}

/// <summary>Mail reaches somebody at another address from now on.</summary>
public sealed record PersonAddressChanged(Id<Person> Person, string Was, string Now) : DomainEvent;

/// <summary>A mandate has a last day now; it may lie behind us, or ahead.</summary>
public sealed record MandateEnded(Id<Mandate> Mandate, Id<Person> Person, Id<Organisation> Organisation, LocalDate LastDay) : DomainEvent;

/// <summary>Refusals of the rules about people.</summary>
public static class MembersDomainErrors
{
    /// <summary>The mandate ended before.</summary>
    public static readonly Error MandateEnded = new(
        "members.mandate_ended",
        ErrorKind.Conflict,
        "This mandate has ended already; what has ended stays as it was. Enter a new one if the person is back."
    );

    /// <summary>The last day lies before the first.</summary>
    public static readonly Error LastDayBeforeFirst = new(
        "members.last_day_before_first",
        ErrorKind.Invalid,
        "The last day lies before the first day of the mandate. Name a later one."
    );

    /// <summary>The mandate ends before that day.</summary>
    public static readonly Error EndsBefore = new(
        "members.ends_before",
        ErrorKind.Conflict,
        "The mandate ends before this day, and ending it does not lengthen it. Enter a new one from the day after its last."
    );
}
