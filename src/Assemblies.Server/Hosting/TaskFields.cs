using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>What a task is added or changed with. Its day is either set (<c>dueOn</c>) or counted (<c>anchor</c>, <c>days</c>).</summary>
public sealed record TaskFields
{
    /// <summary>What is to be done.</summary>
    public string Title { get; init; } = "";

    /// <summary>One sentence for somebody who never did it.</summary>
    public string Help { get; init; } = "";

    /// <summary>Who has to do it.</summary>
    public TaskOwner? Owner { get; init; }

    /// <summary>The day set by hand, which stays when the assembly moves; null to count it.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>From where the day is counted.</summary>
    public TaskAnchor Anchor { get; init; }

    /// <summary>Days from there; negative before.</summary>
    public int? Days { get; init; }

    /// <summary>The one person who sees to it; null for nobody yet.</summary>
    public Id<Person>? Assignee { get; init; }

    internal static readonly TaskFields Example = new()
    {
        Title = "Order the coach to the school",
        Help = "Fifty seats, one with room for a wheelchair.",
        Owner = TaskOwner.Host,
        Days = -30,
    };

    internal static TaskFields Of(TaskView task) =>
        new()
        {
            Title = task.Title,
            Help = task.Help,
            Owner = task.Owner,
            DueOn = task.IsSetByHand ? task.DueOn : null,
            Anchor = task.Anchor,
            Days = task.Days,
            Assignee = task.Assignee?.Id,
        };

    internal static void Check<T>(AbstractValidator<T> validator, Func<T, TaskFields> of)
    {
        void Rule(string field, Func<TaskFields, bool> fits, string message) =>
            validator.RuleFor(c => of(c)).Must(fits).OverridePropertyName(field).WithMessage(message);

        Rule("title", f => f.Title.Trim().Length > 0, "Say what is to be done.");
        Rule("title", f => f.Title.Length <= 200, "This is more than 200 letters. Say it shorter.");
        Rule("help", f => f.Help.Length <= 1000, "This is more than 1,000 letters. Say it shorter.");
        Rule("owner", f => f.Owner is not null, "Say who has to do it: the host, the secretariat or the chair.");
        Rule("dueOn", f => f.DueOn is not null || f.Days is not null, "Name the day, or from where it is counted.");
        Rule("days", f => f.Days is null or (>= -1000 and <= 1000), "Count at most 1,000 days.");
    }

    internal TaskTerms Terms => new(Title.Trim(), Help.Trim(), Owner!.Value, Anchor, Days ?? 0, DueOn, Assignee);
}

/// <summary>What the secretariat did with a task of the host.</summary>
internal enum TaskAct
{
    Added,
    Changed,
    Finished,
    OpenedAgain,
    Removed,
    HandedOver,
}

/// <summary>What the commands on a plan have in common: they find the task, and tell the host what the secretariat did for it.</summary>
internal sealed class PlanWork(AssembliesDb db, HostingMail mail, IClock clock)
{
    /// <summary>The task, locked, and its assembly; null when the plan has none.</summary>
    public async Task<(PlannedAssembly Assembly, PlanTask Task)?> Find(string code, Id<PlanTask> id, CancellationToken ct)
    {
        var value = id.Value;
        await db.Database.ExecuteSqlAsync($"select 1 from plan_task where id = {value} for update", ct);
        return
            await db.Planned(code, ct) is { } assembly
            && await db.PlanTasks.SingleOrDefaultAsync(t => t.Id == id && t.Assembly == assembly.Id, ct) is { } task
            ? (assembly, task)
            : null;
    }

    /// <summary>What the fields say, with somebody named who works on the plan, or nobody.</summary>
    public async Task<Result<TaskTerms>> Terms(PlannedAssembly assembly, TaskFields fields, CancellationToken ct)
    {
        var today = await db.Today(clock.GetCurrentInstant(), ct);
        return fields.Assignee is { } person && !await db.PeopleOfPlan(assembly.Id, assembly.Host, today).AnyAsync(p => p.Id == person, ct)
            ? HostingErrors.UnknownPerson.At("assignee")
            : fields.Terms;
    }

    /// <summary>Tells the host's head and deputy what the secretariat entered for it.</summary>
    public Task TellHost(PlannedAssembly assembly, PlanTask task, TaskAct act, Source source, CancellationToken ct) =>
        Tell(
            assembly,
            task,
            act,
            $"In the plan of {assembly.Code} the secretariat {Said(act, task)}, as you told it {WhoIsTold.By(source.Kind)}: “{source.Note}”.",
            ct
        );

    /// <summary>Tells them that a task of the secretariat is theirs now.</summary>
    public Task TellOfNewTask(PlannedAssembly assembly, PlanTask task, CancellationToken ct) =>
        Tell(assembly, task, TaskAct.HandedOver, $"In the plan of {assembly.Code} the secretariat {Said(TaskAct.HandedOver, task)}.", ct);

    private async Task Tell(PlannedAssembly assembly, PlanTask task, TaskAct act, string what, CancellationToken ct)
    {
        var letter = new HostingLetter(
            $"{assembly.Code}: the secretariat {Said(act, task)}",
            act is TaskAct.HandedOver ? "A task for you" : "The secretariat acted for you",
            [what, "If this is not what you meant, change it there, or write to the secretariat."],
            [],
            "Open the plan",
            $"/assemblies/{assembly.Code}/plan"
        );
        var to = await db.HeadsAndDeputies([assembly.Host], clock, ct);
        await mail.Send("hosting.task", $"task {task.Id}", $"{task.Version} {act}", to, letter, ct);
    }

    private static string Said(TaskAct act, PlanTask task) =>
        act switch
        {
            TaskAct.Added => $"added “{task.Title}”",
            TaskAct.Changed => $"changed “{task.Title}”",
            TaskAct.Finished => $"marked “{task.Title}” as done",
            TaskAct.OpenedAgain => $"opened “{task.Title}” again",
            TaskAct.Removed => $"removed “{task.Title}”",
            _ => $"handed you “{task.Title}”",
        };
}
