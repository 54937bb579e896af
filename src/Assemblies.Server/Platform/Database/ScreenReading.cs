using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>An assembly that a screen shows.</summary>
/// <param name="Assembly">Which.</param>
/// <param name="Code">Its code.</param>
internal sealed record ScreenOf(Id<Assembly> Assembly, string Code);

/// <summary>What a screen's link opens.</summary>
internal static class ScreenReading
{
    /// <summary>The assembly that a link is for; null when it is unknown or was taken back.</summary>
    public static Task<ScreenOf?> ScreenOf(this AssembliesDb db, string token, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        return (
            from link in db.ScreenLinks
            join assembly in db.Assemblies on link.Assembly equals assembly.Id
            where link.Hash == hash && link.RevokedAt == null
            select new ScreenOf(assembly.Id, assembly.Code)
        ).SingleOrDefaultAsync(ct);
    }
}
