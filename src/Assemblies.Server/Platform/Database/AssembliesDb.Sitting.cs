using Assemblies.Domain.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Challenges of the quorum.</summary>
    public DbSet<QuorumChallenge> QuorumChallenges => Set<QuorumChallenge>();

    /// <summary>Checks of the quorum.</summary>
    public DbSet<QuorumCheck> QuorumChecks => Set<QuorumCheck>();

    /// <summary>Links of screens on the wall.</summary>
    public DbSet<ScreenLink> ScreenLinks => Set<ScreenLink>();

    /// <summary>Steps of sittings.</summary>
    public DbSet<SittingStep> SittingSteps => Set<SittingStep>();
}
