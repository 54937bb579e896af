using Assemblies.Server.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Links to sign in by.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
}
