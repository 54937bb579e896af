using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>The sheet that everybody in the room signs, of one meeting: who has a place on site, guests too, and who came without one.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Meeting">The key of the meeting.</param>
public sealed record ShowSheet(string Code, string Meeting) : IQuery<ShowSheet.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <summary>A sheet.</summary>
    /// <param name="Assembly">The assembly's title.</param>
    /// <param name="Activity">What the project calls the activity, else the assembly's title.</param>
    /// <param name="Project">The funder's number of the project; null while nobody entered one.</param>
    /// <param name="Host">Who organises it there.</param>
    /// <param name="Title">The meeting's title.</param>
    /// <param name="Date">Its day.</param>
    /// <param name="Start">When it begins, by the venue's clock.</param>
    /// <param name="End">When it ends.</param>
    /// <param name="TimeZone">The venue's zone.</param>
    /// <param name="Place">Where.</param>
    /// <param name="HasAfternoon">Whether it goes on after lunch, so that people sign twice.</param>
    /// <param name="Rows">Who signs, in the order of the roll; guests after the organisations.</param>
    /// <param name="Online">Who took part by video, with their minutes: they sign nothing, the ledger stands for them.</param>
    public sealed record Answer(
        string Assembly,
        string Activity,
        string? Project,
        string Host,
        string Title,
        LocalDate Date,
        LocalTime Start,
        LocalTime End,
        string TimeZone,
        string Place,
        bool HasAfternoon,
        IReadOnlyList<Row> Rows,
        IReadOnlyList<Row> Online
    );

    /// <summary>A line to sign on.</summary>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Organisation">The organisation's code; null for guests.</param>
    /// <param name="Role">As what they represent it; null for guests.</param>
    /// <param name="From">When the desk saw them first; null while it has not.</param>
    /// <param name="Minutes">How long they were there, by the ledger.</param>
    public sealed record Row(
        string Name,
        string? NameLatin,
        string Affiliation,
        string? Organisation,
        MandateRole? Role,
        Instant? From,
        int Minutes
    );

    internal sealed class Handler(AttendanceReading attendance) : IQueryHandler<ShowSheet, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowSheet query, CancellationToken cancellationToken) =>
            await attendance.Of(query.Code, cancellationToken) is not { } attended ? AccessErrors.NotFound
            : attended.Meetings.FirstOrDefault(m => string.Equals(m.Key, query.Meeting, StringComparison.Ordinal)) is not { } meeting
                ? EvidenceErrors.UnknownMeeting
            : Of(attended, meeting);
    }

    internal static Answer Of(AttendedAssembly attended, Meeting meeting)
    {
        var place = attended.Assembly.Place;
        var signs = attended.People.Where(p => p.At(meeting.Id).Signs);
        var online = attended.People.Where(p => p.At(meeting.Id).Stays.Any(s => s.Online));
        return new(
            attended.Assembly.Title,
            attended.Head?.Activity ?? $"{attended.Assembly.Title} ({attended.Assembly.Code})",
            attended.Head?.Project,
            attended.Host,
            meeting.Title,
            meeting.Date,
            meeting.Start,
            meeting.End,
            meeting.TimeZone,
            place.Venue is { Length: > 0 } venue ? $"{venue}, {place.City}" : place.City,
            meeting.End > new LocalTime(14, 0),
            [.. signs.Select(p => Line(p, online: false))],
            [.. online.Select(p => Line(p, online: true))]
        );

        Row Line(Attended person, bool online)
        {
            var there = person.At(meeting.Id);
            return new(
                person.Name,
                person.NameLatin,
                person.Affiliation,
                person.Organisation,
                person.Role,
                there.Stays.Where(s => s.Online == online).Select(s => (Instant?)s.From).FirstOrDefault(),
                there.Minutes(online)
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/attendance/sheets/{meeting}",
                (string code, string meeting, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowSheet(code, meeting), ct).ToHttp()
            )
            .WithName("showAttendanceSheet")
            .WithSummary("Show the attendance sheet of a meeting")
            .WithDescription("Who signs on site, guests too; who took part by video, with the minutes of the ledger. The page prints it.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, EvidenceErrors.UnknownMeeting);
}
