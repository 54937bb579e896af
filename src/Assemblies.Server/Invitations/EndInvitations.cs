using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// The service takes back what was sent to people whose mandate has ended and who have no other one to be invited by. A repeat finds nothing.
/// </summary>
internal sealed record EndInvitations : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "mandates that ended";

    internal sealed class Handler(EndedMandates ended) : ICommandHandler<EndInvitations, Done>
    {
        public async Task<Result<Done>> Handle(EndInvitations request, CancellationToken cancellationToken)
        {
            await ended.TakeBack(cancellationToken);
            return Done.It;
        }
    }
}

/// <summary>Finds invitations whose mandate has ended, and takes them back.</summary>
internal sealed class EndedMandates(AssembliesDb db, EntryRevising revising, StandIns standIns, IClock clock)
{
    private const string Why = "The mandate by which you were invited has ended.";

    /// <summary>The invitations, by entry.</summary>
    public async Task<IReadOnlyList<IGrouping<Id<DiaryEntry>, Invitation>>> Find(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var today = await db.Today(now, ct);
        var ended = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            join meeting in db.Meetings on entry.Meeting equals meeting.Id
            join mandate in db.Mandates on invitation.Mandate equals mandate.Id
            where entry.CancelledAt == null && meeting.EndsAt > now
            // Who sent somebody else, or comes to single sessions, has no entry of the meeting and may still answer anew.
            where invitation.WithdrawnAt == null || invitation.Answer != InvitationAnswer.NeedsAction
            where mandate.Until != null && mandate.Until < today
            select new { invitation, meeting }
        ).ToListAsync(ct);
        if (ended.Count is 0)
        {
            return [];
        }

        // Who has another hat that this meeting is for keeps the invitation.
        var told = await db.WhoIsTold([.. ended.Select(it => it.meeting).Distinct()], today, ct);
        var still = told.Invitees().Select(it => (it.Meeting.Id, it.Who.Person)).ToHashSet();
        return
        [
            .. ended
                .Where(it => !still.Contains((it.meeting.Id, it.invitation.Person)))
                .GroupBy(it => it.invitation.Entry, it => it.invitation)
                .OrderBy(group => group.Key.Value),
        ];
    }

    /// <summary>Takes them back.</summary>
    public async Task TakeBack(CancellationToken ct)
    {
        var (now, stamp) = (clock.GetCurrentInstant(), await db.Now(ct));
        foreach (var group in await Find(ct))
        {
            var taken = (await revising.Take([group.Key], ct))[0];
            var withEntry = group.Where(invitation => invitation.WithdrawnAt is null).ToList();
            foreach (var invitation in group)
            {
                invitation.End(now);
                await standIns.End(
                    invitation,
                    _ => true,
                    $"The mandate of {invitation.Name}, who asked you to come, has ended.",
                    now,
                    stamp,
                    ct
                );
            }

            if (withEntry.Count > 0)
            {
                await revising.TakeBack(taken, withEntry, Why, stamp, ct);
            }
        }
    }
}

/// <summary>A mandate was ended: what was sent by it is taken back as soon as that is committed, if its last day is over.</summary>
internal sealed class TellOfEndedMandate(AfterCommit after, IServiceScopeFactory scopes) : IReactTo<MandateEnded>
{
    public ValueTask Happened(MandateEnded happened, CancellationToken ct)
    {
        after.Do(async later =>
        {
            await using var scope = scopes.CreateServiceScope();
            await Jobs.EndInvitations(scope.ServiceProvider, later);
        });
        return ValueTask.CompletedTask;
    }
}
