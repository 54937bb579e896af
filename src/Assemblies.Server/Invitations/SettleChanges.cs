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
    /// <param name="Entries">How many entries have a new revision.</param>
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
    /// <returns>How many have a new revision.</returns>
    public async Task<int> Settle(IReadOnlyCollection<Id<DiaryEntry>> ids, CancellationToken ct)
    {
        if (ids.Count is 0)
        {
            return 0;
        }

        var (stamp, revised) = (await db.Now(ct), 0);
        foreach (var taken in await revising.Take(ids, ct))
        {
            if (taken.Entry.CancelledAt is not null || IsOver(taken.Latest.Seen))
            {
                continue;
            }

            if (await SeenNow(taken.Entry, ct) is not { } seen)
            {
                await revising.Cancel([taken.Entry.Id], "It is not on the programme any more.", ct);
                revised++;
            }
            else if (seen != taken.Latest.Seen)
            {
                var revision = await revising.Revise(taken, RevisionKind.Changed, seen, stamp, ct);
                await Tell(taken, revision, ct);
                revised++;
            }
        }

        var raw = ids.Select(id => id.Value).ToArray();
        await db.Database.ExecuteSqlAsync($"delete from pending_change where entry = any({raw})", ct);
        return revised;
    }

    // What people have in their calendars lies in the past: a correction would only puzzle them.
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

    private async Task<EntrySnapshot?> SeenNow(DiaryEntry entry, CancellationToken ct)
    {
        var assembly = await db.Assemblies.AsNoTracking().Include(a => a.Meetings).SingleAsync(a => a.Id == entry.Assembly, ct);
        var meeting = assembly.Meetings.SingleOrDefault(m => m.Id == entry.Meeting);
        return entry.Kind switch
        {
            EntryKind.Span => Snapshots.OfDays(assembly),
            EntryKind.Meeting => Snapshots.Of(assembly, meeting!),
            _ => await db.PublishedSession(entry, ct) is { } session ? Snapshots.Of(assembly, meeting!, session) : null,
        };
    }
}

/// <summary>Reads sessions as they are published.</summary>
internal static class PublishedSessions
{
    /// <summary>The session that an entry stands for; null when the newest published programme has none.</summary>
    public static async Task<PublishedSession?> PublishedSession(this AssembliesDb db, DiaryEntry entry, CancellationToken ct) =>
        (await db.NewestAgenda(entry.Assembly, ct))
            ?.Content.Meetings.SelectMany(m => m.Sessions)
            .FirstOrDefault(s => s.Id == entry.Session);

    /// <summary>The newest published agenda; null when none is.</summary>
    public static Task<AgendaVersion?> NewestAgenda(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.AgendaVersions.AsNoTracking().Where(v => v.Assembly == assembly).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
}
