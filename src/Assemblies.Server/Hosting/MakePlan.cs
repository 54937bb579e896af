using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>An assembly that is planned gets the list of tasks every plan begins with; host and secretariat edit it from then on.</summary>
internal sealed class MakePlan(AssembliesDb db, IClock clock) : IReactTo<AssemblyStepped>
{
    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        if (happened.Kind is StepKind.Planned)
        {
            var today = (await db.RulesNow(ct)).DayOf(clock.GetCurrentInstant());
            db.PlanTasks.AddRange(TaskList.Default.Select(template => new PlanTask(happened.Assembly, template, today)));
        }
    }
}
