using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Whoever has the address of somebody's own calendar, as long as it was not taken back.</summary>
/// <param name="Token">What the address holds.</param>
public sealed record HolderOfFeed(string Token) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var hash = Secrets.Hash(Token);
        return await context.Db.FeedLinks.AnyAsync(l => l.Hash == hash && l.RevokedAt == null, ct) ? null : InvitationsErrors.UnknownLink;
    }

    /// <inheritdoc />
    public override string ToString() => nameof(HolderOfFeed);
}

/// <summary>Somebody's own calendar: the meetings they are invited to, the deadlines that concern them, the days of the general assemblies they are convened to.</summary>
/// <param name="Token">What the feed's address holds.</param>
public sealed record ReadOwnFeed(string Token) : IQuery<string>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfFeed(Token);

    internal sealed class Handler(AssembliesDb db, Settings settings, IClock clock) : IQueryHandler<ReadOwnFeed, string>
    {
        private static readonly Period Kept = Period.FromMonths(6);

        private static readonly DeadlineKind[] OfMembers =
        [
            DeadlineKind.CharterText,
            DeadlineKind.MembersItems,
            DeadlineKind.Candidatures,
            DeadlineKind.FinalDocuments,
            DeadlineKind.Registration,
            DeadlineKind.CountryUpdates,
            DeadlineKind.Amendments,
            DeadlineKind.Proxies,
            DeadlineKind.RegistrationChanges,
            DeadlineKind.Objections,
        ];

        public async Task<Result<string>> Handle(ReadOwnFeed request, CancellationToken cancellationToken)
        {
            var hash = Secrets.Hash(request.Token);
            var id = await db.FeedLinks.Where(l => l.Hash == hash).Select(l => l.Person).SingleAsync(cancellationToken);
            var today = await db.Today(clock.GetCurrentInstant(), cancellationToken);
            var hats = await (
                from mandate in db.Mandates
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                where mandate.Person == id && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
                select new { organisation.Kind, mandate.Role }
            ).ToListAsync(cancellationToken);
            var isSecretariat = await db.Grants.AnyAsync(g => g.Person == id && g.RevokedAt == null, cancellationToken);
            var hadMandate = await db.Mandates.AnyAsync(m => m.Person == id, cancellationToken);

            // Whoever was here by a mandate that has ended reads nothing any more.
            var items = new List<CalendarItem>();
            if (hats.Count > 0 || isSecretariat || !hadMandate)
            {
                items.AddRange(await Meetings(id, today, cancellationToken));
            }

            var actsForMember = hats.Exists(h => h.Kind is OrganisationKind.Member && h.Role is MandateRole.Head or MandateRole.Deputy);
            if (actsForMember || isSecretariat)
            {
                var kinds = isSecretariat ? Enum.GetValues<DeadlineKind>() : OfMembers;
                items.AddRange(await Deadlines(kinds, today, cancellationToken));
            }

            return CalendarWriter.Publish(items, settings.NetworkName, Duration.FromHours(1));
        }

        private async Task<IEnumerable<CalendarItem>> Meetings(Id<Person> person, LocalDate today, CancellationToken ct)
        {
            var since = today.Minus(Kept).AtStartOfDayInZone(Clocks.Brussels).ToInstant();
            var lines =
                from line in db.SeatLines
                join registrant in db.Registrants on line.Registrant equals registrant.Id
                join pool in db.SeatPools on line.Pool equals pool.Id
                where registrant.Person == person && line.State != SeatState.Ended && pool.Meeting != null
                select new { pool.Meeting, Waits = line.State != SeatState.Confirmed };
            var mine = await (
                from invitation in db.Invitations
                join entry in db.DiaryEntries on invitation.Entry equals entry.Id
                join meeting in db.Meetings on entry.Meeting equals meeting.Id
                join assembly in db.Assemblies on entry.Assembly equals assembly.Id
                join revision in db.DiaryRevisions
                    on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
                where invitation.Person == person && invitation.WithdrawnAt == null && invitation.Answer != InvitationAnswer.Declined
                where meeting.EndsAt >= since
                orderby meeting.StartsAt, entry.Generation, entry.Id
                select new
                {
                    entry,
                    revision,
                    assembly.Code,
                    meeting.Statutory,
                    Waits = entry.Kind == EntryKind.Meeting
                        && lines.Any(l => l.Meeting == meeting.Id && l.Waits)
                        && !lines.Any(l => l.Meeting == meeting.Id && !l.Waits),
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);

            // A guest of the open meeting alone has no days to keep free.
            var assemblies = mine.Where(it => it.Statutory && it.entry.CancelledAt is null)
                .Select(it => it.entry.Assembly)
                .Distinct()
                .ToList();
            var days = await (
                from entry in db.DiaryEntries
                join assembly in db.Assemblies on entry.Assembly equals assembly.Id
                join revision in db.DiaryRevisions
                    on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
                where entry.Kind == EntryKind.Span && entry.CancelledAt == null && assemblies.Contains(entry.Assembly)
                orderby assembly.Code
                select new
                {
                    entry,
                    revision,
                    assembly.Code,
                    Statutory = true,
                    Waits = false,
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);
            return mine.Concat(days)
                .Select(it => (Item: Snapshots.ToItem(it.entry, it.revision, settings, it.Code, isInvited: true), it.Waits))
                .Select(it =>
                    it.Waits && it.Item.Status is CalendarStatus.Confirmed
                        // A place in line is no seat: nobody is to travel on it.
                        ? it.Item with
                        {
                            Class = CalendarClass.Private,
                            Status = CalendarStatus.Tentative,
                            Summary = $"{it.Item.Summary} (waiting list)",
                        }
                        : it.Item with
                        {
                            Class = CalendarClass.Private,
                        }
                );
        }

        private async Task<IEnumerable<CalendarItem>> Deadlines(IReadOnlyList<DeadlineKind> kinds, LocalDate today, CancellationToken ct)
        {
            var since = today.Minus(Kept);
            var assemblies = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Steps)
                .Include(a => a.Overrides)
                .Where(a => a.Meetings.Any(m => m.Statutory && m.CancelledAt == null && m.Date >= since))
                .AsSplitQuery()
                .ToListAsync(ct);
            var live = assemblies
                .Where(a => a.State is AssemblyState.Planned or AssemblyState.Convened or AssemblyState.Adjourned)
                .OrderBy(a => a.Code, StringComparer.Ordinal)
                .ToList();
            var deadlines = await db.DeadlinesOf(live.ConvertAll(a => a.Id), ct);
            return live.Where(a => deadlines.ContainsKey(a.Id))
                .SelectMany(a => deadlines[a.Id].All.Where(d => kinds.Contains(d.Kind)).Select(d => ToItem(a, d)));
        }

        /// <summary>
        /// A deadline is in feeds only, which calendars read as a whole; still its number rises when its date was set by hand, and when the assembly
        /// moved.
        /// </summary>
        private CalendarItem ToItem(Assembly assembly, Deadline deadline)
        {
            var moves = assembly
                .Overrides.Where(o => o.Kind == deadline.Kind)
                .Select(o => o.At)
                .Concat(assembly.Steps.Where(s => s.Kind is StepKind.Rescheduled).Select(s => s.At))
                .ToList();
            var page = new Uri($"{settings.SiteUrl}/assemblies/{assembly.Code}");
            return new()
            {
                Uid =
                    $"{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{assembly.Id}/{deadline.Kind}")).AsSpan(0, 16))}@{settings.MailDomain}",
                Sequence = moves.Count,
                Stamp = moves.Append(assembly.Steps.Min(s => s.At)).Max(),
                When = new CalendarTime.AllDay(deadline.Date, deadline.Date),
                Summary = $"{assembly.Code}: {deadline.Title} due",
                Description = $"{deadline.Title}: {deadline.InWords}.\n{page}",
                Organizer = new(settings.NetworkName, settings.From),
                Url = page,
                Class = CalendarClass.Private,
            };
        }
    }

    private static Task Answer(string token, HttpContext context, Feeds feeds) =>
        feeds.Answer(
            context,
            Convert.ToHexStringLower(Secrets.Hash(token)),
            "assemblies",
            () => context.RequestServices.GetRequiredService<IMediator>().Send(new ReadOwnFeed(token), context.RequestAborted)
        );

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        root.MapMethods("calendar/{token}.ics", [HttpMethods.Head], Answer).ExcludeFromDescription();
        root.MapGet("calendar/{token}.ics", Answer)
            .WithTags("invitations")
            .WithName(nameof(ReadOwnFeed))
            .WithSummary("Subscribe to one's own calendar")
            .WithDescription(
                "The meetings its owner is invited to, the deadlines that concern them, the days of their assemblies; with an ETag. "
                    + "The address is the key: it is made and taken back on one’s own page."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(InvitationsErrors.UnknownLink);
    }
}
