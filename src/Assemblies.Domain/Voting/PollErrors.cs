using System.Globalization;
using Assemblies.Domain.Presence;

namespace Assemblies.Domain.Voting;

/// <summary>Refusals of the rules about votes.</summary>
public static class PollErrors
{
    /// <summary>No poll of that id for this reader.</summary>
    public static readonly Error Unknown = new(
        "poll.unknown",
        ErrorKind.NotFound,
        "There is no such vote, or it is not yours to see. Look at the room."
    );

    /// <summary>There is a break.</summary>
    public static readonly Error InBreak = new("poll.in_break", ErrorKind.Conflict, "There is a break. End it first, then open the vote.");

    /// <summary>The meeting is not a day of the general assembly.</summary>
    public static readonly Error DecidesNothing = new(
        "poll.decides_nothing",
        ErrorKind.Conflict,
        "This meeting is not part of the general assembly, so nothing is decided in it."
    );

    /// <summary>Another item is on.</summary>
    public static readonly Error ItemNotOn = new(
        "poll.item_not_on",
        ErrorKind.Conflict,
        "The item of this motion is not what is on. Go to the item first, then open the vote."
    );

    /// <summary>The item came late, and the members have not taken it up.</summary>
    public static readonly Error NotTakenUp = new(
        "poll.late_item_not_taken_up",
        ErrorKind.Conflict,
        "This item came late, and the members have not agreed to take it up. It is voted on once a motion to take it up is adopted."
    );

    /// <summary>Nobody decides without a quorum.</summary>
    public static readonly Error NoQuorum = new(
        "poll.no_quorum",
        ErrorKind.Conflict,
        "There is no quorum, so nothing can be decided. Debate goes on; count again when more members are there."
    );

    /// <summary>Taking up a late item is counted.</summary>
    public static readonly Error NoConsensusOnLate = new(
        "poll.no_consensus_on_late",
        ErrorKind.Conflict,
        "Taking up a late item needs a counted majority. Open a vote on it."
    );

    /// <summary>A member objected.</summary>
    public static readonly Error ObjectedAlready = new(
        "poll.objected_already",
        ErrorKind.Conflict,
        "A member objected, so this is decided by a vote. Open a vote on it."
    );

    /// <summary>Spoken votes wait for their second officer.</summary>
    public static readonly Error SpokenWait = new(
        "poll.spoken_wait",
        ErrorKind.Conflict,
        "Spoken votes wait to be confirmed and would not count. Have them confirmed or struck out first, or close the vote without them."
    );

    /// <summary>It is over.</summary>
    public static readonly Error Ended = new("poll.ended", ErrorKind.Conflict, "This vote is over already. Look at its result.");

    /// <summary>A ballot came after the end.</summary>
    public static readonly Error Closed = new(
        "poll.closed",
        ErrorKind.Gone,
        "The vote has closed, and this ballot came too late: it was not counted. Speak to the chair if you could not vote in time."
    );

    /// <summary>The time named is over already.</summary>
    public static readonly Error UntilPast = new Error(
        "poll.until_past",
        ErrorKind.Invalid,
        "This time is over already. Name a time to come."
    ).At("until");

    /// <summary>It is annulled.</summary>
    public static readonly Error AnnulledAlready = new(
        "poll.annulled_already",
        ErrorKind.Conflict,
        "This vote is annulled already. Open a new one on the motion."
    );

    /// <summary>Nothing waits for the chair.</summary>
    public static readonly Error NoTie = new(
        "poll.no_tie",
        ErrorKind.Conflict,
        "No tie waits for the chair’s casting vote here. Look at the result."
    );

    /// <summary>It is a vote.</summary>
    public static readonly Error NotConsensus = new(
        "poll.not_consensus",
        ErrorKind.Conflict,
        "This is a vote, not a question for objections. Cast your ballot: no, if you are against it."
    );

    /// <summary>It is a question for objections.</summary>
    public static readonly Error NotBallots = new(
        "poll.not_ballots",
        ErrorKind.Conflict,
        "The chair asks whether anybody objects; there are no ballots. Object if you want a vote."
    );

    /// <summary>The member votes in nothing here.</summary>
    public static readonly Error NotInPoll = new(
        "poll.not_in_it",
        ErrorKind.Conflict,
        "This member was neither present nor represented when the vote was opened, so it votes from the next one on."
    );

    /// <summary>It is not the turn of this person.</summary>
    public static readonly Error NotYourTurn = new(
        "poll.not_your_turn",
        ErrorKind.Conflict,
        "The vote of this member is not yours to cast now. The room says who has it."
    );

    /// <summary>Another ballot of the member is recorded.</summary>
    public static readonly Error CastAlready = new(
        "poll.cast_already",
        ErrorKind.Conflict,
        "The vote of this member is recorded already, and a ballot once cast is final."
    );

    /// <summary>It is against the principal's instruction.</summary>
    public static readonly Error AgainstInstruction = new(
        "poll.against_instruction",
        ErrorKind.Conflict,
        "This is against the instruction of the member you represent. It stays yours to cast: confirm it, or choose otherwise."
    );

    /// <summary>A spoken vote waits for its second teller.</summary>
    public static readonly Error SpokenWaits = new(
        "poll.spoken_waits",
        ErrorKind.Conflict,
        "A spoken vote of this member is written down already and waits to be confirmed by a second officer."
    );

    /// <summary>No spoken vote waits.</summary>
    public static readonly Error NoSpoken = new(
        "poll.no_spoken_vote",
        ErrorKind.NotFound,
        "No spoken vote of this member waits here. Look at the list of those who have not voted."
    );

    /// <summary>One person cannot be both.</summary>
    public static readonly Error SecondPerson = new(
        "poll.second_person",
        ErrorKind.Conflict,
        "You wrote this spoken vote down; somebody else has to confirm it: another teller, the chair or the minute-taker."
    );

    /// <summary>The member is not there.</summary>
    public static readonly Error NobodyThere = new(
        "poll.nobody_there",
        ErrorKind.Conflict,
        "Nobody who may cast the vote of this member is checked in now. Check them in first."
    );

    /// <summary>Another poll is open at the meeting, or was opened at the same moment.</summary>
    public static readonly Error AnotherIsOpen = new(
        "poll.another_is_open",
        ErrorKind.Conflict,
        "Another vote is open at this meeting. Close it first."
    );

    /// <summary>Somebody else did something with it at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "poll.changed_meanwhile",
        ErrorKind.Conflict,
        "Somebody else did something with this vote at the same moment. Look at where it stands now."
    );

    /// <summary>The same, with the members.</summary>
    public static Error SpokenWaitOf(IReadOnlyCollection<string> members) =>
        SpokenWait with
        {
            Message =
                $"The spoken {(members.Count == 1 ? "vote" : "votes")} of {English.List(members)} {(members.Count == 1 ? "waits" : "wait")} to be confirmed and would not count. Have {(members.Count == 1 ? "it" : "them")} confirmed or struck out first, or close the vote without {(members.Count == 1 ? "it" : "them")}.",
        };

    /// <summary>The same, with the figures.</summary>
    internal static Error NoQuorumOf(PollRule rule, RollCall call) =>
        NoQuorum with
        {
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"There is no quorum for this: {call.PresentOrRepresented} of {call.Entitled} are present or represented, {rule.QuorumOf(call.Entitled)} needed. Debate goes on, but nothing can be decided."
            ),
        };
}
