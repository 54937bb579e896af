using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The meeting that the room looks at: the one that is open, else the next, else the last.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its key in the assembly.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsStatutory">Whether quorum and decisions concern it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Step">The number of its last step, to send with the next one; 0 before it is opened.</param>
/// <param name="Date">Its day.</param>
/// <param name="Start">When it was to begin, by the venue's clock.</param>
/// <param name="End">When it is to end, by the venue's clock.</param>
/// <param name="TimeZone">The zone of all its times.</param>
/// <param name="Room">Its room.</param>
/// <param name="OnlineLink">How to join by video; null for those it is not for, and on the wall.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Presiding">Who presides, by name.</param>
/// <param name="IsVoting">Whether a vote is open: until it is over the meeting does not move on.</param>
public sealed record RoomMeeting(
    Id<Meeting> Id,
    string Key,
    string Title,
    bool IsStatutory,
    SittingState State,
    int Step,
    LocalDate Date,
    LocalTime Start,
    LocalTime End,
    string TimeZone,
    string? Room,
    string? OnlineLink,
    Instant? OpenedAt,
    Instant? ClosedAt,
    string? Presiding,
    bool IsVoting
);

/// <summary>A break that runs.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Until">When it is to end; it ends when the chair ends it.</param>
/// <param name="Sentence">In words: "Break until 11:00".</param>
public sealed record RoomBreak(Instant Since, Instant Until, string Sentence);

/// <summary>A line of the running order as the reader may see it.</summary>
/// <param name="Session">Its session.</param>
/// <param name="Item">Its item; null for a session as a whole.</param>
/// <param name="Number">The item's printed number.</param>
/// <param name="Title">Its title; null where it is closed to the reader.</param>
/// <param name="Kind">What it is, in words: "decision", "break".</param>
/// <param name="State">Where it stands.</param>
/// <param name="PlannedStart">When it was to start, by the venue's clock.</param>
/// <param name="Start">When it started, or is expected to.</param>
/// <param name="End">When it ended, or is expected to.</param>
/// <param name="Delay">"10 minutes later than planned"; null when on time.</param>
/// <param name="Overrun">That it would run into a fixed start, in a sentence; null when it does not.</param>
/// <param name="IsPause">Whether taking it up begins a break.</param>
/// <param name="IsClosed">Whether it is closed.</param>
/// <param name="Parallel">Its letter, where it runs beside others.</param>
/// <param name="Room">Its room, where it is not the meeting's.</param>
/// <param name="Presenters">Who presents it; null where it is closed to the reader.</param>
public sealed record RoomLine(
    Id<Session> Session,
    Id<AgendaItem>? Item,
    string? Number,
    string? Title,
    string Kind,
    LineState State,
    LocalDateTime PlannedStart,
    LocalDateTime Start,
    LocalDateTime End,
    string? Delay,
    string? Overrun,
    bool IsPause,
    bool IsClosed,
    string? Parallel,
    string? Room,
    string? Presenters
);

/// <summary>That what is on is closed, and who leaves the room.</summary>
/// <param name="Sentence">"Closed: partners, the Commission, … leave the room."</param>
/// <param name="Stays">Who stays, in a sentence.</param>
/// <param name="ReaderStays">Whether the reader is among them; false on the wall.</param>
public sealed record ClosedDoors(string Sentence, string Stays, bool ReaderStays);

/// <summary>The running order, as the reader may see it.</summary>
/// <param name="Lines">Its lines in the programme's order; those for others are left out.</param>
/// <param name="Break">The break that runs; null when none does.</param>
/// <param name="Closed">What is said while a closed line is on; null when none is.</param>
/// <param name="Next">What comes next, in a sentence with its expected time; null at the end and before an agenda is published.</param>
/// <param name="End">When the meeting is expected to end, by the venue's clock; null before an agenda is published.</param>
/// <param name="OverEnd">"20 minutes later than planned"; null when in time.</param>
public sealed record RoomOrder(
    IReadOnlyList<RoomLine> Lines,
    RoomBreak? Break,
    ClosedDoors? Closed,
    string? Next,
    LocalDateTime? End,
    string? OverEnd
);

/// <summary>What stands of a member in the room.</summary>
public enum RoomPresence
{
    /// <summary>Here, by one of its delegates.</summary>
    Present,

    /// <summary>Here by video.</summary>
    Online,

    /// <summary>Represented by another member's delegate.</summary>
    Represented,

    /// <summary>Neither.</summary>
    Absent,

    /// <summary>It has seat and voice, but no vote, whether it is here or not: it counts nowhere.</summary>
    WithoutVote,
}

/// <summary>A member in the room: a dot.</summary>
/// <param name="Organisation">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Presence">What stands.</param>
/// <param name="By">Who has its vote, or the member that represents it, by name; null while absent.</param>
/// <param name="HasConfirmed">While a challenge runs: whether it has confirmed; null otherwise, and for those who need not.</param>
public sealed record RoomMember(
    Id<Organisation> Organisation,
    string Code,
    string Name,
    RoomPresence Presence,
    string? By,
    bool? HasConfirmed
);

/// <summary>The quorum as it stands this moment.</summary>
/// <param name="Entitled">E: members that may vote.</param>
/// <param name="Present">Of them here or online.</param>
/// <param name="Represented">Of them represented.</param>
/// <param name="Counted">P: present or represented.</param>
/// <param name="Needed">How many are needed.</param>
/// <param name="Holds">Whether it holds now.</param>
/// <param name="Sentence">"21 of 23 present or represented, 12 needed".</param>
/// <param name="Verdict">"Quorum reached", or what follows when it is not.</param>
/// <param name="LastCheck">The last check of this meeting; null before the first.</param>
/// <param name="Members">All members, by code.</param>
public sealed record RoomQuorum(
    int Entitled,
    int Present,
    int Represented,
    int Counted,
    int Needed,
    bool Holds,
    string Sentence,
    string Verdict,
    RoomCheck? LastCheck,
    IReadOnlyList<RoomMember> Members
);

/// <summary>A quorum check that was made.</summary>
/// <param name="Seq">Its number in the meeting, from 1.</param>
/// <param name="Why">Why it was made.</param>
/// <param name="At">When.</param>
/// <param name="By">By whom, by name; null for the service itself.</param>
/// <param name="Holds">Whether the quorum held.</param>
/// <param name="Sentence">"21 of 23 present or represented, 12 needed".</param>
public sealed record RoomCheck(int Seq, QuorumCheckKind Why, Instant At, string? By, bool Holds, string Sentence)
{
    internal static RoomCheck Of(QuorumCheck check, string? by) =>
        new(check.Seq, check.Why, check.At, by, check.Holds, check.Count.Sentence);
}

/// <summary>A challenge that runs.</summary>
/// <param name="Seq">Its number in the meeting, from 1.</param>
/// <param name="At">When it began.</param>
/// <param name="Until">When those who have not confirmed are checked out.</param>
/// <param name="AskedBy">The member that asked for it, by name; null when the chair did by itself.</param>
/// <param name="Confirmed">How many members have confirmed.</param>
/// <param name="Awaited">How many have not.</param>
public sealed record RoomChallenge(int Seq, Instant At, Instant Until, string? AskedBy, int Confirmed, int Awaited);

/// <summary>What the reader is in the room.</summary>
/// <param name="Organisation">The member they act for; null for everybody else.</param>
/// <param name="Member">Its name.</param>
/// <param name="IsIn">Whether they are checked in.</param>
/// <param name="IsOnline">Whether they are in by video.</param>
/// <param name="MayCheckIn">Whether they may say "I am here" themselves.</param>
/// <param name="HasVote">Whether they have their member's vote now.</param>
/// <param name="VoteIsWith">Who has it, by name; null when nobody of it is in, or it is represented.</param>
/// <param name="Carries">Members whose proxies they carry, by name.</param>
/// <param name="RepresentedBy">The member that represents theirs; null when none does.</param>
/// <param name="MayHandTo">Delegates of their member who are in, and to whom they may hand the vote now; empty when they may not.</param>
/// <param name="MustConfirm">Whether a challenge waits for them.</param>
/// <param name="HasConfirmed">Whether their member has confirmed the challenge that runs.</param>
/// <param name="Leads">Whether they may lead the meeting: chair, deputy chair, secretariat.</param>
public sealed record RoomReader(
    Id<Organisation>? Organisation,
    string? Member,
    bool IsIn,
    bool IsOnline,
    bool MayCheckIn,
    bool HasVote,
    string? VoteIsWith,
    IReadOnlyList<string> Carries,
    string? RepresentedBy,
    IReadOnlyList<RoomColleague> MayHandTo,
    bool MustConfirm,
    bool HasConfirmed,
    bool Leads
);

/// <summary>Somebody of the reader's delegation who is in.</summary>
/// <param name="Registrant">Their registration.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsReader">Whether it is the reader: then the vote is taken back.</param>
public sealed record RoomColleague(Id<Registrant> Registrant, string Name, bool IsReader);
