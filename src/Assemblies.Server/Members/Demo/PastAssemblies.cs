using System.Text.Json.Serialization;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Members.Demo;

/// <summary>Assemblies that lie before the time of this service.</summary>
internal sealed record PastAssemblies([property: JsonPropertyName("pastAssemblies")] IReadOnlyList<PastAssembly> Assemblies);

/// <summary>One of them: where and when it was, and who hosted it.</summary>
internal sealed record PastAssembly(
    string Code,
    string Host,
    string City,
    double Latitude,
    double Longitude,
    LocalDate OpenMeeting,
    IReadOnlyList<LocalDate> Days
)
{
    private const Audience Everybody = Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission;

    public Assembly Recorded(Organisation host, Instant at)
    {
        var place = new Place(null, null, City, host.Country, Latitude, Longitude, host.TimeZone!);
        var assembly = new Assembly(Code, Title, host.Id, place, StepKind.Recorded, at, null);
        assembly.AddMeeting(Meeting("open", "Open meeting", false, Everybody, OpenMeeting, new(13, 0), new(18, 30)));
        foreach (var (number, day) in Days.Index())
        {
            assembly.AddMeeting(
                Meeting(
                    $"day{number + 1}",
                    $"General Assembly, day {number + 1}",
                    true,
                    Audience.Members,
                    day,
                    new(9, 0),
                    number == Days.Count - 1 ? new(13, 0) : new(17, 30)
                )
            );
        }

        return assembly;
    }

    private string Title => $"General Assembly {(OpenMeeting.Month < 8 ? "Spring" : "Autumn")} {OpenMeeting.Year}";

    private static MeetingPlan Meeting(
        string key,
        string title,
        bool statutory,
        Audience audience,
        LocalDate day,
        LocalTime start,
        LocalTime end
    ) => new(key, title, statutory, audience, MeetingFormat.OnSite, day, start, end, null, null, null);
}
