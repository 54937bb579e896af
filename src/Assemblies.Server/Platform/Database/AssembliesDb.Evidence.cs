using Assemblies.Domain.Presence;
using Assemblies.Server.Presence.Evidence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Scans of signed attendance sheets.</summary>
    public DbSet<AttendanceScan> AttendanceScans => Set<AttendanceScan>();

    /// <summary>Their bytes.</summary>
    public DbSet<ScanFile> ScanFiles => Set<ScanFile>();

    /// <summary>What the heads of attendance sheets say.</summary>
    public DbSet<SheetHead> SheetHeads => Set<SheetHead>();
}
