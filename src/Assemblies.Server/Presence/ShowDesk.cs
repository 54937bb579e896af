using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The desk of an assembly: its meetings with whether their door is open and how many are in, and which of them is meant unless the reader says.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Meeting">Which of its meetings, by its key; null for the one of today, else the next.</param>
public sealed record ShowDesk(string Code, string? Meeting) : IQuery<ShowDesk.Answer>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Code);

    /// <summary>The desk.</summary>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="Meeting">The key of the meeting that is shown; null when there is none.</param>
    /// <param name="Meetings">All that stand, in order of time.</param>
    /// <param name="Latest">The last rows of that meeting, the newest first.</param>
    /// <param name="MayHandCodes">Whether the reader may make a one-time code to sign in by: the secretariat alone.</param>
    public sealed record Answer(
        string Title,
        string? Meeting,
        IReadOnlyList<Door> Meetings,
        IReadOnlyList<Latest> Latest,
        bool MayHandCodes
    );

    /// <summary>A meeting.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Date">Its day.</param>
    /// <param name="TimeZone">The zone of its times.</param>
    /// <param name="Closed">Why nobody is checked in now; null when the door is open.</param>
    /// <param name="OnSite">How many are in on site.</param>
    /// <param name="Online">How many are in online.</param>
    public sealed record Door(string Key, string Title, LocalDate Date, string TimeZone, string? Closed, int OnSite, int Online);

    /// <summary>A row that was just added.</summary>
    /// <param name="Row">Its number.</param>
    /// <param name="Registrant">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Move">In or out.</param>
    /// <param name="Where">On site or online.</param>
    /// <param name="At">When.</param>
    /// <param name="MayUndo">Whether it can be taken back: it is their last one, and took none back itself.</param>
    public sealed record Latest(long Row, Id<Registrant> Registrant, string Name, Move Move, Where Where, Instant At, bool MayUndo);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ShowDesk, Answer>
    {
        private const int Rows = 10;

        public async Task<Result<Answer>> Handle(ShowDesk query, CancellationToken ct)
        {
            var assembly = await db
                .Assemblies.Include(a => a.Steps)
                .Include(a => a.Meetings)
                .AsSplitQuery()
                .AsNoTracking()
                .SingleOrDefaultAsync(a => a.Code == query.Code, ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var now = clock.GetCurrentInstant();
            var meetings = assembly.Meetings.Where(m => m.CancelledAt is null).OrderBy(m => m.StartsAt).ToList();
            var ids = meetings.ConvertAll(m => m.Id);
            var steps = (await db.SittingSteps.AsNoTracking().Where(s => ids.Contains(s.Meeting)).ToListAsync(ct)).ToLookup(s => s.Meeting);
            var counts = await CountIn(ids, ct);
            var shown = query.Meeting is { } key
                ? meetings.Find(m => m.Key == key)
                : meetings.Find(m => Refusal(m) is null) ?? meetings.Find(m => m.EndsAt > now) ?? meetings.LastOrDefault();
            if (shown is null && query.Meeting is not null)
            {
                return PresenceErrors.UnknownMeeting;
            }

            return new Answer(
                assembly.Title,
                shown?.Key,
                [
                    .. meetings.Select(m => new Door(
                        m.Key,
                        m.Title,
                        m.Date,
                        m.TimeZone,
                        Refusal(m)?.Message,
                        counts.GetValueOrDefault((m.Id, Where.OnSite)),
                        counts.GetValueOrDefault((m.Id, Where.Online))
                    )),
                ],
                shown is null ? [] : await LatestOf(shown.Id, ct),
                reader.IsSecretariat
            );

            Error? Refusal(Meeting m) => OpeningDoors.Refusal(assembly, Sitting.At(m, steps[m.Id]), now);
        }

        private async Task<Dictionary<(Id<Meeting> Meeting, Where Where), int>> CountIn(List<Id<Meeting>> meetings, CancellationToken ct) =>
            await db
                .PresenceEntries.Where(e => meetings.Contains(e.Meeting) && e.Move == Move.In)
                .Where(e =>
                    !db.PresenceEntries.Any(later =>
                        later.Meeting == e.Meeting && later.Registrant == e.Registrant && later.Number > e.Number
                    )
                )
                .GroupBy(e => new { e.Meeting, e.Where })
                .Select(g => new
                {
                    g.Key.Meeting,
                    g.Key.Where,
                    Count = g.Count(),
                })
                .ToDictionaryAsync(g => (g.Meeting, g.Where), g => g.Count, ct);

        private Task<List<Latest>> LatestOf(Id<Meeting> meeting, CancellationToken ct) =>
            (
                from e in db.PresenceEntries
                join r in db.Registrants on e.Registrant equals r.Id
                where e.Meeting == meeting
                orderby e.Number descending
                select new Latest(
                    e.Number,
                    r.Id,
                    r.Name,
                    e.Move,
                    e.Where,
                    e.At,
                    e.Corrects == null
                        && !db.PresenceEntries.Any(later =>
                            later.Meeting == meeting && later.Registrant == e.Registrant && later.Number > e.Number
                        )
                )
            )
                .Take(Rows)
                .ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/desk",
                (string code, string? meeting, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowDesk(code, meeting), ct).ToHttp()
            )
            .WithName("showDesk")
            .WithSummary("Show the desk at the door")
            .WithDescription(
                "The meetings with whether their door is open and how many are in, and the last rows of the one of today, or of the one named in `meeting`."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, PresenceErrors.UnknownMeeting);
}
