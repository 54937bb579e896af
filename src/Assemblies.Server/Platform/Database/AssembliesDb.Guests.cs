using Assemblies.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Guests' ways into open meetings.</summary>
    public DbSet<Admission> Admissions => Set<Admission>();

    /// <summary>Links to guests' own pages.</summary>
    public DbSet<AttendLink> AttendLinks => Set<AttendLink>();
}
