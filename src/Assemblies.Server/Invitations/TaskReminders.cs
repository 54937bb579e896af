using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// The reminders of an assembly's plan: who owes a task is named in it and still of the plan, else whoever holds the office; where nobody does, the host's head and
/// deputy for the host, the secretariat for the chair.
/// </summary>
internal sealed class TaskReminders(AssembliesDb db)
{
    /// <summary>Tasks of one day that one person owes are one mail.</summary>
    public async Task<IEnumerable<PlannedReminder>> Of(Assembly assembly, DeadlineList? deadlines, LocalDate today, CancellationToken ct)
    {
        var open = await db.PlanTasks.AsNoTracking().Where(t => t.Assembly == assembly.Id && t.DoneAt == null).ToListAsync(ct);
        var due = open.Select(task => (Task: task, On: task.DueOn(deadlines)))
            .Where(it => it.On >= today)
            .Select(it => (it.Task, On: it.On!.Value))
            .ToList();
        if (due.Count is 0)
        {
            return [];
        }

        var owners = await Owners(assembly, today, due.Select(it => it.Task.Assignee).OfType<Id<Person>>().Distinct().ToList(), ct);
        return due.GroupBy(it => it.On)
            .Select(day => new PlannedReminder(
                assembly,
                ReminderKind.TasksDue,
                day.Key,
                SensibleHour.DayFor(day.Key, ReminderPlan.Week),
                day.Key,
                "Tasks of the plan are due",
                [
                    .. day.SelectMany(it => owners(it.Task), (it, person) => (it.Task, Person: person))
                        .GroupBy(it => it.Person)
                        .Select(person => new Reminded(
                            person.Key.Email,
                            person.Key.Name,
                            person.Key.TimeZone,
                            person.Key.Id,
                            [.. person.Select(it => $"{it.Task.Title}: by {Clocks.Day(day.Key)}.")]
                        )),
                ]
            ));
    }

    private async Task<Func<PlanTask, IEnumerable<Owing>>> Owners(
        Assembly assembly,
        LocalDate today,
        List<Id<Person>> assignees,
        CancellationToken ct
    )
    {
        var officers = await (
            from officer in db.Officers
            join person in db.People on officer.Person equals person.Id
            where officer.Assembly == assembly.Id && officer.EndedAt == null
            select new { officer.Office, Person = new Owing(person.Id, person.Email, person.Name, person.TimeZone) }
        ).ToListAsync(ct);
        var ofHost = await (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            where mandate.Organisation == assembly.Host && (mandate.Role == MandateRole.Head || mandate.Role == MandateRole.Deputy)
            where mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            select new Owing(person.Id, person.Email, person.Name, person.TimeZone)
        ).ToListAsync(ct);
        var secretariat = await (
            from grant in db.Grants
            join person in db.People on grant.Person equals person.Id
            where grant.RevokedAt == null
            select new Owing(person.Id, person.Email, person.Name, person.TimeZone)
        ).ToListAsync(ct);
        var named = await db.PeopleOfPlan(assembly.Id, assembly.Host, today)
            .Where(p => assignees.Contains(p.Id))
            .Select(p => new Owing(p.Id, p.Email, p.Name, p.TimeZone))
            .ToListAsync(ct);
        var host = officers.Where(o => o.Office is Office.Host).Select(o => o.Person).ToList();
        var chair = officers.Where(o => o.Office is Office.Chair).Select(o => o.Person).ToList();
        return task =>
            named.Find(p => p.Id == task.Assignee) is { } one ? [one]
            : task.Owner is TaskOwner.Host ? (host.Count > 0 ? host : ofHost).Distinct()
            : task.Owner is TaskOwner.Chair && chair.Count > 0 ? chair
            : secretariat;
    }

    private sealed record Owing(Id<Person> Id, string Email, string Name, string TimeZone);
}
