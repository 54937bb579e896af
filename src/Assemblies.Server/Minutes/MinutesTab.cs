using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes;

/// <summary>The minutes, once the assembly is convened: for those who keep them from then on, for members' people once a version is published.</summary>
internal sealed class MinutesTab(IServiceScopeFactory scopes) : IMoreTabs
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
        var stands = await db
            .Assemblies.Where(a => a.Code == code)
            .Select(a => new
            {
                Steps = a.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList(),
                IsPublished = db.MinutesVersions.Any(v => v.Assembly == a.Id),
            })
            .SingleOrDefaultAsync(ct);
        var isBegun =
            stands is not null
            && AssemblyLife.StateAfter(stands.Steps) is AssemblyState.Convened or AssemblyState.Adjourned or AssemblyState.Closed;
        return isBegun && (stands!.IsPublished || new KeepsMinutes(code).Allows(reader)) ? [("/minutes", "Minutes")] : [];
    }
}
