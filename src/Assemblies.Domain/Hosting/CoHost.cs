using Assemblies.Domain.Members;

namespace Assemblies.Domain.Hosting;

/// <summary>Where a proposal stands.</summary>
public enum ProposalState
{
    /// <summary>Its owner is still writing it.</summary>
    Draft,

    /// <summary>It can be chosen.</summary>
    Submitted,

    /// <summary>It was taken back.</summary>
    Withdrawn,
}

/// <summary>A member that hosts along with the one that proposes.</summary>
public sealed class CoHost
{
    private CoHost() { }

    internal CoHost(Id<HostProposal> proposal, Id<Organisation> member) => (Proposal, Member) = (proposal, member);

    /// <summary>Of which proposal.</summary>
    public Id<HostProposal> Proposal { get; private set; }

    /// <summary>Which member.</summary>
    public Id<Organisation> Member { get; private set; }
}
