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
    /// <summary>Ends those in the place of an invitation whose entries are meant, and whoever stands in for them in turn.</summary>
    public async Task TakeBack(Answering it, Func<DiaryEntry, bool> which, CancellationToken ct) =>
        await End(it.Invitation, which, $"{it.Invitation.Name} has answered anew.", it.Now, it.Stamp, ct);

    /// <summary>The same, whatever the reason: their links lead to nothing more, and those who have an entry get a cancellation.</summary>
    public async Task End(Invitation of, Func<DiaryEntry, bool> which, string why, Instant now, Instant stamp, CancellationToken ct)
    {
        var all = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            where invitation.Assembly == of.Assembly && invitation.InsteadOf != null
            select new { invitation, entry }
        ).ToListAsync(ct);
        var below = all.ToLookup(one => one.invitation.InsteadOf!.Value);
        var ending = new Queue<Id<Invitation>>();
        var ended = all.Where(one => one.invitation.InsteadOf == of.Id && which(one.entry)).ToList();
        ended.ForEach(one => ending.Enqueue(one.invitation.Id));
        while (ending.TryDequeue(out var id))
        {
            foreach (var one in below[id].Where(one => one.invitation.Id != of.Id && !ended.Contains(one)))
            {
                ended.Add(one);
                ending.Enqueue(one.invitation.Id);
            }
        }

        foreach (var one in ended.OrderBy(one => one.entry.Id.Value))
        {
            var hasEntry = one.invitation.WithdrawnAt is null;
            one.invitation.End(now);
            if (hasEntry)
            {
                var taken = (await revising.Take([one.entry.Id], ct))[0];
                await revising.TakeBack(taken, [one.invitation], why, stamp, ct);
            }
        }
    }

    /// <summary>How many people have been asked so far to come in the place of this one, or of those who came before in the row.</summary>
    public async Task<int> HaveBeen(Answering it, CancellationToken ct)
    {
        var asked = await db
            .Invitations.Where(i => i.Entry == it.Taken.Entry.Id && i.InsteadOf != null)
            .Select(i => new { i.Id, InsteadOf = i.InsteadOf!.Value })
            .ToDictionaryAsync(i => i.Id, i => i.InsteadOf, ct);
        var seat = Seat(it.Invitation.Id);
        return asked.Keys.Count(id => Seat(id) == seat);

        Id<Invitation> Seat(Id<Invitation> id)
        {
            for (var seen = new HashSet<Id<Invitation>>(); seen.Add(id) && asked.TryGetValue(id, out var above); )
            {
                id = above;
            }

            return id;
        }
    }

    /// <summary>Whether somebody stands above in the row of those who asked each other to come.</summary>
    public async Task<bool> IsAbove(Invitation who, Invitation of, CancellationToken ct)
    {
        var seen = new HashSet<Id<Invitation>> { of.Id };
        for (var next = of.InsteadOf; next is { } id && seen.Add(id); )
        {
            if (id == who.Id)
            {
                return true;
            }

            next = await db.Invitations.Where(i => i.Id == id).Select(i => i.InsteadOf).SingleAsync(ct);
        }

        return false;
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
