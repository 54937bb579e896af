using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Whoever has the link from a mail. It stands for that one invitation and for nothing else.</summary>
/// <param name="Token">What the link holds; never logged, kept as a hash.</param>
public sealed record HolderOfLink(string Token) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var hash = Secrets.Hash(Token);
        return await context.Db.AnswerLinks.AnyAsync(l => l.Hash == hash, ct) ? null : InvitationsErrors.UnknownLink;
    }

    /// <inheritdoc />
    public override string ToString() => nameof(HolderOfLink);
}

/// <summary>What a link leads to.</summary>
/// <param name="Invitation">The invitation, tracked.</param>
/// <param name="Entry">Its entry.</param>
/// <param name="Meeting">Its meeting.</param>
/// <param name="Assembly">Its assembly.</param>
internal sealed record Linked(Invitation Invitation, DiaryEntry Entry, Meeting Meeting, Assembly Assembly)
{
    /// <summary>Why it cannot be answered any more; null when it can.</summary>
    public Error? Refusal(Instant now) =>
        Entry.CancelledAt is not null ? InvitationsErrors.MeetingCancelled
        : now >= Meeting.StartsAt ? InvitationsErrors.MeetingBegan
        // Whoever sent somebody else, or comes to single sessions, may still change their mind.
        : Invitation.HasEnded ? InvitationsErrors.NotInvited
        : null;
}

/// <summary>Reads what links lead to.</summary>
internal static class AnswerLinkReading
{
    /// <summary>What a token leads to; null when it leads nowhere.</summary>
    public static async Task<Linked?> Linked(this AssembliesDb db, string token, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        var found = await (
            from link in db.AnswerLinks
            join invitation in db.Invitations on link.Invitation equals invitation.Id
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            join meeting in db.Meetings on entry.Meeting equals meeting.Id
            join assembly in db.Assemblies on entry.Assembly equals assembly.Id
            where link.Hash == hash
            select new
            {
                invitation,
                entry,
                meeting,
                assembly,
            }
        ).SingleOrDefaultAsync(ct);
        return found is null ? null : new(found.invitation, found.entry, found.meeting, found.assembly);
    }

    /// <summary>The sessions somebody can come to one by one: those for their reader class whose subject they may read, pauses left out.</summary>
    public static async Task<IReadOnlyList<PublishedSession>> SessionsFor(this AssembliesDb db, Linked linked, CancellationToken ct)
    {
        var meeting = (await db.NewestAgenda(linked.Assembly.Id, ct))?.Content.Meetings.FirstOrDefault(m => m.Id == linked.Meeting.Id);
        var sight = Visibility.Of(linked.Invitation.Audience);
        return meeting is null || linked.Entry.Kind is not EntryKind.Meeting
            ? []
            :
            [
                .. meeting
                    .Sessions.Where(s =>
                        s.Kind is SessionKind.Plain or SessionKind.Social && sight.Sees(meeting, s) && sight.TitleOf(s) is not null
                    )
                    .On(meeting, linked.Meeting.Date),
            ];
    }
}
