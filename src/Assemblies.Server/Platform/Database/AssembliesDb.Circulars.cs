using Assemblies.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>To whom circulars go.</summary>
    public DbSet<CircularRecipient> CircularRecipients => Set<CircularRecipient>();

    /// <summary>Letters to selections.</summary>
    public DbSet<Circular> Circulars => Set<Circular>();
}
