using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>What somebody does for an assembly.</summary>
public enum Office
{
    /// <summary>Leads the sitting.</summary>
    Chair,

    /// <summary>Leads it when the chair does not.</summary>
    DeputyChair,

    /// <summary>Writes the minutes.</summary>
    MinuteTaker,

    /// <summary>Checks people in and counts.</summary>
    Teller,

    /// <summary>Organises it for the host.</summary>
    Host,
}

/// <summary>Somebody was appointed to an office of an assembly; a row with who and when, ended, never removed.</summary>
public sealed class Officer : Entity<Officer>
{
    private Officer() { }

    /// <summary>Appoints somebody.</summary>
    public Officer(Id<Person> person, Id<Assembly> assembly, Office office, Instant at, Id<Person>? by)
    {
        (Person, Assembly, Office, At, By) = (person, assembly, office, at, by);
        Happened(new OfficerAppointed(assembly, office, person));
    }

    /// <summary>Who.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>To what.</summary>
    public Office Office { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null when it follows from the assignment of the host.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When it ended; null while it holds.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>By whom it was ended.</summary>
    public Id<Person>? EndedBy { get; private set; }

    /// <summary>Offices that only one person holds at a time: who leads the sitting, and who writes the minutes.</summary>
    public static bool IsForOne(Office office) => office is Office.Chair or Office.MinuteTaker;

    /// <summary>Ends it.</summary>
    public void End(Instant at, Id<Person>? by) => (EndedAt, EndedBy) = (at, by);
}

/// <summary>Somebody holds an office from now on.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Office">Which office.</param>
/// <param name="Person">Who.</param>
public sealed record OfficerAppointed(Id<Assembly> Assembly, Office Office, Id<Person> Person) : DomainEvent;
