using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The ledger of a meeting, row by row, the newest first: who went in and out, when, by whom, what was taken back and why.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Meeting">Of which of its meetings, by its key.</param>
/// <param name="Before">The number before which it goes on; null for the newest.</param>
/// <param name="Limit">How many rows.</param>
public sealed record ListAttendance(string Code, string Meeting, long? Before, int Limit) : IQuery<Page<ListAttendance.Line>>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Code);

    /// <summary>A row.</summary>
    /// <param name="Row">Its number.</param>
    /// <param name="Registrant">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Move">In or out.</param>
    /// <param name="Where">On site or online.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom, by name; null for the service itself.</param>
    /// <param name="Via">By what way.</param>
    /// <param name="Reason">Why; null where nothing was said.</param>
    /// <param name="Corrects">The row it takes back; null for none.</param>
    /// <param name="IsTakenBack">Whether another row takes it back.</param>
    /// <param name="EndsProxy">Whether it ended a proxy.</param>
    public sealed record Line(
        long Row,
        Id<Registrant> Registrant,
        string Name,
        string Affiliation,
        Move Move,
        Where Where,
        Instant At,
        string? By,
        Via Via,
        string? Reason,
        long? Corrects,
        bool IsTakenBack,
        bool EndsProxy
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListAttendance, Page<Line>>
    {
        public async Task<Result<Page<Line>>> Handle(ListAttendance query, CancellationToken ct)
        {
            var found = await db.MeetingOf(query.Code, query.Meeting, ct);
            if (found.Value is not { } meeting)
            {
                return found.Error!;
            }

            var before = query.Before ?? long.MaxValue;
            var rows = await (
                from e in db.PresenceEntries
                join r in db.Registrants on e.Registrant equals r.Id
                join p in db.People on e.By equals (Id<Person>?)p.Id into people
                from p in people.DefaultIfEmpty()
                where e.Meeting == meeting.Id && e.Number < before
                orderby e.Number descending
                select new Line(
                    e.Number,
                    r.Id,
                    r.Name,
                    r.Affiliation,
                    e.Move,
                    e.Where,
                    e.At,
                    p == null ? null : p.Name,
                    e.Via,
                    e.Reason,
                    e.Corrects,
                    db.PresenceEntries.Any(c => c.Corrects == e.Number),
                    e.EndsProxy != null
                )
            )
                .AsNoTracking()
                .Take(query.Limit + 1)
                .ToListAsync(ct);
            return Paging.Cut(rows, query.Limit, row => row.Row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/attendance",
                (string code, string meeting, long? after, int? limit, HttpContext http, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ListAttendance(code, meeting, after, Paging.Limit(limit)), ct).ToHttp(http)
            )
            .WithName("listAttendance")
            .WithSummary("List the ledger of a meeting")
            .WithDescription(
                "Row by row, the newest first; nothing is ever removed. `meeting` is the meeting's key. For the host's organisers, tellers, chair, deputy chair and "
                    + "the secretariat."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, PresenceErrors.UnknownMeeting);
}

/// <summary>How queries get hold of a meeting.</summary>
internal static class FindingMeetings
{
    /// <summary>A meeting by the code of its assembly and its key.</summary>
    public static async Task<Result<Meeting>> MeetingOf(this AssembliesDb db, string code, string key, CancellationToken ct)
    {
        var assembly = await db.Assemblies.Where(a => a.Code == code).Select(a => new { a.Id }).SingleOrDefaultAsync(ct);
        if (assembly is null)
        {
            return AccessErrors.NotFound;
        }

        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Assembly == assembly.Id && m.Key == key, ct);
        return meeting is null ? PresenceErrors.UnknownMeeting : meeting;
    }
}
