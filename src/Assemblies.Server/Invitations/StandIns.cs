using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>An answer while it is taken: the invitation, its entry held against others who answer, and when it is.</summary>
/// <param name="Linked">What the link leads to.</param>
/// <param name="Taken">Its entry.</param>
/// <param name="Now">Business time: when it was answered.</param>
/// <param name="Stamp">By the database's clock: what calendars get.</param>
internal sealed record Answering(Linked Linked, TakenEntry Taken, Instant Now, Instant Stamp)
{
    public Invitation Invitation => Linked.Invitation;
}

/// <summary>What stands in the place of an invitation: a substitute's, or those to single sessions; and the invitation that makes room for them.</summary>
internal sealed class StandIns(AssembliesDb db, EntryRevising revising)
{
    /// <summary>Takes back those of the entries that are meant.</summary>
    public async Task TakeBack(Answering it, Func<DiaryEntry, bool> which, CancellationToken ct, Id<Invitation>? but = null)
    {
        var children = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            where invitation.InsteadOf == it.Invitation.Id && invitation.WithdrawnAt == null && invitation.Id != but
            select new { invitation, entry }
        ).ToListAsync(ct);
        foreach (var child in children.Where(child => which(child.entry)).OrderBy(child => child.entry.Id.Value))
        {
            child.invitation.Withdraw(it.Now);
            var taken = (await revising.Take([child.entry.Id], ct))[0];
            await revising.TakeBack(taken, [child.invitation], $"{it.Invitation.Name} has answered anew.", it.Stamp, ct);
        }
    }

    /// <summary>Takes the person's own entry back, if they have it.</summary>
    public async Task TakeOwnBack(Answering it, string why, CancellationToken ct)
    {
        if (it.Invitation.WithdrawnAt is null)
        {
            it.Invitation.Withdraw(it.Now);
            await revising.TakeBack(it.Taken, [it.Invitation], why, it.Stamp, ct);
        }
    }
}
