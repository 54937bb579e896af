using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>A proposal and one of its dates.</summary>
/// <param name="Proposal">Which proposal.</param>
/// <param name="DateOption">Which of its date options, from 1.</param>
public sealed record HostChoice(Id<HostProposal> Proposal, int DateOption);

/// <summary>What became of an assignment.</summary>
public enum AssignmentState
{
    /// <summary>The member may still answer.</summary>
    Pending,

    /// <summary>It hosts.</summary>
    Accepted,

    /// <summary>It cannot host.</summary>
    Declined,

    /// <summary>It did not answer in time.</summary>
    Expired,
}

/// <summary>A member was asked to host, as the n-th of a call. Its answer is added once, never changed.</summary>
public sealed class HostAssignment
{
    private HostAssignment() { }

    internal HostAssignment(
        Id<HostCall> call,
        int n,
        HostProposal proposal,
        DateOption dates,
        string reason,
        IReadOnlyList<HostChoice> reserves,
        Id<Person>? by,
        Instant now,
        RulesOfProcedure rules
    )
    {
        (Call, N, Proposal, Member, Dates) = (call, n, proposal.Id, proposal.By, dates);
        (Reason, Reserves, By, At) = (reason, reserves, by, now);
        AnswerBy = rules.HostAnswerBy(rules.DayOf(now));
    }

    /// <summary>Of which call.</summary>
    public Id<HostCall> Call { get; private set; }

    /// <summary>Its number in the call, from 1.</summary>
    public int N { get; private set; }

    /// <summary>Which proposal it takes up.</summary>
    public Id<HostProposal> Proposal { get; private set; }

    /// <summary>The member asked.</summary>
    public Id<Organisation> Member { get; private set; }

    /// <summary>The dates, as the proposal offered them.</summary>
    public DateOption Dates { get; private set; } = null!;

    /// <summary>Why this one.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who is asked next, in order.</summary>
    public IReadOnlyList<HostChoice> Reserves { get; private set; } = [];

    /// <summary>Who asked; null for the demo network.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>The last day for the answer, in the rules' zone.</summary>
    public LocalDate AnswerBy { get; private set; }

    /// <summary>When it was accepted.</summary>
    public Instant? AcceptedAt { get; private set; }

    /// <summary>When it was declined.</summary>
    public Instant? DeclinedAt { get; private set; }

    /// <summary>When it ended without an answer.</summary>
    public Instant? ExpiredAt { get; private set; }

    /// <summary>Who answered.</summary>
    public Id<Person>? AnsweredBy { get; private set; }

    /// <summary>How the secretariat was told, when it entered the answer; null when the member answered itself.</summary>
    public Source? Source { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? Why { get; private set; }

    /// <summary>Whether it has neither an answer nor ended.</summary>
    public bool IsPending => State is AssignmentState.Pending;

    /// <summary>What became of it.</summary>
    public AssignmentState State =>
        AcceptedAt is not null ? AssignmentState.Accepted
        : DeclinedAt is not null ? AssignmentState.Declined
        : ExpiredAt is not null ? AssignmentState.Expired
        : AssignmentState.Pending;

    internal void Accept(Id<Person> by, Source? source, Instant at) => (AcceptedAt, AnsweredBy, Source) = (at, by, source);

    internal void Decline(string why, Id<Person> by, Source? source, Instant at) =>
        (DeclinedAt, Why, AnsweredBy, Source) = (at, why, by, source);

    internal void Expire(Instant at) => ExpiredAt = at;
}
