using Assemblies.Domain.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Organisations that host along.</summary>
    public DbSet<AssemblyCoHost> AssemblyCoHosts => Set<AssemblyCoHost>();
}
