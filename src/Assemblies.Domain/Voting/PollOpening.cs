using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Voting;

/// <summary>The votes on one motion so far.</summary>
/// <param name="Polls">Its polls.</param>
/// <param name="Results">Their results.</param>
public sealed record PollsOfMotion(IReadOnlyCollection<Poll> Polls, IReadOnlyCollection<PollResult> Results)
{
    /// <summary>Whether one is open, or waits for the chair's casting vote.</summary>
    public bool IsOpen => Polls.Any(p => p.IsOpen || p.AwaitsChair);

    /// <summary>The result that stands: of the last poll that was not annulled. Null before there is one.</summary>
    public PollResult? Standing =>
        Polls
            .Where(p => !p.IsAnnulled)
            .OrderByDescending(p => p.Seq)
            .Select(p => Results.FirstOrDefault(r => r.Poll == p.Id))
            .FirstOrDefault(r => r is not null);

    /// <summary>Whether it is decided, and was not reopened since. What was void decided nothing.</summary>
    public bool IsDecided(Motion motion) =>
        Standing is { Outcome: not (Outcome.VoidNoQuorum or Outcome.VoidTurnout) } result
        && Polls.First(p => p.Id == result.Poll).Seq > motion.ReopenedAfter;

    /// <summary>The member that objected since it was last taken up: then it takes a vote (rules.md, consensus). Null where none did.</summary>
    public string? ObjectedBy(Motion motion) =>
        Polls.Where(p => p is { IsObjected: true, IsAnnulled: false } && p.Seq > motion.ReopenedAfter).MaxBy(p => p.Seq)?.ObjectedByMember;
}

/// <summary>How far minutes are that a motion approves.</summary>
/// <param name="Version">The newest version that is published; null while none is.</param>
/// <param name="ApprovedBy">The motion that approved them; null while none has.</param>
public sealed record MinutesToApprove(int? Version, Id<Motion>? ApprovedBy);

/// <summary>Everything that the opening of a poll depends on, read under the lock of the meeting.</summary>
/// <param name="Sitting">Where the meeting stands.</param>
/// <param name="Motion">The motion.</param>
/// <param name="Stands">The votes on it so far.</param>
/// <param name="IsLateItem">Whether its item came late.</param>
/// <param name="IsTakenUp">Whether the members have taken the item up; what came in time is.</param>
/// <param name="IsChallenged">Whether a challenge of the quorum runs.</param>
/// <param name="Call">Who is there.</param>
/// <param name="Rules">The rules that the assembly is under.</param>
/// <param name="Proxies">The proxies by which members are represented.</param>
public sealed record PollOpening(
    Sitting Sitting,
    Motion Motion,
    PollsOfMotion Stands,
    bool IsLateItem,
    bool IsTakenUp,
    bool IsChallenged,
    RollCall Call,
    RulesVersion Rules,
    IReadOnlyCollection<Proxy> Proxies
)
{
    /// <summary>How far the minutes are that the motion approves; null for every other motion.</summary>
    public MinutesToApprove? Minutes { get; init; }

    /// <summary>The rules of the poll.</summary>
    public PollRule Rule => PollRule.Of(Rules, Motion.Type!);

    /// <summary>Opens a vote, or asks for objections.</summary>
    /// <param name="method">Which.</param>
    /// <param name="until">When it closes by itself; null where the chair closes it.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Result<Poll> Open(PollMethod method, Instant? until, Instant at, Id<Person>? by) =>
        Refusal(method, until, at) is { } refusal ? refusal : new Poll(this, Stands.Polls.Count + 1, method, until, at, by);

    /// <summary>What a principal wants on this motion; null where it left it open, or spoke of another motion of the item.</summary>
    internal InstructedVote? InstructionOf(Id<Proxy> proxy) => OnItem(proxy).FirstOrDefault(i => Motion.IsMeantBy(i.About))?.Vote;

    /// <summary>
    /// What a principal said on the item in words that do not name this motion: "the membership fees: yes". Its holder judges whether this motion is meant. Null
    /// for nothing.
    /// </summary>
    internal string? AsideOf(Id<Proxy> proxy) =>
        InstructionOf(proxy) is null && OnItem(proxy).ToList() is { Count: > 0 } said
            ? string.Join(
                "; ",
                said.Select(i => i.Vote is InstructedVote.AsSaid ? i.About : $"{i.About}: {i.Vote.ToString().ToLowerInvariant()}")
            )
            : null;

    private IEnumerable<ProxyInstruction> OnItem(Id<Proxy> proxy) =>
        Proxies.FirstOrDefault(p => p.Id == proxy)?.Instructions.Where(i => i.Item == Motion.Item) ?? [];

    private Error? Refusal(PollMethod method, Instant? until, Instant at) =>
        Sitting.NotOpen() is { } notOpen ? notOpen
        : Sitting.State is SittingState.Break ? PollErrors.InBreak
        : !Sitting.Of.Statutory ? PollErrors.DecidesNothing
        : Sitting.Now?.Item != Motion.Item ? PollErrors.ItemNotOn
        : Motion.Type is not { } type ? MotionErrors.UnknownType
        : Rules.Parameters.RuleOf(type).BothMajorities ? MotionErrors.BothMajorities
        : Rules.Parameters.RuleOf(type).Secret ? MotionErrors.Secret
        : Motion.Shelved is { } step ? MotionErrors.Over(step.Kind)
        : Stands.IsOpen ? MotionErrors.PollIsOpen
        : Stands.IsDecided(Motion) ? MotionErrors.Decided
        : OfMinutes() is { } ofMinutes ? ofMinutes
        : IsLateItem && !IsTakenUp && type.Key is not MotionType.LateItem ? PollErrors.NotTakenUp
        : IsChallenged ? QuorumErrors.ChallengeRuns
        : !Rule.HasQuorum(Call.PresentOrRepresented, Call.Entitled) ? PollErrors.NoQuorumOf(Rule, Call)
        : until <= at ? PollErrors.UntilPast
        : method is not PollMethod.Consensus ? null
        : type.Key is MotionType.LateItem ? PollErrors.NoConsensusOnLate
        : Stands.ObjectedBy(Motion) is not null ? PollErrors.ObjectedAlready
        : null;

    // What is approved is a text that the members could read before: it is published, and no other vote has approved it.
    private Error? OfMinutes() =>
        Motion.MinutesOf is null ? null
        : Minutes?.Version is null ? MotionErrors.MinutesNotPublished
        : Minutes.ApprovedBy is { } other && other != Motion.Id ? MotionErrors.MinutesApproved
        : null;
}
