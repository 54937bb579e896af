using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>An assembly that is planned gets the list of tasks every plan begins with; host and secretariat edit it from then on.</summary>
internal sealed class MakePlan(AssembliesDb db, IClock clock) : IReactTo<AssemblyStepped>
{
    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        if (happened.Kind is StepKind.Planned)
        {
            var today = await db.Today(clock.GetCurrentInstant(), ct);
            db.PlanTasks.AddRange(TaskList.Default.Select(template => new PlanTask(happened.Assembly, template, today)));
        }
    }
}

/// <summary>What is done by a command of its own is done in the plan too: nobody is reminded of it any more. A new date asks for some of it once more.</summary>
internal sealed class FinishByItself(AssembliesDb db, Reader reader, IClock clock) : IReactTo<AssemblyStepped>, IReactTo<OfficerAppointed>
{
    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        if (TaskList.DoneBy(happened.Kind) is { } key)
        {
            await Finish(happened.Assembly, key, ct);
        }

        var anew = TaskList.SetAnewBy(happened.Kind);
        if (anew.Count > 0)
        {
            var tasks = await db.PlanTasks.Where(t => t.Assembly == happened.Assembly && anew.Contains(t.Key!)).ToListAsync(ct);
            tasks.ForEach(task => task.DueAnew());
        }
    }

    public async ValueTask Happened(OfficerAppointed happened, CancellationToken ct)
    {
        Office[] needed = [Office.Chair, Office.MinuteTaker];
        if (!needed.Contains(happened.Office))
        {
            return;
        }

        var held = await db.Officers.Where(o => o.Assembly == happened.Assembly && o.EndedAt == null).Select(o => o.Office).ToListAsync(ct);
        if (needed.All(office => office == happened.Office || held.Contains(office)))
        {
            await Finish(happened.Assembly, TaskList.Officers, ct);
        }
    }

    private async Task Finish(Id<Assembly> assembly, string key, CancellationToken ct) =>
        (await db.PlanTasks.SingleOrDefaultAsync(t => t.Assembly == assembly && t.Key == key, ct))?.DoneByItself(
            reader.Person,
            clock.GetCurrentInstant()
        );
}
