using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Voting;

/// <summary>What is shown of the votes in a room, worked out without the database.</summary>
internal static class VotesOfRoom
{
    /// <summary>The motions of the item that is on.</summary>
    public static IReadOnlyList<MotionNow> MotionsNow(this RoomVotes room) => [.. room.Motions.Select(m => Of(room, m))];

    /// <summary>The vote that is open; null when none is.</summary>
    public static OpenVote? OpenNow(this RoomVotes room) =>
        room.Open is var (poll, motion)
            ? new(
                poll.Id,
                motion.Number,
                poll.Method,
                poll.OpenedAt,
                poll.Until,
                poll.PresentOrRepresented,
                poll.Entitled,
                room.Ballots[poll.Id].Count(),
                VoteSentence.Needs(poll.Rule.Majority)
            )
            : null;

    /// <summary>The ballots that are a reader's to cast in the open vote, or that they cast: their own member's first.</summary>
    public static IReadOnlyList<BallotOfReader> BallotsOf(this RoomVotes room, Reader reader)
    {
        if (room.Open is not var (poll, _) || poll.Method is not PollMethod.Ballots)
        {
            return [];
        }

        var ballots = room.Ballots[poll.Id].ToDictionary(b => b.Organisation);
        var turns = room.Voters.Where(v => v.Poll == poll.Id && v.Person == reader.Person).ToDictionary(v => v.Organisation);
        return
        [
            .. from member in poll.Roll
            let turn = turns.GetValueOrDefault(member.Organisation)
            let ballot = ballots.GetValueOrDefault(member.Organisation)
            let isOwn = reader.BelongsTo(member.Organisation)
            where turn is not null || ballot?.By == reader.Person || (isOwn && ballot is not null)
            orderby isOwn descending
            select new BallotOfReader(
                member.Code,
                member.Name,
                isOwn,
                turn?.Instruction,
                turn is null || isOwn ? null : member.Aside,
                ballot is null ? null : CastBallot.Answer(member.Code, ballot.Choice, ballot.At, room.Meeting!.TimeZone)
            ),
        ];
    }

    /// <summary>Who has not voted yet, with spoken votes that wait.</summary>
    public static IReadOnlyList<NotVoted>? NotVotedFor(this RoomVotes room, Reader reader)
    {
        if (room.Open is not var (poll, _) || poll.Method is not PollMethod.Ballots)
        {
            return null;
        }

        var voted = room.Ballots[poll.Id].Select(b => b.Organisation).ToHashSet();
        var turns = room.Voters.Where(v => v.Poll == poll.Id).ToDictionary(v => v.Organisation, v => v.Person);
        var spoken = room.Spoken.Where(v => v.Poll == poll.Id).ToDictionary(v => v.Organisation);
        return
        [
            .. from member in poll.Roll
            where !voted.Contains(member.Organisation)
            let waits = spoken.GetValueOrDefault(member.Organisation)
            select new NotVoted(
                member.Code,
                member.Name,
                turns.TryGetValue(member.Organisation, out var who) ? room.Names.GetValueOrDefault(who) : null,
                waits is null
                    ? null
                    : new(waits.Choice, room.Names.GetValueOrDefault(waits.WrittenBy) ?? "", waits.WrittenBy == reader.Person)
            ),
        ];
    }

    /// <summary>How each member voted in a poll, by code.</summary>
    public static IReadOnlyList<VoteOfMember> VotesOf(Poll poll, IEnumerable<Ballot> ballots)
    {
        var cast = ballots.ToDictionary(b => b.Organisation);
        return
        [
            .. poll.Roll.Select(m => new VoteOfMember(
                m.Code,
                m.Name,
                m.Holder,
                cast.GetValueOrDefault(m.Organisation)?.Choice,
                cast.GetValueOrDefault(m.Organisation)?.Via
            )),
        ];
    }

    /// <summary>
    /// "2/3 of the votes cast", and the quorum of its own where the type has one; empty for a type that is not known any more. Where the agenda names another
    /// type for the item, it is said too: whoever chose the motion's own type may have chosen wrongly.
    /// </summary>
    public static string Needs(RulesOfProcedure rules, string ruleType, string? ofItem)
    {
        if (MotionType.Of(ruleType) is not { } type)
        {
            return "";
        }

        var rule = rules.RuleOf(type);
        var majority = VoteSentence.Needs(rule.Majority);
        var quorum = rule.Quorum is { } own ? $"; {own.InWords()} of the members entitled to vote must be present or represented" : "";
        var other =
            ofItem is null || string.Equals(ofItem, ruleType, StringComparison.Ordinal)
                ? ""
                : $"; it is a motion of the type “{ruleType}”, and the agenda names “{ofItem}” for the item";
        return $"{majority}{quorum}{other}";
    }

    private static MotionNow Of(RoomVotes room, MotionWithVotes with)
    {
        var (motion, stands, documents) = with;
        var last = stands.Polls.MaxBy(p => p.Seq);
        var result = stands.Standing;
        var poll = result is null ? null : stands.Polls.First(p => p.Id == result.Poll);
        return new(
            motion.Number,
            motion.Title,
            motion.Text,
            motion.Proposer,
            motion.Seconder,
            motion.RuleType,
            Needs(room.Rules, motion.RuleType, room.Item?.Item.RuleType),
            documents,
            ShelvedView.Of(motion),
            last is { IsOpen: true },
            last is { AwaitsChair: true } ? last.Id : null,
            stands.ObjectedBy(motion),
            poll?.Id,
            poll is null ? null : ResultView.Of(result!, poll),
            stands.IsDecided(motion),
            poll is null || poll.Method is PollMethod.Consensus ? [] : VotesOf(poll, room.Ballots[poll.Id]),
            last is { IsAnnulled: true } ? last.WhyAnnulled : null
        );
    }
}
