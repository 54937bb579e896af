using System.Collections.Concurrent;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>The ids of assemblies by their codes, which they keep: everybody in a room asks for one at the same moment.</summary>
internal sealed class AssemblyIds(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<string, Id<Assembly>> known = new(StringComparer.Ordinal);

    /// <summary>An assembly's id; null when there is none of that code.</summary>
    public async Task<Id<Assembly>?> Of(string code, CancellationToken ct)
    {
        if (!known.TryGetValue(code, out var id))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
            if (await db.Assemblies.Where(a => a.Code == code).Select(a => (Id<Assembly>?)a.Id).SingleOrDefaultAsync(ct) is not { } found)
            {
                return null;
            }

            known[code] = id = found;
        }

        return id;
    }
}
