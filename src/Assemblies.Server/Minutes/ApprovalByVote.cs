using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A later assembly adopted a motion that approves minutes: the version that was published when its vote was opened is approved, for as long as that
/// decision stands. It falls when the vote is annulled, or when another vote on the motion does not adopt it.
/// </summary>
/// <remarks>Which decision stands is the register's to say, so this is worked out once it is written.</remarks>
internal sealed class ApprovalByVote(AssembliesDb db, BeforeCommit before, IClock clock) : IReactTo<MotionDecided>, IReactTo<PollAnnulled>
{
    // Everybody in the room waits for the result: a motion that approves nothing costs nothing here.
    public ValueTask Happened(MotionDecided happened, CancellationToken ct) =>
        happened.MinutesOf is null
            ? ValueTask.CompletedTask
            : Follow(happened.Motion, $"Another vote on the motion: {happened.Outcome.InWords()}.");

    public ValueTask Happened(PollAnnulled happened, CancellationToken ct) => Follow(happened.Motion, happened.Reason);

    private ValueTask Follow(Id<Motion> motion, string why)
    {
        before.Do($"approval by {motion}", ct => Settle(motion, why, ct));
        return ValueTask.CompletedTask;
    }

    private async Task Settle(Id<Motion> id, string why, CancellationToken ct)
    {
        var motion = await db.Motions.Where(m => m.Id == id).Select(m => new { m.Assembly, m.MinutesOf }).SingleAsync(ct);
        if (motion.MinutesOf is not { } assembly)
        {
            return;
        }

        await db.LockMinutes(assembly, ct);
        var adopted = await db
            .Decisions.Where(d => d.Motion == id && d.Seq != null && d.AnnulledAt == null && d.OvertakenBy == null)
            .Select(d => d.Poll)
            .SingleOrDefaultAsync(ct);
        var standing = await db.StandingApproval(assembly, ct);

        // Where votes on two motions were open at once, the first that adopted has approved them.
        if (standing?.Poll == adopted || (standing is not null && standing.Motion != id))
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        standing?.End(now, why);
        if (adopted is { } poll && await VotedOn(assembly, poll, ct) is { } version)
        {
            db.Add(new MinutesApproval(version, motion.Assembly, id, poll, now));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// The version that a vote was on. Null where another one followed since: that came about while the decision did not stand, and the members vote on it
    /// anew.
    /// </summary>
    private Task<MinutesVersion?> VotedOn(Id<Assembly> assembly, Id<Poll> poll, CancellationToken ct) =>
        db
            .MinutesVersions.AsNoTracking()
            .SingleOrDefaultAsync(
                v =>
                    v.Assembly == assembly
                    && db.Polls.Any(p => p.Id == poll && p.MinutesVersion == v.Number)
                    && !db.MinutesVersions.Any(next => next.Assembly == assembly && next.Number > v.Number),
                ct
            );
}
