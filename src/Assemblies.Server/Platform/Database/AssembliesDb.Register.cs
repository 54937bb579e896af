using Assemblies.Domain.Minutes;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>The register: decisions, and motions that were not adopted.</summary>
    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>What was said of decisions after the vote.</summary>
    public DbSet<DecisionStep> DecisionSteps => Set<DecisionStep>();

    /// <summary>Lists of decisions that went out.</summary>
    public DbSet<DecisionsList> DecisionsLists => Set<DecisionsList>();

    /// <summary>Actions.</summary>
    public DbSet<ActionPoint> ActionPoints => Set<ActionPoint>();

    /// <summary>What happened to actions.</summary>
    public DbSet<ActionStep> ActionSteps => Set<ActionStep>();
}
