using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>An assembly is postponed, moved to other days or cancelled: proxies were given for the days that stood, and end. Both sides are told.</summary>
internal sealed class EndProxiesOfAssembly(AssembliesDb db, IClock clock) : IReactTo<AssemblyStepped>
{
    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        var why = happened.Kind switch
        {
            StepKind.Postponed => "The assembly is postponed.",
            StepKind.Rescheduled => "The assembly is moved to other days.",
            StepKind.Cancelled => "The assembly is cancelled.",
            _ => null,
        };
        if (why is null)
        {
            return;
        }

        await db.LockProxies(happened.Assembly, ct);
        var standing = await db
            .Proxies.Where(p => p.Assembly == happened.Assembly && (p.State == ProxyState.Given || p.State == ProxyState.Accepted))
            .ToListAsync(ct);
        standing.ForEach(proxy => proxy.Lapse(clock.GetCurrentInstant(), why));
    }
}
