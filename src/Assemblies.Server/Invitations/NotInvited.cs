using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Somebody on the roll who is not invited to a meeting that is for them.</summary>
/// <param name="Entry">The meeting's entry.</param>
/// <param name="Meeting">The meeting.</param>
/// <param name="Who">Who.</param>
/// <param name="Before">The invitation they had and that has ended, tracked; null when they had none.</param>
internal sealed record Lacking(DiaryEntry Entry, Meeting Meeting, Invitee Who, Invitation? Before);

/// <summary>Compares the roll with the invitations.</summary>
internal static class NotInvited
{
    /// <summary>Who is on today's roll and not invited to a meeting that stands, neither as themselves nor at their address; by person.</summary>
    public static async Task<IReadOnlyList<IGrouping<Id<Person>, Lacking>>> NotInvitedYet(
        this AssembliesDb db,
        Assembly assembly,
        Instant now,
        CancellationToken ct
    )
    {
        var entries = await db
            .DiaryEntries.Where(e => e.Assembly == assembly.Id && e.Kind == EntryKind.Meeting && e.CancelledAt == null)
            .ToListAsync(ct);
        if (entries.Count is 0)
        {
            return [];
        }

        var byMeeting = entries.ToDictionary(e => e.Meeting!.Value);
        var ids = entries.ConvertAll(e => e.Id);
        var invitations = (await db.Invitations.Where(i => ids.Contains(i.Entry)).ToListAsync(ct)).ToLookup(i => i.Entry);
        var told = await db.WhoIsTold(assembly.Meetings, await db.Today(now, ct), ct);
        return
        [
            .. told.Invitees()
                .Where(it => byMeeting.ContainsKey(it.Meeting.Id) && it.Meeting.StartsAt > now)
                .Select(it => (It: it, Entry: byMeeting[it.Meeting.Id], Theirs: Of(it.Who, invitations[byMeeting[it.Meeting.Id].Id])))
                .Where(it => it.Theirs.TrueForAll(invitation => invitation.HasEnded))
                .Select(it => new Lacking(it.Entry, it.It.Meeting, it.It.Who, it.Theirs.FirstOrDefault()))
                .GroupBy(it => it.Who.Person!.Value),
        ];
    }

    // Their own first: somebody may have come as a guest before they had a mandate.
    private static List<Invitation> Of(Invitee who, IEnumerable<Invitation> invitations) =>
        [
            .. invitations
                .Where(i => i.Person == who.Person || string.Equals(i.Email, who.Email, StringComparison.Ordinal))
                .OrderByDescending(i => i.Person == who.Person),
        ];
}
