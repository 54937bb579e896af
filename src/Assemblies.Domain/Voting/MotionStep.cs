using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Voting;

/// <summary>What became of a motion without a vote, and that it may be voted on again.</summary>
public enum MotionStepKind
{
    /// <summary>Its proposer took it back.</summary>
    Withdrawn,

    /// <summary>It is put off to another time.</summary>
    Deferred,

    /// <summary>Another decision made it pointless.</summary>
    Lapsed,

    /// <summary>It is taken up again: what became of it before stays in the record.</summary>
    Reopened,
}

/// <summary>What became of a motion without a vote: who, when, why. Only ever added.</summary>
public sealed class MotionStep
{
    private MotionStep() { }

    internal MotionStep(Id<Motion> motion, int seq, MotionStepKind kind, int polls, string reason, Instant at, Id<Person>? by) =>
        (Motion, Seq, Kind, Polls, Reason, At, By) = (motion, seq, kind, polls, reason, at, by);

    /// <summary>Of which motion.</summary>
    public Id<Motion> Motion { get; private set; }

    /// <summary>Its place in the order, from 1; unique in its motion.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public MotionStepKind Kind { get; private set; }

    /// <summary>How many votes there had been on the motion.</summary>
    public int Polls { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }
}
