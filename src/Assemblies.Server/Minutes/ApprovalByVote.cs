using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A later assembly adopted a motion that approves minutes: the version that was published when its vote was opened is approved. A vote that is annulled
/// takes it back, and so does another vote on the motion that does not adopt it.
/// </summary>
internal sealed class ApprovalByVote(AssembliesDb db, IClock clock) : IReactTo<MotionDecided>, IReactTo<PollAnnulled>
{
    public async ValueTask Happened(MotionDecided happened, CancellationToken ct)
    {
        if (happened is not { MinutesOf: { } assembly, Outcome: not (Outcome.VoidNoQuorum or Outcome.VoidTurnout) })
        {
            return;
        }

        await db.LockMinutes(assembly, ct);
        var standing = await db.StandingApproval(assembly, ct);
        if (standing is not null && standing.Motion != happened.Motion)
        {
            return; // votes on two motions were open at once, and the other one approved them first
        }

        var now = clock.GetCurrentInstant();
        standing?.End(now, "The motion was taken up again and voted on once more.");
        if (happened.Outcome.IsAdopted())
        {
            var version = await db
                .MinutesVersions.AsNoTracking()
                .SingleAsync(v => v.Assembly == assembly && db.Polls.Any(p => p.Id == happened.Poll && p.MinutesVersion == v.Number), ct);
            db.Add(new MinutesApproval(version, happened.Assembly, happened.Motion, happened.Poll, now));
        }
    }

    public async ValueTask Happened(PollAnnulled happened, CancellationToken ct)
    {
        if (await db.MinutesApprovals.SingleOrDefaultAsync(a => a.Poll == happened.Poll && a.EndedAt == null, ct) is { } approval)
        {
            approval.End(clock.GetCurrentInstant(), happened.Reason);
        }
    }
}
