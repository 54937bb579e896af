namespace Assemblies.Domain.Meetings;

/// <summary>Where an assembly stands; read from its steps, never stored.</summary>
public enum AssemblyState
{
    /// <summary>It has a host and dates.</summary>
    Planned,

    /// <summary>It has been convened.</summary>
    Convened,

    /// <summary>It is put off, and no date stands.</summary>
    Postponed,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>It is over.</summary>
    Adjourned,

    /// <summary>It is over and its minutes are approved, or it lies before our time.</summary>
    Closed,
}

/// <summary>Which steps lead where.</summary>
public static class AssemblyLife
{
    /// <summary>Where an assembly stands after these steps, in order.</summary>
    public static AssemblyState StateAfter(IEnumerable<StepKind> steps)
    {
        var state = AssemblyState.Planned;
        foreach (var step in steps)
        {
            state = step switch
            {
                StepKind.Planned => AssemblyState.Planned,
                StepKind.Convened => AssemblyState.Convened,
                StepKind.Postponed => AssemblyState.Postponed,
                // A new date is a new notice: what was convened has to be convened again.
                StepKind.Rescheduled => AssemblyState.Planned,
                StepKind.Cancelled => AssemblyState.Cancelled,
                StepKind.Adjourned => AssemblyState.Adjourned,
                StepKind.Closed or StepKind.Recorded => AssemblyState.Closed,
                StepKind.Announced or StepKind.DocumentsSent => state,
                _ => throw new ArgumentOutOfRangeException(nameof(steps), step, "An unknown step."),
            };
        }

        return state;
    }

    /// <summary>Whether the dates are announced after these steps, in order: since it was planned, or since the dates were last changed.</summary>
    public static bool IsAnnounced(IEnumerable<StepKind> steps) =>
        steps.Aggregate(
            false,
            (announced, step) =>
                step is StepKind.Announced || (announced && step is not (StepKind.Planned or StepKind.Postponed or StepKind.Rescheduled))
        );

    /// <summary>Why a step may not follow in this state; null when it may.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="step">What is to be brought about.</param>
    /// <param name="isOver">Whether its last meeting has ended: until it is adjourned it stands as it did, but its dates are past changing.</param>
    public static Error? Refusal(AssemblyState state, StepKind step, bool isOver = false) =>
        step switch
        {
            StepKind.Announced
            or StepKind.Convened
            or StepKind.Postponed
            or StepKind.Rescheduled
            or StepKind.Cancelled when isOver && state is AssemblyState.Planned or AssemblyState.Convened => WrongState with
            {
                Message = "Its last meeting is over; its dates are not announced, changed or cancelled any more.",
            },
            StepKind.Announced or StepKind.Convened when state is AssemblyState.Planned => null,
            StepKind.DocumentsSent when state is AssemblyState.Convened => null,
            StepKind.Adjourned when state is AssemblyState.Convened => null,
            StepKind.Closed when state is AssemblyState.Adjourned => null,
            StepKind.Postponed when state is AssemblyState.Planned or AssemblyState.Convened => null,
            StepKind.Rescheduled when state is AssemblyState.Planned or AssemblyState.Convened or AssemblyState.Postponed => null,
            StepKind.Cancelled when state is AssemblyState.Planned or AssemblyState.Convened or AssemblyState.Postponed => null,
            _ => WrongState with { Message = $"The assembly is {InWords(state)}; {Cannot(step)} now." },
        };

    /// <summary>Why title, place, meetings and deadlines may not be changed in this state; null when they may.</summary>
    public static Error? EditRefusal(AssemblyState state) =>
        state switch
        {
            AssemblyState.Planned or AssemblyState.Convened => null,
            AssemblyState.Postponed => WrongState with
            {
                Message = "The assembly is postponed and has no dates. Name the new dates first.",
            },
            _ => WrongState with { Message = $"The assembly is {InWords(state)}; it is not changed any more." },
        };

    /// <summary>The state does not allow it.</summary>
    public static readonly Error WrongState = new(
        "assembly.wrong_state",
        ErrorKind.Conflict,
        "The state of the assembly does not allow this now. Look at where it stands."
    );

    private static string InWords(AssemblyState state) => state.ToString().ToLowerInvariant();

    private static string Cannot(StepKind step) =>
        step switch
        {
            StepKind.DocumentsSent => "its final documents cannot be sent",
            StepKind.Rescheduled => "it cannot be moved to another date",
            _ => $"it cannot be {step.ToString().ToLowerInvariant()}",
        };
}
