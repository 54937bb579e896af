using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// An assembly copied with its tasks begins with those of the older one instead of the usual list: none done, nobody named, days counted anew,
/// those set by hand as many days later as the assembly.
/// </summary>
internal sealed class CopyTasks(AssembliesDb db, IClock clock) : IReactTo<AssemblyCopied>
{
    public async ValueTask Happened(AssemblyCopied happened, CancellationToken ct)
    {
        if (!happened.What.HasFlag(CopyParts.Tasks))
        {
            return;
        }

        var today = await db.Today(clock.GetCurrentInstant(), ct);
        var old = await db.PlanTasks.AsNoTracking().Where(task => task.Assembly == happened.From).OrderBy(task => task.Id).ToListAsync(ct);
        db.PlanTasks.RemoveRange(db.PlanTasks.Local.Where(task => task.Assembly == happened.To).ToList());
        db.PlanTasks.AddRange(old.Select(task => task.CopyTo(happened.To, happened.Days, today)));
    }
}
