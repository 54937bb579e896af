using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// Who is in online and has been silent for ten minutes: no page of theirs was heard of. A closed laptop checks nobody out; the chair asks them, or checks them out
/// with a reason.
/// </summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
public sealed record ListSilent(string Code, string Meeting) : IQuery<IReadOnlyList<ListSilent.Line>>
{
    /// <summary>After how long somebody is silent.</summary>
    public static readonly Duration After = Duration.FromMinutes(10);

    /// <inheritdoc />
    public Access Needs => new OfficersOf(Code, Office.Chair, Office.DeputyChair);

    /// <summary>Somebody who is silent.</summary>
    /// <param name="Registrant">Their registration.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Organisation">That organisation; null for guests.</param>
    /// <param name="SeenAt">When they were last heard of; when they came in, if not since.</param>
    public sealed record Line(Id<Registrant> Registrant, string Name, string Affiliation, Id<Organisation>? Organisation, Instant SeenAt);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ListSilent, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListSilent query, CancellationToken ct)
        {
            var found = await db.MeetingOf(query.Code, query.Meeting, ct);
            if (found.Value is not { } meeting)
            {
                return found.Error!;
            }

            var since = clock.GetCurrentInstant() - After;
            var online = await (
                from e in db.LastRows(meeting.Id)
                join r in db.Registrants on e.Registrant equals r.Id
                join s in db.Seen.Where(s => s.Meeting == meeting.Id) on e.Registrant equals s.Registrant into seen
                from s in seen.DefaultIfEmpty()
                where e.Move == Move.In && e.Where == Where.Online
                select new
                {
                    r.Id,
                    r.Name,
                    r.Affiliation,
                    r.Organisation,
                    e.At,
                    Seen = s == null ? (Instant?)null : s.At,
                }
            ).ToListAsync(ct);
            return online
                .Select(o => new Line(o.Id, o.Name, o.Affiliation, o.Organisation, o.Seen is { } at && at > o.At ? at : o.At))
                .Where(line => line.SeenAt <= since)
                .OrderBy(line => line.SeenAt)
                .ToList();
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/silent",
                (string code, string meeting, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ListSilent(code, meeting), ct).ToHttp()
            )
            .WithName("listSilent")
            .WithSummary("List who is silent online")
            .WithDescription(
                "Whoever is in online at the meeting and has not been heard of for ten minutes. Nobody is checked out by that alone. For the chair, the deputy chair and the "
                    + "secretariat."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, PresenceErrors.UnknownMeeting);
}
