using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Voting;

/// <summary>The motions, for people of members, officers and secretariat, once the agenda is published.</summary>
internal sealed class MotionsTab(IServiceScopeFactory scopes) : IMoreTabs
{
    public async Task<IReadOnlyList<(string Path, string Text)>> Of(Reader reader, string code, CancellationToken ct)
    {
        if (!InsiderOf.IsInsider(reader, code))
        {
            return [];
        }

        // A page's parts ask side by side: each in a scope of its own.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        return await db.AgendaVersions.AnyAsync(v => db.Assemblies.Any(a => a.Id == v.Assembly && a.Code == code), ct)
            ? [("/motions", "Motions")]
            : [];
    }
}
