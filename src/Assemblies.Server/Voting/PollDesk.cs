using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>A poll in the hands of whoever does something with it.</summary>
/// <param name="Poll">It, to be changed.</param>
/// <param name="Motion">Its motion.</param>
internal sealed record PollInHand(Poll Poll, Motion Motion);

/// <summary>How commands get hold of motions and polls.</summary>
/// <remarks>
/// The order of locks: the meeting's ledger, the proxies, a motion, a poll. Whoever casts holds the poll's lock together with others who cast; whoever
/// closes, annuls or renews whose turn it is holds it alone: then every ballot that was confirmed is there, and none comes after. Source: performance.md, How.
/// </remarks>
internal sealed class PollDesk(AssembliesDb db)
{
    /// <summary>The name of a poll's lock.</summary>
    public static string LockOf(Id<Poll> poll) => $"poll {poll}";

    /// <summary>Takes a motion, alone: nobody opens a vote on it, changes or shelves it meanwhile. Null when there is none.</summary>
    public async Task<Motion?> TakeMotion(string assembly, string number, CancellationToken ct)
    {
        var id = await (
            from motion in db.Motions
            join a in db.Assemblies on motion.Assembly equals a.Id
            where a.Code == assembly && motion.Number == number
            select (Id<Motion>?)motion.Id
        ).SingleOrDefaultAsync(ct);
        if (id is not { } found)
        {
            return null;
        }

        await db.Database.ExecuteSqlAsync($"select 1 from motion where id = {found.Value} for no key update", ct);
        return await db.Motions.SingleAsync(m => m.Id == found, ct);
    }

    /// <summary>Why nothing is entered, changed or taken up again among the motions of an assembly; null while it is not over.</summary>
    public async Task<Error?> Over(Id<Assembly> assembly, CancellationToken ct) =>
        (await db.Assemblies.AsNoTracking().Include(a => a.Steps).SingleAsync(a => a.Id == assembly, ct)).State
            is AssemblyState.Adjourned
                or AssemblyState.Closed
                or AssemblyState.Cancelled
            ? MotionErrors.AssemblyOver
            : null;

    /// <summary>The votes on a motion so far.</summary>
    public async Task<PollsOfMotion> PollsOf(Id<Motion> motion, CancellationToken ct) =>
        new(
            await db.Polls.AsNoTracking().Where(p => p.Motion == motion).ToListAsync(ct),
            await db.PollResults.AsNoTracking().Where(r => r.Motion == motion).ToListAsync(ct)
        );

    /// <summary>Takes a poll, alone: no ballot is in flight, and none comes until the transaction ends. Null when there is none.</summary>
    public async Task<PollInHand?> Take(Id<Poll> id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockOf(id)}, 0))", ct);
        return await db.Polls.SingleOrDefaultAsync(p => p.Id == id, ct) is { } poll
            ? new(poll, await db.Motions.SingleAsync(m => m.Id == poll.Motion, ct))
            : null;
    }

    /// <summary>What the ballots of a poll say.</summary>
    public Task<List<VoteChoice>> Choices(Id<Poll> poll, CancellationToken ct) =>
        db.Ballots.Where(b => b.Poll == poll).Select(b => b.Choice).ToListAsync(ct);

    /// <summary>Closes a poll that is in hand; by the chair, or by the service when its time is over. Not while it is counted whether there is a quorum.</summary>
    public async Task<Error?> Close(PollInHand hand, Instant at, Id<Person>? by, CancellationToken ct)
    {
        var (poll, motion) = (hand.Poll, hand.Motion);
        if (await db.QuorumChallenges.Running(db).AnyAsync(c => c.Meeting == poll.Meeting, ct))
        {
            return QuorumErrors.ChallengeRuns;
        }

        var closed = poll.Close(await Choices(poll.Id, ct), await QuorumWasLost(poll, ct), motion, at, by);
        if (closed.Error is { } refusal)
        {
            return refusal;
        }

        if (closed.Value is { } result)
        {
            db.Add(result);
        }

        await EndTurns(poll.Id, ct);
        return null;
    }

    /// <summary>Nobody's turn is left in a poll that is over.</summary>
    public Task EndTurns(Id<Poll> poll, CancellationToken ct) => db.PollVoters.Where(v => v.Poll == poll).ExecuteDeleteAsync(ct);

    // A challenge while it was open may have found that there is no quorum any more: then nothing is decided (rules.md, quorum lost).
    private async Task<bool> QuorumWasLost(Poll poll, CancellationToken ct)
    {
        var last = await db
            .QuorumChecks.AsNoTracking()
            .Where(c => c.Meeting == poll.Meeting && c.At >= poll.OpenedAt)
            .OrderByDescending(c => c.Seq)
            .Select(c => new { c.Entitled, Present = c.Present + c.Represented })
            .FirstOrDefaultAsync(ct);
        return last is not null && !poll.Rule.HasQuorum(last.Present, last.Entitled);
    }
}

/// <summary>Which spoken votes wait: nobody has confirmed or struck them out, and no ballot of the member came meanwhile.</summary>
internal static class SpokenReading
{
    /// <summary>The members whose spoken votes wait in a poll.</summary>
    /// <remarks>In two steps: nearly always nobody waits, and then the ballots are not looked at.</remarks>
    public static async Task<List<Id<Organisation>>> SpokenFor(this AssembliesDb db, Id<Poll> poll, CancellationToken ct)
    {
        var spoken = await db.SpokenVotes.Where(v => v.Poll == poll && v.AnsweredAt == null).Select(v => v.Organisation).ToListAsync(ct);
        if (spoken.Count > 0)
        {
            var voted = await db
                .Ballots.Where(b => b.Poll == poll && spoken.Contains(b.Organisation))
                .Select(b => b.Organisation)
                .ToListAsync(ct);
            spoken.RemoveAll(voted.Contains);
        }

        return spoken;
    }
}
