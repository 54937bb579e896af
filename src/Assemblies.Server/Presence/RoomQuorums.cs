using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Quorum, challenge and the reader's own place in the room.</summary>
internal static class RoomQuorums
{
    /// <summary>The quorum as it stands, not as it was checked last; null where there is none, since the meeting decides nothing.</summary>
    public static RoomQuorum? Quorum(this RoomNow room, MeetingNow now)
    {
        if (!now.Sitting.Of.Statutory)
        {
            return null;
        }

        var count = QuorumCount.Of(now.Call, room.Rules.Parameters.Quorum);
        return new(
            count.Entitled,
            count.Present,
            count.Represented,
            count.Counted,
            count.Needed,
            count.Holds,
            count.Sentence,
            count.Verdict,
            now.Checks.Count == 0 ? null : room.Check(now.Checks[^1]),
            [.. now.Call.Members.Select(m => MemberOf(m, now))]
        );
    }

    /// <summary>A check, with who made it.</summary>
    public static RoomCheck Check(this RoomNow room, QuorumCheck check) =>
        RoomCheck.Of(check, check.By is { } by ? room.Names.GetValueOrDefault(by) : null);

    /// <summary>The challenge that runs; null when none does.</summary>
    public static RoomChallenge? ChallengeOf(this MeetingNow now)
    {
        if (now.Challenge is not { } challenge)
        {
            return null;
        }

        var awaited = challenge.Awaited(now.Call, now.CameIn).Count();
        return new(
            challenge.Seq,
            challenge.At,
            challenge.Until,
            challenge.AskedBy is { } by ? now.Call.Of(by)?.Member.Name : null,
            now.Call.Present - awaited,
            awaited
        );
    }

    /// <summary>What the reader is in the room.</summary>
    public static RoomReader ReaderAt(this RoomNow room, MeetingNow now, Reader reader, Instant at)
    {
        var own = reader.MemberHats().Select(hat => now.Call.Of(hat.Organisation)).OfType<MemberPresence>().ToList();
        var member = own.Find(m => m.Voter?.Person == reader.Person) ?? own.FirstOrDefault();
        var attending = reader.Person is { } who ? now.People.GetValueOrDefault(who) : null;
        var hasVote = member?.Voter is { Person: { } voter } && voter == reader.Person;
        var challenge = now.Challenge is { } running && member is { State: MemberState.Present } && !running.IsOver(at) ? running : null;
        var hasConfirmed = challenge is not null && !challenge.Awaited(now.Call, now.CameIn).Contains(member);
        return new(
            member?.Member.Organisation,
            member?.Member.Name,
            attending?.In is not null,
            attending?.In is Where.Online,
            attending is { In: null } && now.Sitting.State is not SittingState.Closed && now.Sitting.Of.CancelledAt is null,
            hasVote,
            member?.Voter?.Name,
            hasVote ? [.. now.Call.Members.Where(m => m.Holder == member!.Member.Organisation).Select(m => m.Member.Name)] : [],
            member?.Holder is { } holder ? now.Call.Of(holder)?.Member.Name : null,
            member is null ? [] : MayHandTo(member, reader, hasVote),
            hasVote && challenge is not null && !hasConfirmed,
            hasConfirmed,
            reader.IsSecretariat || reader.Holds(room.Assembly.Id, Office.Chair, Office.DeputyChair)
        );
    }

    /// <summary>The head hands the vote on at any time, the deputy while it is theirs.</summary>
    private static List<RoomColleague> MayHandTo(MemberPresence member, Reader reader, bool hasVote)
    {
        var role = reader.MemberHats().First(hat => hat.Organisation == member.Member.Organisation).Role;
        var may = member.Voter is not null && (role is MandateRole.Head || (role is MandateRole.Deputy && hasVote));
        return may
            ?
            [
                .. member
                    .In.Where(one => one.Registrant != member.Voter!.Registrant)
                    .Where(one => one.Role is MandateRole.Head or MandateRole.Deputy or MandateRole.Adviser)
                    .Select(one => new RoomColleague(one.Registrant, one.Name, one.Person == reader.Person)),
            ]
            : [];
    }

    private static RoomMember MemberOf(MemberPresence member, MeetingNow now) =>
        new(
            member.Member.Organisation,
            member.Member.Code,
            member.Member.Name,
            member.State switch
            {
                MemberState.Present => member.Voter!.In is Where.Online ? RoomPresence.Online : RoomPresence.Present,
                MemberState.Represented => RoomPresence.Represented,
                MemberState.WithoutVote => RoomPresence.WithoutVote,
                _ => RoomPresence.Absent,
            },
            member.Voter?.Name ?? (member.Holder is { } holder ? now.Call.Of(holder)?.Member.Name : null),
            now.Challenge is { } challenge && member.State is MemberState.Present
                ? !challenge.Awaited(now.Call, now.CameIn).Contains(member)
                : null
        );
}
