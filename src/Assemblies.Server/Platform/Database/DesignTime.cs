using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Assemblies.Server.Platform.Database;

/// <summary>For the tool that writes migrations: the model alone, no server.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<AssembliesDb>
{
    public AssembliesDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AssembliesDb>();
        DatabaseSetup.Configure(options);
        return new(options.Options);
    }
}
