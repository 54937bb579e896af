using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>How commands check the quorum, and end a challenge. Under the meeting's lock, which they hold.</summary>
internal sealed class QuorumDesk(AssembliesDb db, IClock clock, Reader reader)
{
    /// <summary>Makes a check; null where there is no quorum to check, since the meeting decides nothing.</summary>
    public async Task<QuorumCheck?> Check(Sitting sitting, QuorumCheckKind why, CancellationToken ct)
    {
        if (!sitting.Of.Statutory)
        {
            return null;
        }

        return await Add(sitting, why, await db.RollCallOf(sitting.Of, sitting.Now?.Item, clock.GetCurrentInstant(), ct), null, ct);
    }

    /// <summary>The challenge that runs at a meeting; null when none does.</summary>
    public Task<QuorumChallenge?> Running(Id<Meeting> meeting, CancellationToken ct) =>
        db.QuorumChallenges.Running(db).SingleOrDefaultAsync(c => c.Meeting == meeting, ct);

    /// <summary>Ends a challenge: the silent are checked out with its reason, and a check is made of those who are left.</summary>
    public async Task<QuorumCheck> End(Sitting sitting, QuorumChallenge challenge, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var call = await db.RollCallOf(sitting.Of, sitting.Now?.Item, now, ct);
        var silent = challenge.Silent(call, await db.CameIn(challenge, ct));
        var actor = new DoorActor(now, reader.Person, Via.Challenge);
        foreach (var one in silent)
        {
            if ((await db.LedgerOf(sitting.Of, one.Registrant, ct)).CheckOut(actor, challenge.ReasonAt(now)) is { } row)
            {
                db.Add(row);
            }
        }

        return await Add(sitting, QuorumCheckKind.Challenge, call.Without([.. silent.Select(s => s.Registrant)]), challenge, ct);
    }

    private async Task<QuorumCheck> Add(Sitting sitting, QuorumCheckKind why, RollCall call, QuorumChallenge? ends, CancellationToken ct)
    {
        var check = QuorumCheck.Make(
            sitting,
            await db.QuorumChecks.CountAsync(c => c.Meeting == sitting.Meeting, ct),
            why,
            call,
            (await db.RulesFor(sitting.Assembly, ct))!,
            clock.GetCurrentInstant(),
            reader.Person,
            ends
        );
        db.Add(check);
        return check;
    }
}
