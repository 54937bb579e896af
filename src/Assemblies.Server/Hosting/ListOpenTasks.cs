using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>A task that is not done.</summary>
/// <param name="Task">Which.</param>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Code">That assembly's code.</param>
/// <param name="Host">Its host.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Help">One sentence for somebody who never did it.</param>
/// <param name="Owner">Who has to do it.</param>
/// <param name="IsStatutory">Whether the rules ask for it.</param>
/// <param name="Assignee">The one person who sees to it; null while nobody is named.</param>
/// <param name="DueOn">By the end of which day.</param>
public sealed record OpenTask(
    Id<PlanTask> Task,
    Id<Assembly> Assembly,
    string Code,
    Id<Organisation> Host,
    string Title,
    string Help,
    TaskOwner Owner,
    bool IsStatutory,
    Id<Person>? Assignee,
    LocalDate DueOn
);

/// <summary>The tasks that are not done and due from a day to another, of all assemblies that stand; for the service's reminders.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
public sealed record ListOpenTasks(LocalDate From, LocalDate Until) : IQuery<List<OpenTask>>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListOpenTasks, List<OpenTask>>
    {
        public async Task<Result<List<OpenTask>>> Handle(ListOpenTasks query, CancellationToken ct)
        {
            var rows = await (
                from t in db.PlanTasks.AsNoTracking()
                join a in db.Assemblies on t.Assembly equals a.Id
                where t.DoneAt == null
                select new
                {
                    Task = t,
                    a.Code,
                    a.Host,
                }
            ).ToListAsync(ct);
            var assemblies = rows.Select(row => row.Task.Assembly).Distinct().ToList();
            var deadlines = await db.DeadlinesOf(assemblies, ct);
            var standing = await db.Standing(assemblies, ct);
            return rows.Where(row => standing.Contains(row.Task.Assembly))
                .Select(row => (Row: row, Due: row.Task.DueOn(deadlines.GetValueOrDefault(row.Task.Assembly))))
                .Where(it => it.Due >= query.From && it.Due <= query.Until)
                .OrderBy(it => it.Due)
                .ThenBy(it => it.Row.Code, StringComparer.Ordinal)
                .Select(it => new OpenTask(
                    it.Row.Task.Id,
                    it.Row.Task.Assembly,
                    it.Row.Code,
                    it.Row.Host,
                    it.Row.Task.Title,
                    it.Row.Task.Help,
                    it.Row.Task.Owner,
                    it.Row.Task.IsStatutory,
                    it.Row.Task.Assignee,
                    it.Due!.Value
                ))
                .ToList();
        }
    }
}

/// <summary>Which assemblies' plans are still to be worked on.</summary>
internal static class StandingPlans
{
    /// <summary>Those that are neither postponed nor cancelled.</summary>
    public static async Task<HashSet<Id<Assembly>>> Standing(this AssembliesDb db, List<Id<Assembly>> assemblies, CancellationToken ct)
    {
        var steps = await db.AssemblySteps.AsNoTracking().Where(s => assemblies.Contains(s.Assembly)).ToListAsync(ct);
        return
        [
            .. steps
                .GroupBy(step => step.Assembly)
                .Where(one =>
                    AssemblyLife.StateAfter(one.OrderBy(s => s.Seq).Select(s => s.Kind))
                        is not (AssemblyState.Postponed or AssemblyState.Cancelled)
                )
                .Select(one => one.Key),
        ];
    }
}
