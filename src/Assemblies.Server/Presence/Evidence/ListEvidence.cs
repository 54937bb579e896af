using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>What evidence there is of an assembly's attendance: sheets, scans, hours a person and meeting.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ListEvidence(string Code) : IQuery<ListEvidence.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <summary>The evidence.</summary>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="Project">The funder's number of the project.</param>
    /// <param name="Activity">What the project calls the activity.</param>
    /// <param name="Version">The version of these two; 0 while nobody entered anything.</param>
    /// <param name="Meetings">Meetings that take place, in order.</param>
    /// <param name="People">Everybody who is registered or came.</param>
    public sealed record Answer(
        string Title,
        string? Project,
        string? Activity,
        long Version,
        IReadOnlyList<MeetingAttendance> Meetings,
        IReadOnlyList<PersonAttendance> People
    ) : IVersioned;

    /// <summary>A meeting's.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Date">Its day.</param>
    /// <param name="Sign">How many sign on site.</param>
    /// <param name="CameOnSite">How many the ledger has seen on site.</param>
    /// <param name="CameOnline">How many it has seen online.</param>
    /// <param name="Scans">Scans of signed sheets that count.</param>
    public sealed record MeetingAttendance(
        string Key,
        string Title,
        LocalDate Date,
        int Sign,
        int CameOnSite,
        int CameOnline,
        IReadOnlyList<Scan> Scans
    );

    /// <summary>A scan of a signed sheet.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="FileName">The file's name.</param>
    /// <param name="Size">Its size in bytes.</param>
    /// <param name="Hash">SHA-256, hexadecimal.</param>
    /// <param name="At">When it was handed in.</param>
    public sealed record Scan(Id<AttendanceScan> Id, string FileName, long Size, string Hash, Instant At);

    /// <summary>A person's.</summary>
    /// <param name="Registrant">Their registration.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Organisation">The organisation's code; null for guests.</param>
    /// <param name="Hours">A line a meeting they were at, by the ledger.</param>
    public sealed record PersonAttendance(
        Id<Registrant> Registrant,
        string Name,
        string? NameLatin,
        string Affiliation,
        string? Organisation,
        IReadOnlyList<MeetingHours> Hours
    );

    /// <summary>How long somebody was at a meeting.</summary>
    /// <param name="Meeting">Its key.</param>
    /// <param name="OnSite">Minutes in the room.</param>
    /// <param name="Online">Minutes by video.</param>
    public sealed record MeetingHours(string Meeting, int OnSite, int Online);

    internal sealed class Handler(AttendanceReading attendance, AssembliesDb db) : IQueryHandler<ListEvidence, Answer>
    {
        public async Task<Result<Answer>> Handle(ListEvidence query, CancellationToken cancellationToken)
        {
            if (await attendance.Of(query.Code, cancellationToken) is not { } attended)
            {
                return AccessErrors.NotFound;
            }

            var meetings = attended.Meetings.Select(m => m.Id).ToList();
            var scans = await db
                .AttendanceScans.Where(s => meetings.Contains(s.Meeting) && s.RemovedAt == null)
                .OrderBy(s => s.At)
                .ThenBy(s => s.Id)
                .Select(s => new { s.Meeting, Scan = new Scan(s.Id, s.FileName, s.Size, s.Hash, s.At) })
                .ToListAsync(cancellationToken);
            return new Answer(
                attended.Assembly.Title,
                attended.Head?.Project,
                attended.Head?.Activity,
                attended.Head?.Version ?? 0,
                [.. attended.Meetings.Select(m => Meeting(attended, m, [.. scans.Where(s => s.Meeting == m.Id).Select(s => s.Scan)]))],
                [.. attended.People.Select(p => Person(attended, p))]
            );
        }

        private static MeetingAttendance Meeting(AttendedAssembly attended, Meeting meeting, IReadOnlyList<Scan> scans)
        {
            var there = attended.People.Select(p => p.At(meeting.Id)).ToList();
            return new(
                meeting.Key,
                meeting.Title,
                meeting.Date,
                there.Count(t => t.Signs),
                there.Count(t => t.Stays.Any(s => !s.Online)),
                there.Count(t => t.Stays.Any(s => s.Online)),
                scans
            );
        }
    }

    internal static PersonAttendance Person(AttendedAssembly attended, Attended person) =>
        new(
            person.Id,
            person.Name,
            person.NameLatin,
            person.Affiliation,
            person.Organisation,
            [
                .. attended
                    .Meetings.Where(m => person.At(m.Id).Stays.Count > 0)
                    .Select(m => new MeetingHours(m.Key, person.At(m.Id).Minutes(online: false), person.At(m.Id).Minutes(online: true))),
            ]
        );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/attendance/evidence",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListEvidence(code), ct).ToTagged()
            )
            .WithName("listEvidence")
            .WithSummary("List the evidence of attendance")
            .WithDescription("A line a meeting with its scans, a line a person with the hours of the ledger; for officers and secretariat.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
