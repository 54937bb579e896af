using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>Whether somebody may register or change now: the deadlines, and the exceptions that were given.</summary>
/// <param name="State">Where the assembly stands.</param>
/// <param name="Deadlines">Its deadlines; null when no day stands.</param>
/// <param name="Exceptions">The exceptions given at it.</param>
/// <param name="Now">Business time.</param>
public sealed record RegistrationWindow(
    AssemblyState State,
    DeadlineList? Deadlines,
    IReadOnlyCollection<Exemption> Exceptions,
    Instant Now
)
{
    /// <summary>Why nobody of them can be registered now; null when they can.</summary>
    public Error? RefusesNew(Id<Organisation>? organisation, Id<Person>? person) =>
        State is not AssemblyState.Convened ? RegistrationDomainErrors.NotOpen
        : IsOpen(DeadlineKind.Registration, organisation, person) ? null
        : RegistrationDomainErrors.Closed;

    /// <summary>Why their registration cannot be changed now; null when it can.</summary>
    public Error? RefusesChange(Id<Organisation>? organisation, Id<Person>? person) =>
        State is not AssemblyState.Convened ? RegistrationDomainErrors.NotOpen
        : IsOpen(DeadlineKind.RegistrationChanges, organisation, person) || IsOpen(DeadlineKind.Registration, organisation, person) ? null
        : RegistrationDomainErrors.ChangesClosed;

    /// <summary>Whether it is only by an exception that they may: what changes then is marked for the host.</summary>
    public bool IsLate(DeadlineKind kind) => Deadlines?[kind] is { } deadline && deadline.IsPast(Now);

    private bool IsOpen(DeadlineKind kind, Id<Organisation>? organisation, Id<Person>? person) =>
        Deadlines?[kind] is not { } deadline
        || !deadline.IsPast(Now)
        || Exceptions.Any(e => e.Holds(kind, organisation, person, Deadlines.Rules.DayOf(Now)));
}
