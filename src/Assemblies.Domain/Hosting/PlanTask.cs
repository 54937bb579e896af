using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>As who somebody works on the plan.</summary>
public enum PlanHand
{
    /// <summary>For the host, or entering what the host said.</summary>
    Host,

    /// <summary>For the secretariat.</summary>
    Secretariat,

    /// <summary>As chair or deputy chair.</summary>
    Chair,
}

/// <summary>What a task says, as one value.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Help">One sentence for somebody who never did it; may be empty.</param>
/// <param name="Owner">Who has to do it.</param>
/// <param name="Anchor">From where its date is counted.</param>
/// <param name="Days">Days from there; negative before.</param>
/// <param name="SetOn">The day set by hand, which stays when the assembly moves; null to count it.</param>
/// <param name="Assignee">The one person who sees to it; null while nobody is named.</param>
public sealed record TaskTerms(
    string Title,
    string Help,
    TaskOwner Owner,
    TaskAnchor Anchor,
    int Days,
    LocalDate? SetOn,
    Id<Person>? Assignee
);

/// <summary>A task in the plan of an assembly: who owes what by when.</summary>
/// <remarks>
/// Its day is worked out whenever it is read, so that it moves along with the assembly and its deadlines, unless somebody set it. The
/// statutory part belongs to the secretariat and the chair, what is around it to the host.
/// </remarks>
public sealed class PlanTask : Entity<PlanTask>
{
    private PlanTask() { }

    /// <summary>Adds one of the list that every plan begins with.</summary>
    public PlanTask(Id<Assembly> assembly, TaskTemplate template, LocalDate madeOn)
    {
        (Assembly, Key, MadeOn) = (assembly, template.Key, madeOn);
        (Title, Help, Owner) = (template.Title, template.Help, template.Owner);
        (Anchor, Days, IsStatutory, Deadline) = (template.Anchor, template.Days, template.IsStatutory, template.Deadline);
    }

    /// <summary>Adds one of somebody's own.</summary>
    public PlanTask(Id<Assembly> assembly, TaskTerms terms, LocalDate madeOn)
    {
        (Assembly, MadeOn) = (assembly, madeOn);
        Take(terms);
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>The name it has in the list every plan begins with; null for one that was added.</summary>
    public string? Key { get; private set; }

    /// <summary>What is to be done.</summary>
    public string Title { get; private set; } = "";

    /// <summary>One sentence for somebody who never did it.</summary>
    public string Help { get; private set; } = "";

    /// <summary>Who has to do it.</summary>
    public TaskOwner Owner { get; private set; }

    /// <summary>From where its date is counted.</summary>
    public TaskAnchor Anchor { get; private set; }

    /// <summary>Days from there.</summary>
    public int Days { get; private set; }

    /// <summary>Whether the rules ask for it.</summary>
    public bool IsStatutory { get; private set; }

    /// <summary>The deadline of the rules that is its date; null when the days give it.</summary>
    public DeadlineKind? Deadline { get; private set; }

    /// <summary>The day it came into the plan.</summary>
    public LocalDate MadeOn { get; private set; }

    /// <summary>The day set by hand; null when it is counted.</summary>
    public LocalDate? SetOn { get; private set; }

    /// <summary>The one person who sees to it; null while nobody is named.</summary>
    public Id<Person>? Assignee { get; private set; }

    /// <summary>When it was done; null while it is not.</summary>
    public Instant? DoneAt { get; private set; }

    /// <summary>By whom it was marked as done.</summary>
    public Id<Person>? DoneBy { get; private set; }

    /// <summary>Raised by each change; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>What it says, as one value.</summary>
    public TaskTerms Terms => new(Title, Help, Owner, Anchor, Days, SetOn, Assignee);

    /// <summary>The day by whose end it is due; null when it is counted and no day of the assembly stands.</summary>
    /// <param name="deadlines">The assembly's deadlines; null when it has no day.</param>
    public LocalDate? DueOn(DeadlineList? deadlines) =>
        SetOn
        ?? (
            deadlines is null ? null
            // The week to catch up is for the list that every plan begins with; who adds a task means the day.
            : Key is null ? DayIn(deadlines)
            : new TaskTemplate(Key, Title, Help, Owner, Anchor, Days, IsStatutory, Deadline).DueOn(deadlines, MadeOn)
        );

    /// <summary>Whether it should be done and is not.</summary>
    public bool IsLate(LocalDate? dueOn, LocalDate today) => DoneAt is null && dueOn < today;

    /// <summary>Why somebody may not touch a task of an owner; null when they may.</summary>
    public static Error? Refusal(TaskOwner owner, bool isStatutory, PlanHand hand) =>
        (owner, hand) switch
        {
            (TaskOwner.Host, PlanHand.Host) => null,
            (TaskOwner.Host, _) => HostingErrors.HostsTask,
            (_, PlanHand.Secretariat) => null,
            (TaskOwner.Chair, PlanHand.Chair) => null,
            _ when isStatutory => HostingErrors.StatutoryTask,
            _ => HostingErrors.SecretariatsTask,
        };

    /// <summary>
    /// Changes it, or hands it to another. A statutory one keeps its title and never becomes the host's; one whose day is a deadline keeps that.
    /// </summary>
    public Error? Change(TaskTerms terms, PlanHand hand)
    {
        if ((Refusal(Owner, IsStatutory, hand) ?? (IsStatutory ? HandedOn(terms.Owner, hand) : null)) is { } refusal)
        {
            return refusal;
        }

        if (DoneAt is not null)
        {
            return HostingErrors.TaskIsDone;
        }

        if (Deadline is not null && (terms.SetOn, terms.Anchor, terms.Days) != (SetOn, Anchor, Days))
        {
            return HostingErrors.DayIsDeadline;
        }

        Take(IsStatutory ? terms with { Title = Title } : terms);
        Version++;
        return null;
    }

    /// <summary>The same task in the plan of another assembly: not done, nobody named, a day set by hand as much later.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="days">How many days later that one is.</param>
    /// <param name="madeOn">The day its plan is made.</param>
    public PlanTask CopyTo(Id<Assembly> assembly, int days, LocalDate madeOn)
    {
        var copy = new PlanTask(assembly, Terms with { SetOn = SetOn?.PlusDays(days), Assignee = null }, madeOn);
        (copy.Key, copy.IsStatutory, copy.Deadline) = (Key, IsStatutory, Deadline);
        return copy;
    }

    /// <summary>Whether it may be removed; the caller removes it.</summary>
    public Error? Remove(PlanHand hand) => Refusal(Owner, IsStatutory, hand) ?? (IsStatutory ? HostingErrors.StatutoryTaskStays : null);

    /// <summary>Marks it as done. A repeat changes nothing: the first stays.</summary>
    public Error? Finish(PlanHand hand, Id<Person> by, Instant now)
    {
        if (Refusal(Owner, IsStatutory, hand) is { } refusal)
        {
            return refusal;
        }

        DoneByItself(by, now);
        return null;
    }

    /// <summary>It was done by the command that stands for it: convening, announcing. What somebody marked before stays.</summary>
    public void DoneByItself(Id<Person>? by, Instant now)
    {
        if (DoneAt is null)
        {
            (DoneAt, DoneBy) = (now, by);
            Version++;
        }
    }

    /// <summary>It is not done after all. A repeat changes nothing.</summary>
    public Error? OpenAgain(PlanHand hand)
    {
        if (Refusal(Owner, IsStatutory, hand) is { } refusal)
        {
            return refusal;
        }

        DueAnew();
        return null;
    }

    /// <summary>It has to be done once more: the assembly has a new date.</summary>
    public void DueAnew()
    {
        if (DoneAt is not null)
        {
            (DoneAt, DoneBy) = (null, null);
            Version++;
        }
    }

    private static Error? HandedOn(TaskOwner to, PlanHand hand) =>
        to is TaskOwner.Host ? HostingErrors.StatutoryTask : Refusal(to, isStatutory: true, hand);

    private LocalDate DayIn(DeadlineList deadlines) =>
        (Anchor is TaskAnchor.FirstDay ? deadlines.FirstDay : deadlines.LastDay).PlusDays(Days);

    private void Take(TaskTerms terms)
    {
        (Title, Help, Owner, Assignee) = (terms.Title, terms.Help, terms.Owner, terms.Assignee);
        (Anchor, Days, SetOn) = (terms.Anchor, terms.Days, terms.SetOn);
    }
}
