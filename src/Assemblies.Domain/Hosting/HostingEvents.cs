using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>The last day for proposals is another one than the members were told; a closed call may be open again.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Edition">The edition wanted.</param>
/// <param name="Was">The last day they were told.</param>
public sealed record LastDayMoved(Id<HostCall> Call, string Edition, LocalDate Was) : DomainEvent;

/// <summary>A call the members were told of was closed before its last day.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Edition">The edition wanted.</param>
/// <param name="Why">Why.</param>
public sealed record CallClosedEarly(Id<HostCall> Call, string Edition, string Why) : DomainEvent;

/// <summary>A member committed to its proposal.</summary>
/// <param name="Proposal">Which.</param>
public sealed record ProposalSubmitted(Id<HostProposal> Proposal) : DomainEvent;

/// <summary>The secretariat entered or changed a proposal for a member: the member is told.</summary>
/// <param name="Proposal">Which.</param>
/// <param name="Version">What stands in it now.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Source">How the secretariat was told.</param>
/// <param name="Submits">Whether it submitted it.</param>
public sealed record ProposalEntered(Id<HostProposal> Proposal, long Version, Id<Person> By, Source Source, bool Submits) : DomainEvent;

/// <summary>A submitted proposal was withdrawn.</summary>
/// <param name="Proposal">Which.</param>
public sealed record ProposalWithdrawn(Id<HostProposal> Proposal) : DomainEvent;

/// <summary>The members vote on the proposals of a call.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Edition">The edition wanted.</param>
/// <param name="Where">Where and when they vote.</param>
public sealed record ProposalsPutToVote(Id<HostCall> Call, string Edition, string Where) : DomainEvent;

/// <summary>A member was asked to host.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Edition">The edition wanted.</param>
/// <param name="N">The number of the assignment.</param>
/// <param name="Proposal">The proposal it takes up.</param>
/// <param name="Member">The member asked.</param>
public sealed record HostAsked(Id<HostCall> Call, string Edition, int N, Id<HostProposal> Proposal, Id<Organisation> Member) : DomainEvent;

/// <summary>A member that was asked declined, or did not answer in time.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Edition">The edition wanted.</param>
/// <param name="N">The number of the assignment.</param>
/// <param name="Proposal">The proposal it took up.</param>
public sealed record HostRefused(Id<HostCall> Call, string Edition, int N, Id<HostProposal> Proposal) : DomainEvent;

/// <summary>The host of an edition is found: each who proposed is told, the chosen one too.</summary>
/// <param name="Proposal">A submitted proposal.</param>
/// <param name="Chosen">Whether it is the one.</param>
public sealed record ProposalDecided(Id<HostProposal> Proposal, bool Chosen) : DomainEvent;
