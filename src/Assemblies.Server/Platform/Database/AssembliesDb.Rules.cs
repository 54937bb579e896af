using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Versions of the rules; there is always the first.</summary>
    public DbSet<RulesVersion> RulesVersions => Set<RulesVersion>();

    /// <summary>Deadlines set by hand.</summary>
    public DbSet<DeadlineOverride> DeadlineOverrides => Set<DeadlineOverride>();
}
