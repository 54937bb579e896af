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
        if (happened.WhyDaysFell is not { } why)
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
