using Assemblies.Server.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Codes to sign in by, handed over by the secretariat.</summary>
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();

    /// <summary>Codes that opened nothing.</summary>
    public DbSet<WrongCode> WrongCodes => Set<WrongCode>();

    /// <summary>Links to sign in by.</summary>
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
}
