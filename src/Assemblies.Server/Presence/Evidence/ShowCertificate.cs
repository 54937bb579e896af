using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>A certificate of attendance: who, for whom, what, on which days and for how many hours, by the ledger. One's own, or anybody's for officers and secretariat.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Registrant">Whose.</param>
public sealed record ShowCertificate(string Code, Id<Registrant> Registrant) : IQuery<ShowCertificate.Answer>
{
    /// <inheritdoc />
    public Access Needs => new OwnAttendance(Code, Registrant);

    /// <summary>A certificate.</summary>
    /// <param name="Network">Who certifies.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they came.</param>
    /// <param name="Assembly">The assembly's title.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Activity">What the project calls the activity; null for none.</param>
    /// <param name="Project">The funder's number of the project; null for none.</param>
    /// <param name="Place">Where.</param>
    /// <param name="Days">A line a meeting they were at.</param>
    /// <param name="Minutes">Minutes in all.</param>
    /// <param name="IsComplete">Whether all meetings are over: before, hours may still be added.</param>
    /// <param name="MadeOn">The day it was made, at the venue.</param>
    public sealed record Answer(
        string Network,
        string Name,
        string? NameLatin,
        string Affiliation,
        string Assembly,
        string Code,
        string? Activity,
        string? Project,
        string Place,
        IReadOnlyList<Day> Days,
        int Minutes,
        bool IsComplete,
        LocalDate MadeOn
    );

    /// <summary>Attendance at one meeting.</summary>
    /// <param name="Date">Its day.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="OnSite">Minutes in the room.</param>
    /// <param name="Online">Minutes by video.</param>
    public sealed record Day(LocalDate Date, string Title, int OnSite, int Online);

    internal sealed class Handler(AttendanceReading attendance, Settings settings, IClock clock) : IQueryHandler<ShowCertificate, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowCertificate query, CancellationToken cancellationToken) =>
            await attendance.Of(query.Code, cancellationToken, query.Registrant) is { People: [var person] } attended
                ? Of(attended, person, settings, clock.GetCurrentInstant()) is { Days.Count: > 0 } certificate
                    ? certificate
                    : EvidenceErrors.WasNotThere
                : AccessErrors.NotFound;
    }

    internal static Answer Of(AttendedAssembly attended, Attended person, Settings settings, Instant now)
    {
        var (assembly, head) = (attended.Assembly, attended.Head);
        var days = attended
            .Meetings.Where(m => person.At(m.Id).Stays.Count > 0)
            .Select(m => new Day(m.Date, m.Title, person.At(m.Id).Minutes(online: false), person.At(m.Id).Minutes(online: true)))
            .ToList();
        return new(
            settings.NetworkName,
            person.Name,
            person.NameLatin,
            person.Affiliation,
            assembly.Title,
            assembly.Code,
            head?.Activity,
            head?.Project,
            assembly.Place.City,
            days,
            days.Sum(d => d.OnSite + d.Online),
            attended.Meetings.All(m => m.EndsAt <= now),
            now.InZone(DateTimeZoneProviders.Tzdb[assembly.Place.TimeZone]).Date
        );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/attendance/certificates/{registrant}",
                (string code, Id<Registrant> registrant, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowCertificate(code, registrant), ct).ToHttp()
            )
            .WithName("showCertificate")
            .WithSummary("Show a certificate of attendance")
            .WithDescription("Dates and minutes by the ledger: one’s own, or anybody’s for officers and secretariat. The page prints it.")
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, EvidenceErrors.WasNotThere);
}
