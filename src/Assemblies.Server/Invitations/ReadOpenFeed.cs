using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
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

/// <summary>The open programme of an assembly as a calendar: its open meetings, with the UIDs of the mails. For everybody, nobody's name in it.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ReadOpenFeed(string Code) : IQuery<string>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    internal sealed class Handler(AssembliesDb db, Settings settings) : IQueryHandler<ReadOpenFeed, string>
    {
        private static readonly StepKind[] Known = [StepKind.Recorded, StepKind.Announced, StepKind.Convened];

        public async Task<Result<string>> Handle(ReadOpenFeed request, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.AsNoTracking()
                .Where(a => a.Code == request.Code && a.Steps.Any(s => Known.Contains(s.Kind)))
                .SingleOrDefaultAsync(cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var seen = db.Meetings.Where(AudienceRule.Sees<Meeting>(Audience.Public, m => m.Audience, m => m.Statutory));
            var entries = await (
                from entry in db.DiaryEntries
                join meeting in seen on entry.Meeting equals meeting.Id
                join revision in db.DiaryRevisions
                    on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
                where entry.Assembly == assembly.Id && entry.Kind == EntryKind.Meeting
                orderby meeting.StartsAt, entry.Generation
                select new
                {
                    entry,
                    revision,
                    meeting.Id,
                }
            )
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            var agenda = await db.NewestAgenda(assembly.Id, cancellationToken);
            var items = entries.ConvertAll(it =>
            {
                var item = Snapshots.ToItem(it.entry, it.revision, settings, assembly.Code, isInvited: false);
                var programme = agenda?.Content.Meetings.FirstOrDefault(m => m.Id == it.Id);
                return programme is null ? item : item with { Description = $"{item.Description}\n\n{Lines(programme)}" };
            });
            return CalendarWriter.Publish(items, $"{assembly.Title} – {assembly.Place.CityInWords()}", Duration.FromHours(1));
        }

        private static string Lines(Domain.Agenda.PublishedMeeting meeting) =>
            string.Join(
                '\n',
                meeting
                    .Sessions.Where(s => Visibility.Public.Sees(meeting, s))
                    .Select(s => $"{Clocks.Time(s.Start.TimeOfDay)} {Visibility.Public.TitleOf(s) ?? Snapshots.Closed}")
            );
    }

    private static Task Answer(string code, HttpContext context, Feeds feeds) =>
        feeds.Answer(
            context,
            $"open {code}",
            code,
            () => context.RequestServices.GetRequiredService<IMediator>().Send(new ReadOpenFeed(code), context.RequestAborted)
        );

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        root.MapMethods("assemblies/{code}.ics", [HttpMethods.Head], Answer).ExcludeFromDescription();
        root.MapGet("assemblies/{code}.ics", Answer)
            .WithTags("invitations")
            .WithName(nameof(ReadOpenFeed))
            .WithSummary("Subscribe to the open programme of an assembly")
            .WithDescription("An iCalendar feed for everybody, with an ETag; 304 for whoever has it. Its UIDs are those of the mails.")
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(AccessErrors.NotFound);
    }
}
