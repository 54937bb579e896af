using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>Somebody missed a deadline and asks for an exception: it waits for host and secretariat until one of them answers.</summary>
public sealed class ExceptionRequest : Entity<ExceptionRequest>
{
    private ExceptionRequest() { }

    /// <summary>Asks.</summary>
    /// <param name="assembly">At which assembly.</param>
    /// <param name="kind">Of which deadline.</param>
    /// <param name="organisation">For which organisation; null for a person alone.</param>
    /// <param name="person">For whom.</param>
    /// <param name="why">Why they ask.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who asks.</param>
    public ExceptionRequest(
        Id<Assembly> assembly,
        DeadlineKind kind,
        Id<Organisation>? organisation,
        Id<Person> person,
        string why,
        Instant at,
        Id<Person> by
    ) => (Assembly, Kind, Organisation, Person, Why, At, By) = (assembly, kind, organisation, person, why, at, by);

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Of which deadline.</summary>
    public DeadlineKind Kind { get; private set; }

    /// <summary>For which organisation.</summary>
    public Id<Organisation>? Organisation { get; private set; }

    /// <summary>For whom.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>Why they ask.</summary>
    public string Why { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>Who asks.</summary>
    public Id<Person> By { get; private set; }

    /// <summary>When it was answered; null while it waits.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? AnsweredBy { get; private set; }

    /// <summary>The exception that was given; null when it was declined.</summary>
    public Id<Exemption>? Given { get; private set; }

    /// <summary>Why it was declined; null otherwise.</summary>
    public string? Declined { get; private set; }

    /// <summary>An exception was given. Refused when it was answered before.</summary>
    public Error? Give(Exemption exception, Instant at, Id<Person>? by)
    {
        if (AnsweredAt is not null)
        {
            return RegistrationDomainErrors.AnsweredAlready;
        }

        (Given, AnsweredAt, AnsweredBy) = (exception.Id, at, by);
        return null;
    }

    /// <summary>It is declined, with a reason. Refused when it was answered before.</summary>
    public Error? Decline(string why, Instant at, Id<Person>? by)
    {
        if (AnsweredAt is not null)
        {
            return RegistrationDomainErrors.AnsweredAlready;
        }

        (Declined, AnsweredAt, AnsweredBy) = (why, at, by);
        return null;
    }
}
