using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>Who has to do a task.</summary>
public enum TaskOwner
{
    /// <summary>The host: venue, travel, extras, the programme around the statutory part.</summary>
    Host,

    /// <summary>The secretariat: convocation, roll, documents, records.</summary>
    Secretariat,

    /// <summary>The chair: what comes onto the agenda, and in which order.</summary>
    Chair,
}

/// <summary>The day from which a task's date is counted.</summary>
public enum TaskAnchor
{
    /// <summary>D: the first day with a statutory meeting.</summary>
    FirstDay,

    /// <summary>D2: the last such day.</summary>
    LastDay,
}

/// <summary>A task as every plan begins with it; from then on host and secretariat edit their own copy.</summary>
/// <param name="Key">Its stable name: <c>hotel-block</c>.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Help">One sentence for somebody who never did it.</param>
/// <param name="Owner">Who has to do it.</param>
/// <param name="Anchor">From where its date is counted.</param>
/// <param name="Days">Days from there; negative before.</param>
/// <param name="IsStatutory">Whether the rules ask for it: then it is never the host's.</param>
/// <param name="Deadline">The deadline of the rules that is its date; null when <paramref name="Days"/> gives it.</param>
public sealed record TaskTemplate(
    string Key,
    string Title,
    string Help,
    TaskOwner Owner,
    TaskAnchor Anchor,
    int Days,
    bool IsStatutory,
    DeadlineKind? Deadline
)
{
    /// <summary>The days somebody has for a task whose own date is over, or nearly, when the plan is made.</summary>
    public const int DaysToCatchUp = 7;

    /// <summary>The day by whose end it is due.</summary>
    /// <param name="deadlines">The assembly's deadlines.</param>
    /// <param name="madeOn">The day the plan is made: what is not statutory is due a week later at the earliest.</param>
    public LocalDate DueOn(DeadlineList deadlines, LocalDate madeOn)
    {
        var day = (Anchor is TaskAnchor.FirstDay ? deadlines.FirstDay : deadlines.LastDay).PlusDays(Days);
        var due = Deadline is { } kind && deadlines[kind] is { } deadline ? deadline.Date : day;
        return IsStatutory ? due : LocalDate.Max(due, madeOn.PlusDays(DaysToCatchUp));
    }
}

/// <summary>The list with which the plan of every assembly begins: enough for a host who never did it.</summary>
/// <remarks>
/// The statutory part belongs to the secretariat and the chair, what is around it to the host (docs/concepts.md, Hosting). Evidence
/// for EU funding and access for everybody are among the tasks.
/// </remarks>
public static class TaskList
{
    /// <summary>The tasks by their date under the default rules, the earliest first.</summary>
    public static IReadOnlyList<TaskTemplate> Default { get; } = [.. DefaultTasks.All];

    /// <summary>The task that is to appoint chair and minute-taker, done when both offices are held.</summary>
    public const string Officers = "officers";

    /// <summary>The task that a step of the assembly does; null when it does none.</summary>
    public static string? DoneBy(StepKind step) =>
        step switch
        {
            StepKind.Announced => "announcement",
            StepKind.Convened => "convocation",
            StepKind.DocumentsSent => "final-documents",
            _ => null,
        };

    /// <summary>The tasks that a step sets anew: what was convened before a new date is convened again, and its documents sent again.</summary>
    public static IReadOnlyList<string> SetAnewBy(StepKind step) => step is StepKind.Rescheduled ? ["convocation", "final-documents"] : [];
}
