using Assemblies.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Ballots.</summary>
    public DbSet<Ballot> Ballots => Set<Ballot>();

    /// <summary>Motions.</summary>
    public DbSet<Motion> Motions => Set<Motion>();

    /// <summary>Results of polls.</summary>
    public DbSet<PollResult> PollResults => Set<PollResult>();

    /// <summary>Polls.</summary>
    public DbSet<Poll> Polls => Set<Poll>();

    /// <summary>Whose turn it is in open polls.</summary>
    public DbSet<PollVoter> PollVoters => Set<PollVoter>();

    /// <summary>Votes spoken in the room.</summary>
    public DbSet<SpokenVote> SpokenVotes => Set<SpokenVote>();
}
