using Assemblies.Domain.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>The ledger: who went in and out.</summary>
    public DbSet<PresenceEntry> PresenceEntries => Set<PresenceEntry>();

    /// <summary>Proxies.</summary>
    public DbSet<Proxy> Proxies => Set<Proxy>();

    /// <summary>What happened to proxies.</summary>
    public DbSet<ProxyStep> ProxySteps => Set<ProxyStep>();

    /// <summary>Fixed rolls, with their corrections.</summary>
    public DbSet<RollLine> RollLines => Set<RollLine>();

    /// <summary>When somebody's device was last heard of.</summary>
    public DbSet<SeenRow> Seen => Set<SeenRow>();

    /// <summary>Votes handed to another delegate.</summary>
    public DbSet<VoteHandover> VoteHandovers => Set<VoteHandover>();
}
