using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using Assemblies.Server.Tests;

namespace Assemblies.Browser.Tests;

/// <summary>Calls in every state, played through the API by those who would: what the pages about hosting show.</summary>
internal static class HostingScene
{
    /// <summary>Of the host of GA-2027-1.</summary>
    public const string Host = "head@si.stem.example.org";

    /// <summary>Of the member that is asked to host GA-2028-1.</summary>
    public const string Asked = "head@cz.stem.example.org";

    /// <summary>
    /// GA-2027-1 is hosted by SI and has its plan; GA-2027-2 is closed with two proposals; for GA-2028-1 CZ is asked; GA-2028-2 is open, with a draft
    /// of PL.
    /// </summary>
    /// <returns>The id of a task of SI's plan.</returns>
    public static async Task<string> Play(TestService service)
    {
        var now = service.Clock.GetCurrentInstant();
        using var secretariat = await service.As(Scenario.Secretariat);
        using var slovenia = await service.As(Host);
        using var czechia = await service.As(Asked);
        using var finland = await service.As("head@fi.stem.example.org");
        using var poland = await service.As(Scenario.Delegate);

        service.Clock.Reset(NodaTime.Instant.FromUtc(2026, 9, 15, 10, 0));
        await Open(secretariat, "GA-2027-1", 2027, 4, "2026-10-30");
        await Open(secretariat, "GA-2027-2", 2027, 10, "2026-11-20");
        await Open(secretariat, "GA-2028-1", 2028, 4, "2026-11-10");
        await Open(secretariat, "GA-2028-2", 2028, 10, "2027-02-28");
        await secretariat
            .PostAsJsonAsync(
                "/api/v1/busy-dates",
                new
                {
                    organisation = "skills",
                    title = "Alliance meeting",
                    from = "2027-10-14",
                }
            )
            .Succeeds();
        var ljubljana = await Submit(slovenia, "GA-2027-1", "Ljubljana", 46.06, 14.51, "2027-04");
        await Submit(czechia, "GA-2027-2", "Brno", 49.2, 16.61, "2027-10");
        await Submit(finland, "GA-2027-2", "Tampere", 61.5, 23.79, "2027-10");
        var prague = await Submit(czechia, "GA-2028-1", "Brno", 49.2, 16.61, "2028-04");
        await Draft(poland, "GA-2028-2", new { city = "Wrocław" });

        service.Clock.Reset(NodaTime.Instant.FromUtc(2026, 11, 21, 10, 0));
        await Assign(secretariat, "GA-2027-1", ljubljana);
        await Assign(secretariat, "GA-2028-1", prague);
        await slovenia.PostAsync("/api/v1/host-calls/GA-2027-1/assignments/1/accept", null).Succeeds();
        service.Clock.Reset(now);

        var plan = await slovenia.GetAsync("/api/v1/assemblies/GA-2027-1/tasks").Value<PlanView>();
        return plan.Tasks.First(task => task.IsMine).Id.ToString();
    }

    private static Task Open(HttpClient secretariat, string edition, int year, int month, string closesOn) =>
        secretariat
            .PostAsJsonAsync(
                "/api/v1/host-calls",
                new
                {
                    edition,
                    periodFrom = $"{year}-{month:00}-01",
                    periodUntil = $"{year}-{month:00}-30",
                    opensOn = "2026-09-01",
                    closesOn,
                    criteria = "Short journeys, step-free rooms, costs; members that never hosted come first.",
                    decidedBy = "members",
                    expectedOnSite = 150,
                }
            )
            .Succeeds();

    private static Task<Id<HostProposal>> Draft(HttpClient head, string edition, object proposal) =>
        head.PostAsJsonAsync($"/api/v1/host-calls/{edition}/proposals", new { proposal }).Value<Id<HostProposal>>();

    private static async Task<Id<HostProposal>> Submit(
        HttpClient head,
        string edition,
        string city,
        double latitude,
        double longitude,
        string month
    )
    {
        var id = await Draft(
            head,
            edition,
            new
            {
                city,
                latitude,
                longitude,
                venue = "Town hall",
                dateOptions = new[] { new { openMeeting = $"{month}-13", days = new[] { $"{month}-14", $"{month}-15" } } },
                mainRoomSeats = 140,
                sideRooms = 4,
                stepFreeAccess = "everywhere",
                hearingSupport = "captionsOnly",
                costToNetworkEur = 38_000,
                hotelPerNightEur = 95,
                travel = "Ten minutes on foot from the station.",
            }
        );
        await head.PostAsJsonAsync($"/api/v1/proposals/{id}/submit", new { signatory = "The head of delegation" }).Succeeds();
        return id;
    }

    private static Task Assign(HttpClient secretariat, string edition, Id<HostProposal> proposal) =>
        secretariat
            .PostAsJsonAsync(
                $"/api/v1/host-calls/{edition}/assign",
                new
                {
                    proposal = proposal.Value,
                    dateOption = 1,
                    reason = "Shortest journeys.",
                }
            )
            .Succeeds();
}
