using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using NodaTime;

namespace Assemblies.Domain.Voting;

/// <summary>How members say what they want.</summary>
public enum PollMethod
{
    /// <summary>Each entitled member casts a ballot: yes, no or abstain. Recorded by name.</summary>
    Ballots,

    /// <summary>"Any objection?": with none it is adopted, one leads to a vote.</summary>
    Consensus,
}

/// <summary>
/// One vote on a motion, open or over. What decides it is pinned when it is opened: who may vote, E and P, the proxies, the rules. A repeat is a new
/// one; an annulled one stays in the record.
/// </summary>
/// <remarks>
/// Late check-ins join the next vote; one who leaves stays in P without voting. Source: rules.md, Arithmetic (snapshot at opening).
/// </remarks>
public sealed class Poll : Entity<Poll>
{
    private readonly List<PollStep> steps = [];

    private Poll() { }

    internal Poll(PollOpening opening, int seq, PollMethod method, Instant? until, Instant at, Id<Person>? by)
    {
        var (motion, call) = (opening.Motion, opening.Call);
        (Assembly, Meeting, Motion, Item) = (motion.Assembly, opening.Sitting.Meeting, motion.Id, motion.Item);
        (Seq, Method, OpenedAt, OpenedBy, Rule) = (seq, method, at, by, opening.Rule);
        (Entitled, Present, Represented) = (call.Entitled, call.Present, call.Represented);
        var codes = call.Members.ToDictionary(m => m.Member.Organisation, m => m.Member.Code);
        Roll =
        [
            .. call
                .Members.Where(m => m.Counts)
                .Select(m => new PolledMember(
                    m.Member.Organisation,
                    m.Member.Code,
                    m.Member.Name,
                    m.Holder is { } holder ? codes[holder] : null,
                    m.Proxy is { } proxy ? opening.InstructionOf(proxy) : null,
                    m.Proxy is { } carried ? opening.AsideOf(carried) : null
                )),
        ];
        Until = until;
        MinutesVersion = opening.Minutes?.Version;
        Happened(new RoomChanged(Assembly, RoomPart.Vote));
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>At which meeting; each has at most one open.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>On which motion.</summary>
    public Id<Motion> Motion { get; private set; }

    /// <summary>On which item.</summary>
    public Id<AgendaItem> Item { get; private set; }

    /// <summary>Its place among the votes on the motion, from 1.</summary>
    public int Seq { get; private set; }

    /// <summary>How members say what they want.</summary>
    public PollMethod Method { get; private set; }

    /// <summary>When it was opened, in business time.</summary>
    public Instant OpenedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? OpenedBy { get; private set; }

    /// <summary>When it closes by itself; null where the chair closes it.</summary>
    public Instant? Until { get; private set; }

    /// <summary>When it ended, be it closed or annulled; kept here so that a unique key holds one open poll a meeting. Its steps say what happened.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>The rules that decide it.</summary>
    public PollRule Rule { get; private set; } = null!;

    /// <summary>The version of minutes that it approves when it adopts its motion; null where the motion approves none.</summary>
    public int? MinutesVersion { get; private set; }

    /// <summary>E.</summary>
    public int Entitled { get; private set; }

    /// <summary>Members present by themselves.</summary>
    public int Present { get; private set; }

    /// <summary>Members represented.</summary>
    public int Represented { get; private set; }

    /// <summary>P: present or represented.</summary>
    public int PresentOrRepresented => Present + Represented;

    /// <summary>Who may vote, by code.</summary>
    public IReadOnlyList<PolledMember> Roll { get; private set; } = [];

    /// <summary>What was done with it, in order. Always read with it.</summary>
    public IReadOnlyList<PollStep> Steps => steps;

    /// <summary>Whether ballots are taken.</summary>
    public bool IsOpen => EndedAt is null;

    /// <summary>Whether its time is over: no ballot comes any more, even while nobody has closed it yet.</summary>
    public bool IsOver(Instant at) => !IsOpen || Until <= at;

    /// <summary>Whether it was annulled: it decides nothing, whatever was cast.</summary>
    public bool IsAnnulled => steps.Exists(s => s.Kind is PollStepKind.Annulled);

    /// <summary>Why it was annulled; null when it was not.</summary>
    public string? WhyAnnulled => steps.Find(s => s.Kind is PollStepKind.Annulled)?.Reason;

    /// <summary>Whether an objection ended the question for objections.</summary>
    public bool IsObjected => ObjectedByMember is not null;

    /// <summary>The member whose objection ended the question for objections; null where none did.</summary>
    public string? ObjectedByMember => steps.Find(s => s.Kind is PollStepKind.Objected)?.Reason;

    /// <summary>Whether it ended on a tie that the chair's casting vote decides.</summary>
    public bool AwaitsChair =>
        steps.Exists(s => s.Kind is PollStepKind.Tied) && !steps.Exists(s => s.Kind is PollStepKind.ChairCast) && !IsAnnulled;

    /// <summary>Its votes, counted.</summary>
    public Tally Count(IEnumerable<VoteChoice> ballots) => Tally.Of(ballots, PresentOrRepresented, Entitled);

    /// <summary>
    /// Whose turn it is to cast each vote at this moment: the delegate who has the member's vote; of a member that is not there itself, who has that of
    /// its holder. Nobody for whoever left, or whose voter has no account: their vote can be spoken.
    /// </summary>
    /// <param name="call">Who is there now.</param>
    public IReadOnlyList<PollVoter> VotersNow(RollCall call) =>
        [
            .. from member in Roll
            let now = call.Of(member.Organisation)
            let own = now?.Voter?.Person
            let holders = own is null && now?.Holder is { } holder ? call.Of(holder)?.Voter?.Person : null
            where own is not null || holders is not null
            select new PollVoter(Id, member.Organisation, (own ?? holders)!.Value, own is null ? member.Instruction : null),
        ];

    /// <summary>Lets it go on until another time.</summary>
    public Error? Extend(Instant until, Instant at, Id<Person>? by)
    {
        if (!IsOpen)
        {
            return PollErrors.Ended;
        }

        if (until <= at)
        {
            return PollErrors.UntilPast;
        }

        Until = until;
        Step(PollStepKind.Extended, null, at, by);
        return null;
    }

    /// <summary>Closes it: under the lock that no ballot holds, with every ballot that was confirmed.</summary>
    /// <param name="ballots">What they say.</param>
    /// <param name="quorumLost">Whether a check of the quorum since it was opened found none.</param>
    /// <param name="motion">Its motion.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom; null for the service, when its time is over.</param>
    /// <returns>The result; none on a tie that the chair's casting vote decides.</returns>
    public Result<PollResult?> Close(IReadOnlyCollection<VoteChoice> ballots, bool quorumLost, Motion motion, Instant at, Id<Person>? by)
    {
        if (!IsOpen)
        {
            return PollErrors.Ended;
        }

        var tally = Count(ballots);
        var outcome =
            Method is PollMethod.Ballots ? Rule.Decide(tally, quorumLost)
            : quorumLost ? Outcome.VoidNoQuorum
            : Outcome.Adopted;
        EndedAt = at;
        Step(outcome is null ? PollStepKind.Tied : PollStepKind.Closed, null, at, by);
        return outcome is { } decided ? new PollResult(this, motion, tally, decided, at, by) : (PollResult?)null;
    }

    /// <summary>The chair decides a tie; recorded apart from the members' votes.</summary>
    public Result<PollResult> CastByChair(bool adopts, IReadOnlyCollection<VoteChoice> ballots, Motion motion, Instant at, Id<Person>? by)
    {
        if (!AwaitsChair)
        {
            return PollErrors.NoTie;
        }

        Step(PollStepKind.ChairCast, null, at, by);
        return new PollResult(this, motion, Count(ballots), adopts ? Outcome.TiedChairAdopted : Outcome.TiedChairRejected, at, by);
    }

    /// <summary>A member objects: the question for objections ends, and a vote follows. Who else objects changes nothing.</summary>
    /// <returns>The refusal; null when it is objected.</returns>
    public Error? ObjectedBy(PolledMember member, Instant at, Id<Person>? by)
    {
        if (Method is not PollMethod.Consensus || (!IsOpen && !IsObjected))
        {
            return Method is PollMethod.Consensus ? PollErrors.Ended : PollErrors.NotConsensus;
        }

        if (IsOpen)
        {
            EndedAt = at;
            Step(PollStepKind.Objected, member.Name, at, by);
        }

        return null;
    }

    /// <summary>Annuls it with a reason, open or closed: it decides nothing, and stays in the record.</summary>
    public Error? Annul(string reason, Motion motion, Instant at, Id<Person>? by)
    {
        if (IsAnnulled)
        {
            return PollErrors.AnnulledAlready;
        }

        EndedAt ??= at;
        Step(PollStepKind.Annulled, reason, at, by);
        Happened(new PollAnnulled(Assembly, motion.Id, Id, reason));
        return null;
    }

    private void Step(PollStepKind kind, string? reason, Instant at, Id<Person>? by)
    {
        steps.Add(new(Id, steps.Count + 1, kind, reason, at, by));
        Happened(new RoomChanged(Assembly, RoomPart.Vote));
    }
}
