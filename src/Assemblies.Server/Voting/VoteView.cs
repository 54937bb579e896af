using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>A result.</summary>
/// <param name="Outcome">What became of the motion.</param>
/// <param name="Words">The same in words: "adopted", "not adopted".</param>
/// <param name="Yes">Y, in members.</param>
/// <param name="No">N, in members.</param>
/// <param name="Abstain">A, in members.</param>
/// <param name="NotVoting">X: present or represented without voting.</param>
/// <param name="Present">P when the vote was opened.</param>
/// <param name="Entitled">E when the vote was opened.</param>
/// <param name="Needed">The fewest yes votes that adopted it.</param>
/// <param name="Base">What the yes votes were compared with.</param>
/// <param name="Sentence">It in a sentence.</param>
/// <param name="Warning">What is to be looked at twice; null for nothing.</param>
/// <param name="At">When.</param>
public sealed record ResultView(
    Outcome Outcome,
    string Words,
    int Yes,
    int No,
    int Abstain,
    int NotVoting,
    int Present,
    int Entitled,
    int Needed,
    Domain.Rules.VoteBase Base,
    string Sentence,
    string? Warning,
    Instant At
)
{
    internal static ResultView Of(PollResult result, Poll poll) =>
        new(
            result.Outcome,
            result.Outcome.InWords(),
            result.Yes,
            result.No,
            result.Abstain,
            result.NotVoting,
            result.Present,
            result.Entitled,
            result.Needed,
            poll.Rule.Majority.Base,
            result.Sentence,
            result.Warning,
            result.At
        );
}

/// <summary>A poll after something was done with it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOpen">Whether ballots are taken.</param>
/// <param name="AwaitsChair">Whether a tie waits for the chair's casting vote.</param>
/// <param name="Result">Its result; null before there is one.</param>
public sealed record PollNow(Id<Poll> Id, bool IsOpen, bool AwaitsChair, ResultView? Result)
{
    internal static PollNow Of(Poll poll, PollResult? result) =>
        new(poll.Id, poll.IsOpen, poll.AwaitsChair, result is null ? null : ResultView.Of(result, poll));
}

/// <summary>How one member voted.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holder">The member that represented it, by code; null for one that was present itself.</param>
/// <param name="Choice">What its ballot says; null where it did not vote.</param>
/// <param name="Via">By what way it came; null where it did not vote.</param>
public sealed record VoteOfMember(string Code, string Name, string? Holder, VoteChoice? Choice, CastVia? Via);

/// <summary>A document that a motion speaks of.</summary>
/// <param name="Id">Its newest revision.</param>
/// <param name="Title">Its title.</param>
public sealed record MotionDocument(Id<AgendaDocument> Id, string Title);

/// <summary>What became of a motion without a vote.</summary>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ShelvedView(MotionStepKind Kind, string Reason, Instant At)
{
    internal static ShelvedView? Of(Motion motion) => motion.Shelved is { } step ? new(step.Kind, step.Reason, step.At) : null;
}

/// <summary>The vote that is open.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Motion">The motion's number.</param>
/// <param name="Method">How members say what they want.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Until">When it closes by itself; null where the chair closes it.</param>
/// <param name="Present">P.</param>
/// <param name="Entitled">E.</param>
/// <param name="Cast">How many have voted.</param>
/// <param name="Needs">What it takes, in words: "more than half of the votes cast".</param>
public sealed record OpenVote(
    Id<Poll> Id,
    string Motion,
    PollMethod Method,
    Instant OpenedAt,
    Instant? Until,
    int Present,
    int Entitled,
    int Cast,
    string Needs
);

/// <summary>A motion of the item that is on.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">What is to be decided.</param>
/// <param name="Proposer">Who proposes it.</param>
/// <param name="Seconder">Who seconds it.</param>
/// <param name="RuleType">The type whose majority the rules name.</param>
/// <param name="Needs">What it takes, in words: "2/3 of the votes cast".</param>
/// <param name="Documents">The documents it speaks of.</param>
/// <param name="Shelved">What became of it without a vote; null where nothing did.</param>
/// <param name="IsOpen">Whether a vote on it is open.</param>
/// <param name="AwaitsChair">The poll whose tie waits for the chair's casting vote; null for none.</param>
/// <param name="ObjectedBy">The member that objected last, so that a vote follows; null where none did.</param>
/// <param name="Poll">The poll whose result stands.</param>
/// <param name="Result">The result that stands; null before there is one.</param>
/// <param name="IsDecided">Whether it cannot be voted on without being reopened.</param>
/// <param name="Votes">How each member voted in it, by code; empty before there is a result.</param>
/// <param name="Annulled">Why the last vote on it was annulled; null where it was not.</param>
public sealed record MotionNow(
    string Number,
    string Title,
    string Text,
    string Proposer,
    string? Seconder,
    string RuleType,
    string Needs,
    IReadOnlyList<MotionDocument> Documents,
    ShelvedView? Shelved,
    bool IsOpen,
    Id<Poll>? AwaitsChair,
    string? ObjectedBy,
    Id<Poll>? Poll,
    ResultView? Result,
    bool IsDecided,
    IReadOnlyList<VoteOfMember> Votes,
    string? Annulled
);

/// <summary>A ballot that is the reader's to cast, or was.</summary>
/// <param name="Member">Whose vote, by code.</param>
/// <param name="Name">The member's name.</param>
/// <param name="IsOwn">Whether it is the reader's own member.</param>
/// <param name="Instruction">How the principal wants it cast; null where nothing was said.</param>
/// <param name="Aside">What the principal said on the item in words that do not name this motion; null for nothing.</param>
/// <param name="Recorded">The ballot that stands; null while it is to be cast.</param>
public sealed record BallotOfReader(
    string Member,
    string Name,
    bool IsOwn,
    InstructedVote? Instruction,
    string? Aside,
    CastBallot.Recorded? Recorded
);

/// <summary>A member that has not voted, for those who run or hear the vote. Never what anybody voted.</summary>
/// <param name="Member">Which, by code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Turn">Whose turn it is, by name; null where nobody who may cast it is there.</param>
/// <param name="Spoken">A spoken vote that waits to be confirmed; null for none.</param>
public sealed record NotVoted(string Member, string Name, string? Turn, SpokenWaiting? Spoken);

/// <summary>A spoken vote that waits for a second officer.</summary>
/// <param name="Choice">What was written down.</param>
/// <param name="By">By whom, by name.</param>
/// <param name="IsReader">Whether by the reader, who cannot confirm it.</param>
public sealed record SpokenWaiting(VoteChoice Choice, string By, bool IsReader);
