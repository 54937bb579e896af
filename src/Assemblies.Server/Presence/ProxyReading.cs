using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>How proxies are read: the book of an assembly, and whose they are to see.</summary>
internal static class ProxyReading
{
    /// <summary>The book, to be changed: under the lock of proxies, so that two given at once are not both the last one.</summary>
    public static async Task<ProxyBook?> OpenProxies(this AssembliesDb db, string code, Instant now, CancellationToken ct)
    {
        var id = await db.Assemblies.Where(a => a.Code == code).Select(a => (Id<Assembly>?)a.Id).SingleOrDefaultAsync(ct);
        if (id is not { } assembly)
        {
            return null;
        }

        await db.LockProxies(assembly, ct);
        return await db.ProxyBook(assembly, now, ct);
    }

    /// <summary>The same to look at.</summary>
    public static async Task<ProxyBook> ProxyBook(this AssembliesDb db, Id<Assembly> assembly, Instant now, CancellationToken ct)
    {
        var steps = await db.AssemblySteps.Where(s => s.Assembly == assembly).OrderBy(s => s.Seq).Select(s => s.Kind).ToListAsync(ct);
        var rules = await db.RulesFor(assembly, ct);
        return new(
            assembly,
            AssemblyLife.StateAfter(steps),
            await db.DeadlinesOf(assembly, ct),
            await db.Exemptions.AsNoTracking().Where(e => e.Assembly == assembly && e.EndedAt == null).ToListAsync(ct),
            rules!.Parameters.ProxiesPerHolder,
            (await db.RollOf(assembly, now, ct)).Members,
            await db.Proxies.Where(p => p.Assembly == assembly).ToListAsync(ct),
            now
        );
    }

    /// <summary>Whether a member is checked in at a statutory meeting of today, by a delegate who votes.</summary>
    public static async Task<bool> IsPresentToday(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Id<Organisation> member,
        Instant now,
        CancellationToken ct
    )
    {
        var meetings = await db
            .Meetings.AsNoTracking()
            .Where(m => m.Assembly == assembly && m.Statutory && m.CancelledAt == null)
            .ToListAsync(ct);
        foreach (var meeting in meetings.Where(m => m.Date == now.InZone(DateTimeZoneProviders.Tzdb[m.TimeZone]).Date))
        {
            if ((await db.DelegationOf(meeting, member, now, ct)).Voter is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a reader sees a proxy: people of both sides, who takes care of the sitting, the secretariat.</summary>
    public static bool Sees(this Reader reader, string code, Proxy proxy) =>
        new SeesProxies(code).Allows(reader) || reader.BelongsTo(proxy.Principal) || reader.BelongsTo(proxy.Holder);
}
