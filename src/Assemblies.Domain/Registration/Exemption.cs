using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>An exception: a deadline holds longer for one organisation, or one person of it. It ends by itself; taken back, never removed.</summary>
/// <remarks>Source: seats.md, Deadlines.</remarks>
public sealed class Exemption : Entity<Exemption>
{
    private Exemption() { }

    /// <summary>Gives one.</summary>
    /// <param name="assembly">At which assembly.</param>
    /// <param name="kind">Of which deadline: registration, its changes, or proxies.</param>
    /// <param name="organisation">For which organisation; null for a person.</param>
    /// <param name="person">For whom; null for everybody of the organisation.</param>
    /// <param name="until">The last day, in the rules' zone.</param>
    /// <param name="at">When it was given.</param>
    /// <param name="by">By whom.</param>
    /// <param name="why">Why.</param>
    public Exemption(
        Id<Assembly> assembly,
        DeadlineKind kind,
        Id<Organisation>? organisation,
        Id<Person>? person,
        LocalDate until,
        Instant at,
        Id<Person>? by,
        string why
    ) => (Assembly, Kind, Organisation, Person, Until, At, By, Why) = (assembly, kind, organisation, person, until, at, by, why);

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Of which deadline.</summary>
    public DeadlineKind Kind { get; private set; }

    /// <summary>For which organisation; null for a person alone.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>For whom; null for everybody of the organisation.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>The last day, in the rules' zone.</summary>
    public LocalDate Until { get; private set; }

    /// <summary>When it was given.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>Why.</summary>
    public string Why { get; private set; } = "";

    /// <summary>When it was taken back; null while it holds.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? EndedBy { get; private set; }

    /// <summary>Takes it back; a repeat changes nothing.</summary>
    public void End(Instant at, Id<Person>? by)
    {
        if (EndedAt is null)
        {
            (EndedAt, EndedBy) = (at, by);
        }
    }

    /// <summary>Whether it lets somebody through on a day.</summary>
    public bool Holds(DeadlineKind kind, Id<Organisation>? organisation, Id<Person>? person, LocalDate today) =>
        Kind == kind
        && EndedAt is null
        && today <= Until
        && (Person is not null ? Person == person : Organisation is not null && Organisation == organisation);
}
