using Assemblies.Domain.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Days on which others meet.</summary>
    public DbSet<BusyDate> BusyDates => Set<BusyDate>();

    /// <summary>Which region a country counts to.</summary>
    public DbSet<CountryRegion> CountryRegions => Set<CountryRegion>();

    /// <summary>Who was asked to host.</summary>
    public DbSet<HostAssignment> HostAssignments => Set<HostAssignment>();

    /// <summary>Calls for hosts.</summary>
    public DbSet<HostCall> HostCalls => Set<HostCall>();

    /// <summary>Proposals to host.</summary>
    public DbSet<HostProposal> HostProposals => Set<HostProposal>();

    /// <summary>Tasks of assemblies' plans.</summary>
    public DbSet<PlanTask> PlanTasks => Set<PlanTask>();
}
