using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>A step in the life of an assembly.</summary>
public enum StepKind
{
    /// <summary>A past assembly was entered; it never lived here.</summary>
    Recorded,

    /// <summary>The host accepted, or it was copied: it exists, with its dates.</summary>
    Planned,

    /// <summary>The dates were announced by plain mail.</summary>
    Announced,

    /// <summary>Convened: the statutory notice went out.</summary>
    Convened,

    /// <summary>The final documents were sent.</summary>
    DocumentsSent,

    /// <summary>Postponed; no date stands.</summary>
    Postponed,

    /// <summary>A new date was named: after a postponement, or instead of the one that stood.</summary>
    Rescheduled,

    /// <summary>Cancelled for good.</summary>
    Cancelled,

    /// <summary>The sitting was adjourned.</summary>
    Adjourned,

    /// <summary>Closed: its minutes are approved.</summary>
    Closed,
}

/// <summary>One thing somebody brought about in the life of an assembly. Only ever added.</summary>
public sealed class AssemblyStep
{
    private AssemblyStep() { }

    internal AssemblyStep(Id<Assembly> assembly, int seq, StepKind kind, Instant at, Id<Person>? by, string? reason) =>
        (Assembly, Seq, Kind, At, By, Reason) = (assembly, seq, kind, at, by, reason);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Its place in the order, from 1; unique in its assembly, so that of two steps at once one is refused.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public StepKind Kind { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>Why; always there for an override, a postponement and a cancellation.</summary>
    public string? Reason { get; private set; }
}

/// <summary>A step was added to the life of an assembly.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Code">Its code.</param>
/// <param name="Kind">Which step.</param>
/// <param name="Reason">Why, where a reason was given.</param>
public sealed record AssemblyStepped(Id<Assembly> Assembly, string Code, StepKind Kind, string? Reason) : DomainEvent
{
    /// <summary>Where it stood before; null for its first step. Whoever convened people before a new date knows it by this.</summary>
    public AssemblyState? Before { get; init; }

    /// <summary>That the days that stood do not any more, as a sentence; null for every other step. What was for these days ends with it.</summary>
    public string? WhyDaysFell =>
        Kind switch
        {
            StepKind.Postponed => "The assembly is postponed.",
            StepKind.Rescheduled => "The assembly is moved to other days.",
            StepKind.Cancelled => "The assembly is cancelled.",
            _ => null,
        };
}
