using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// Whose turn it is in an open vote follows who comes and goes, hands a vote over or ends a proxy or a mandate: worked out by the one counting rule of
/// presence, from the rows of the command, and committed with them.
/// </summary>
internal sealed class FollowVoters(AssembliesDb db, BeforeCommit before, LiveUpdates live, IClock clock)
    : IReactTo<RoomChanged>,
        IReactTo<MandateEnded>
{
    public ValueTask Happened(RoomChanged happened, CancellationToken ct)
    {
        if (happened.What is RoomPart.Presence)
        {
            before.Do($"voters of {happened.Assembly}", token => Renew(p => p.Assembly == happened.Assembly, token));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask Happened(MandateEnded happened, CancellationToken ct)
    {
        before.Do("voters of all", token => Renew(_ => true, token));
        return ValueTask.CompletedTask;
    }

    private async Task Renew(System.Linq.Expressions.Expression<Func<Poll, bool>> which, CancellationToken ct)
    {
        var open = await db.Polls.Where(p => p.EndedAt == null).Where(which).Select(p => p.Id).Order().ToListAsync(ct);
        foreach (var id in open)
        {
            // Alone: whoever casts at this moment is done before, or sees whose turn it is afterwards.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({PollDesk.LockOf(id)}, 0))", ct);
            if (await db.Polls.AsNoTracking().SingleAsync(p => p.Id == id, ct) is { IsOpen: true } poll)
            {
                await Renew(poll, ct);
            }
        }
    }

    private async Task Renew(Poll poll, CancellationToken ct)
    {
        var meeting = await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == poll.Meeting, ct);
        var call = await db.RollCallOf(meeting, poll.Item, clock.GetCurrentInstant(), ct);
        var now = poll.VotersNow(call);
        await db.PollVoters.Where(v => v.Poll == poll.Id).ExecuteDeleteAsync(ct);
        await db.InsertAll(now, ct);
        live.Say(Room.Topic(poll.Assembly), RoomPart.Vote.Name());
    }
}
