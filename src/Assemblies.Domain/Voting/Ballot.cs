using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using NodaTime;

namespace Assemblies.Domain.Voting;

/// <summary>By what way a ballot came.</summary>
public enum CastVia
{
    /// <summary>The voter cast it on a device of their own.</summary>
    Device,

    /// <summary>Spoken in the room, written down by one officer and confirmed by a second.</summary>
    Voice,
}

/// <summary>One member's vote in one poll: recorded by name, final, never changed. Its key holds that there is one.</summary>
/// <remarks>It is written by hand-made statements, not by EF Core: see <c>CastBallot</c>. Source: rules.md; DESIGN.md, The house.</remarks>
public sealed class Ballot
{
    private Ballot() { }

    /// <summary>A spoken vote that a second officer confirmed.</summary>
    /// <param name="spoken">What was written down, and confirmed.</param>
    /// <param name="by">Whose turn it was.</param>
    public static Ballot Of(SpokenVote spoken, Id<Person> by) =>
        new()
        {
            Poll = spoken.Poll,
            Organisation = spoken.Organisation,
            Choice = spoken.Choice,
            At = spoken.AnsweredAt!.Value,
            By = by,
            Via = CastVia.Voice,
            WrittenBy = spoken.WrittenBy,
            ConfirmedBy = spoken.AnsweredBy,
        };

    /// <summary>In which poll.</summary>
    public Id<Poll> Poll { get; private set; }

    /// <summary>Whose vote.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>What it says.</summary>
    public VoteChoice Choice { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>Who cast it; of a spoken vote whose turn it was.</summary>
    public Id<Person> By { get; private set; }

    /// <summary>By what way.</summary>
    public CastVia Via { get; private set; }

    /// <summary>The key its sender chose, hashed; null where none came.</summary>
    public byte[]? Key { get; private set; }

    /// <summary>Of a spoken vote, who wrote it down; null otherwise.</summary>
    public Id<Person>? WrittenBy { get; private set; }

    /// <summary>Of a spoken vote, who confirmed it; null otherwise.</summary>
    public Id<Person>? ConfirmedBy { get; private set; }
}

/// <summary>Whose turn it is to cast a member's vote in an open poll. Kept in step with who comes and goes while it is open.</summary>
public sealed class PollVoter
{
    private PollVoter() { }

    /// <summary>Whose turn it is.</summary>
    public PollVoter(Id<Poll> poll, Id<Organisation> organisation, Id<Person> person, InstructedVote? instruction) =>
        (Poll, Organisation, Person, Instruction) = (poll, organisation, person, instruction);

    /// <summary>In which poll.</summary>
    public Id<Poll> Poll { get; private set; }

    /// <summary>Whose vote.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>Who casts it.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>How the principal wants it cast; null where it is the voter's own member, or nothing was said.</summary>
    public InstructedVote? Instruction { get; private set; }
}

/// <summary>A vote that was spoken in the room: written down by one officer, and a ballot once a second one confirms it.</summary>
public sealed class SpokenVote : Entity<SpokenVote>
{
    private SpokenVote() { }

    /// <summary>Writes it down.</summary>
    public SpokenVote(Id<Poll> poll, Id<Organisation> organisation, VoteChoice choice, Instant at, Id<Person> by) =>
        (Poll, Organisation, Choice, WrittenAt, WrittenBy) = (poll, organisation, choice, at, by);

    /// <summary>In which poll.</summary>
    public Id<Poll> Poll { get; private set; }

    /// <summary>Whose vote.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>What was said.</summary>
    public VoteChoice Choice { get; private set; }

    /// <summary>When it was written down.</summary>
    public Instant WrittenAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person> WrittenBy { get; private set; }

    /// <summary>When it was confirmed or struck out; null while it waits.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? AnsweredBy { get; private set; }

    /// <summary>Whether it was confirmed; false for one that was struck out.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>A second officer confirms what they heard.</summary>
    public Error? Confirm(Instant at, Id<Person> by) =>
        AnsweredAt is not null ? PollErrors.NoSpoken
        : by == WrittenBy ? PollErrors.SecondPerson
        : Answer(true, at, by);

    /// <summary>It was heard or written down wrongly: it counts for nothing. Anybody who may write one down may.</summary>
    public Error? StrikeOut(Instant at, Id<Person> by) => AnsweredAt is not null ? PollErrors.NoSpoken : Answer(false, at, by);

    private Error? Answer(bool isConfirmed, Instant at, Id<Person> by)
    {
        (AnsweredAt, AnsweredBy, IsConfirmed) = (at, by, isConfirmed);
        return null;
    }
}
