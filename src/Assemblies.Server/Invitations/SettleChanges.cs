using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>The service tells of changes that have rested long enough. A repeat finds nothing.</summary>
internal sealed record SettleChanges : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "changes that rested";

    internal sealed class Handler(AssembliesDb db, Settling settling, Settings settings) : ICommandHandler<SettleChanges, Done>
    {
        public async Task<Result<Done>> Handle(SettleChanges request, CancellationToken cancellationToken)
        {
            var ripe = await db
                .Database.SqlQuery<Guid>(
                    $"""
                    select entry as "Value" from pending_change
                    where at <= now() - make_interval(secs => {settings.Settle.TotalSeconds}) order by entry for update skip locked
                    """
                )
                .ToListAsync(cancellationToken);
            await settling.Settle(ripe.ConvertAll(id => new Id<DiaryEntry>(id)), cancellationToken);
            return Done.It;
        }
    }
}

/// <summary>The secretariat tells of all changes of an assembly at once, without waiting. Refused when none rests.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record SendChangesNow(string Code) : ICommand<SendChangesNow.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    /// <summary>What was done.</summary>
    /// <param name="Entries">How many entries have a new revision, or are new to those invited now.</param>
    public sealed record Answer(int Entries);

    internal sealed class Handler(AssembliesDb db, Settling settling) : ICommandHandler<SendChangesNow, Answer>
    {
        public async Task<Result<Answer>> Handle(SendChangesNow request, CancellationToken cancellationToken)
        {
            if (!await db.Assemblies.AnyAsync(a => a.Code == request.Code, cancellationToken))
            {
                return AccessErrors.NotFound;
            }

            var resting = await db
                .Database.SqlQuery<Guid>(
                    $"""
                    select c.entry as "Value" from pending_change c join calendar_entry e on e.id = c.entry
                    join assembly a on a.id = e.assembly where a.code = {request.Code} order by c.entry for update of c
                    """
                )
                .ToListAsync(cancellationToken);
            if (resting.Count is 0)
            {
                return InvitationsErrors.NothingRests;
            }

            return new Answer(await settling.Settle(resting.ConvertAll(id => new Id<DiaryEntry>(id)), cancellationToken));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/invitations/send-now",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new SendChangesNow(code), ct).ToHttp()
            )
            .WithName(nameof(SendChangesNow))
            .WithSummary("Tell of changes at once")
            .WithDescription(
                "Changes of a meeting rest for a while, so that several are one mail. This tells those invited of all that rests now. "
                    + "A repeat is refused: nothing rests any more."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound, InvitationsErrors.NothingRests);
}

/// <summary>Makes revisions of what has changed, and tells those invited.</summary>
internal sealed class Settling(AssembliesDb db, EntryRevising revising, EntryMails mails, IClock clock)
{
    /// <summary>Settles these; what turns out to be as it was is told to nobody.</summary>
    /// <returns>How many have a new revision, or were new to somebody.</returns>
    public async Task<int> Settle(IReadOnlyCollection<Id<DiaryEntry>> ids, CancellationToken ct)
    {
        if (ids.Count is 0)
        {
            return 0;
        }

        var (stamp, revised) = (await db.Now(ct), 0);
        foreach (var taken in await revising.Take(ids, ct))
        {
            if (taken.Entry.CancelledAt is not null)
            {
                continue;
            }

            var now = await SeenNow(taken.Entry, ct);
            if (IsOver(taken.Latest.Seen) && (now is null || IsOver(now)))
            {
                continue;
            }

            if (now is not { } seen)
            {
                await revising.Cancel([taken.Entry.Id], "It is not on the programme any more.", ct);
                revised++;
            }
            else if (seen != taken.Latest.Seen)
            {
                var revision = await revising.Revise(taken, RevisionKind.Changed, seen, stamp, ct);
                await Tell(taken, revision, ct);
                await InviteToo(taken, stamp, ct);
                revised++;
            }
            else if (await InviteToo(taken, stamp, ct))
            {
                revised++;
            }
        }

        var raw = ids.Select(id => id.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"delete from pending_change where entry = any({raw})", ct);
        return revised;
    }

    // What people have in their calendars lies in the past, and stays there: a correction would only puzzle them.
    private bool IsOver(EntrySnapshot seen) =>
        seen.End.InZoneLeniently(DateTimeZoneProviders.Tzdb[seen.Zone]).ToInstant() <= clock.GetCurrentInstant();

    private async Task Tell(TakenEntry taken, DiaryRevision revision, CancellationToken ct)
    {
        if (taken.Entry.Kind is EntryKind.Span)
        {
            return;
        }

        var invited = await db.Invitations.Where(i => i.Entry == taken.Entry.Id && i.WithdrawnAt == null).ToListAsync(ct);
        foreach (var invitation in invited)
        {
            invitation.Sent(revision);
            if (revision.IsAtAnotherTime)
            {
                invitation.AskAgain();
            }
        }

        await mails.Invite(taken.Entry, taken.Group, invited, revision.Stamp, null, ct);
    }

    /// <summary>Whoever is invited to the assembly is invited too to a meeting that was added, or is for them since. False when there is nobody.</summary>
    private async Task<bool> InviteToo(TakenEntry taken, Instant stamp, CancellationToken ct)
    {
        if (taken.Entry.Kind is not EntryKind.Meeting)
        {
            return false;
        }

        var (assembly, now) = (await Assembly(taken.Entry, ct), clock.GetCurrentInstant());
        var standing = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            where invitation.Assembly == assembly.Id && invitation.InsteadOf == null && entry.CancelledAt == null
            select invitation
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var known = standing.Where(invitation => !invitation.HasEnded).Select(invitation => invitation.Person).ToHashSet();
        var invited = (await db.NotInvitedYet(assembly, now, ct))
            .Where(person => known.Contains(person.Key))
            .SelectMany(person => person)
            .Where(one => one.Entry.Id == taken.Entry.Id && one.Before is null)
            .Select(one => new Invitation(taken.Entry, one.Who, now))
            .ToList();
        await db.InsertAll(invited, ct);
        await mails.Invite(taken.Entry, taken.Group, invited, stamp, null, ct);
        return invited.Count > 0;
    }

    private Task<Assembly> Assembly(DiaryEntry entry, CancellationToken ct) =>
        db.Assemblies.AsNoTracking().Include(a => a.Meetings).SingleAsync(a => a.Id == entry.Assembly, ct);

    private async Task<EntrySnapshot?> SeenNow(DiaryEntry entry, CancellationToken ct)
    {
        var assembly = await Assembly(entry, ct);
        var meeting = assembly.Meetings.SingleOrDefault(m => m.Id == entry.Meeting);
        return entry.Kind switch
        {
            EntryKind.Span => Snapshots.OfDays(assembly),
            EntryKind.Meeting => Snapshots.Of(assembly, meeting!),
            _ => await db.PublishedSession(entry, meeting!, ct) is { } session ? Snapshots.Of(assembly, meeting!, session) : null,
        };
    }
}

/// <summary>Reads sessions as they are published.</summary>
internal static class PublishedSessions
{
    /// <summary>The session that an entry stands for, on the day its meeting is now; null when the newest published programme has none.</summary>
    public static async Task<PublishedSession?> PublishedSession(
        this AssembliesDb db,
        DiaryEntry entry,
        Meeting meeting,
        CancellationToken ct
    ) =>
        (await db.NewestAgenda(entry.Assembly, ct))
            ?.Content.Meetings.SelectMany(m => m.Sessions.On(m, meeting.Date))
            .FirstOrDefault(s => s.Id == entry.Session);

    /// <summary>Sessions of a published meeting on the day it is now: it may have moved since.</summary>
    public static IEnumerable<PublishedSession> On(this IEnumerable<PublishedSession> sessions, PublishedMeeting published, LocalDate day)
    {
        var moved = Period.DaysBetween(published.Start.Date, day);
        return sessions.Select(s => s with { Start = s.Start.PlusDays(moved), End = s.End.PlusDays(moved) });
    }

    /// <summary>The newest published agenda; null when none is.</summary>
    public static Task<AgendaVersion?> NewestAgenda(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.AgendaVersions.AsNoTracking().Where(v => v.Assembly == assembly).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
}
