using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Voting;

/// <summary>What is done with a poll after it was opened.</summary>
public enum PollStepKind
{
    /// <summary>It goes on until another time.</summary>
    Extended,

    /// <summary>It was closed, and its result stands.</summary>
    Closed,

    /// <summary>It was closed on a tie that the chair's casting vote decides.</summary>
    Tied,

    /// <summary>The chair decided the tie.</summary>
    ChairCast,

    /// <summary>A member objected: the question for objections is over, and a vote follows.</summary>
    Objected,

    /// <summary>It was annulled: it decides nothing.</summary>
    Annulled,
}

/// <summary>One step of a poll: who, when, why. Only ever added; of two at once the database refuses one.</summary>
public sealed class PollStep
{
    private PollStep() { }

    internal PollStep(Id<Poll> poll, int seq, PollStepKind kind, string? reason, Instant at, Id<Person>? by) =>
        (Poll, Seq, Kind, Reason, At, By) = (poll, seq, kind, reason, at, by);

    /// <summary>Of which poll.</summary>
    public Id<Poll> Poll { get; private set; }

    /// <summary>Its place in the order, from 1; unique in its poll.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public PollStepKind Kind { get; private set; }

    /// <summary>Why; of an objection the member that objected. Null where nothing was said.</summary>
    public string? Reason { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service, when the time of a poll is over.</summary>
    public Id<Person>? By { get; private set; }
}

/// <summary>The result of a poll: immutable, one a poll. A repeated vote has a result of its own.</summary>
public sealed class PollResult : Aggregate
{
    private PollResult() { }

    internal PollResult(Poll poll, Motion motion, Tally tally, Outcome outcome, Instant at, Id<Person>? by)
    {
        (Poll, Motion, Assembly, Outcome, At, By) = (poll.Id, poll.Motion, poll.Assembly, outcome, at, by);
        (Yes, No, Abstain) = (checked((int)tally.Yes), checked((int)tally.No), checked((int)tally.Abstain));
        (Present, Entitled, Needed) = (poll.PresentOrRepresented, poll.Entitled, checked((int)poll.Rule.Majority.Needed(tally)));
        Sentence = poll.Method is PollMethod.Consensus ? Consensus(poll, outcome) : VoteSentence.Of(poll.Rule, tally, outcome);
        Warning = poll.Method is PollMethod.Consensus ? null : VoteSentence.Warning(tally, outcome);
        Happened(new MotionDecided(Assembly, Motion, Poll, outcome, motion.MinutesOf));
    }

    /// <summary>Of which poll.</summary>
    public Id<Poll> Poll { get; private set; }

    /// <summary>On which motion.</summary>
    public Id<Motion> Motion { get; private set; }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>What became of the motion.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>Y, in members.</summary>
    public int Yes { get; private set; }

    /// <summary>N, in members.</summary>
    public int No { get; private set; }

    /// <summary>A, in members.</summary>
    public int Abstain { get; private set; }

    /// <summary>P when the vote was opened.</summary>
    public int Present { get; private set; }

    /// <summary>E when the vote was opened.</summary>
    public int Entitled { get; private set; }

    /// <summary>The fewest yes votes that adopted it.</summary>
    public int Needed { get; private set; }

    /// <summary>X: present or represented without voting.</summary>
    public int NotVoting => Present - Yes - No - Abstain;

    /// <summary>It in a sentence, as it was shown.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>What is to be looked at twice; null for nothing.</summary>
    public string? Warning { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>Who closed it, or cast the deciding vote; null for the service.</summary>
    public Id<Person>? By { get; private set; }

    private static string Consensus(Poll poll, Outcome outcome) =>
        outcome is Outcome.Adopted
            ? FormattableString.Invariant(
                $"Adopted by consensus: none of the {poll.PresentOrRepresented} members present or represented objected."
            )
            : "Void: the quorum was lost while objections were asked for.";
}

/// <summary>The result of a motion stands.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Motion">Which motion.</param>
/// <param name="Poll">By which poll.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="MinutesOf">The assembly whose minutes the motion approves; null for every other motion.</param>
public sealed record MotionDecided(Id<Assembly> Assembly, Id<Motion> Motion, Id<Poll> Poll, Outcome Outcome, Id<Assembly>? MinutesOf)
    : DomainEvent;

/// <summary>A motion was withdrawn, deferred, or lapsed: there is no vote on it.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Motion">Which motion.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, in business time.</param>
public sealed record MotionShelved(Id<Assembly> Assembly, Id<Motion> Motion, Outcome Outcome, string Reason, Instant At) : DomainEvent;

/// <summary>A poll was annulled: what followed from its result, if it had one, does not stand.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Motion">On which motion.</param>
/// <param name="Poll">Which poll.</param>
/// <param name="Reason">Why.</param>
public sealed record PollAnnulled(Id<Assembly> Assembly, Id<Motion> Motion, Id<Poll> Poll, string Reason) : DomainEvent;
