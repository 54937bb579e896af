using System.Net.Http.Json;
using Assemblies.Server.Hosting;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Hosting;

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
        var (now, stage) = (service.Clock.GetCurrentInstant(), await HostingStage.Of(service));
        stage.On(2026, 9, 15);
        await Open("GA-2027-1", 2027, "04", "05", "2026-10-30");
        await Open("GA-2027-2", 2027, "10", "11", "2026-11-20");
        await Open("GA-2028-1", 2028, "04", "05", "2026-11-10");
        await Open("GA-2028-2", 2028, "10", "11", "2027-02-28");
        await stage
            .Secretariat.PostAsJsonAsync(
                "/api/v1/busy-dates",
                new
                {
                    organisation = "skills",
                    title = "Alliance meeting",
                    from = "2027-10-14",
                }
            )
            .Succeeds();
        var ljubljana = await stage.SubmitSlovenia();
        await stage.Submit("cz", "GA-2027-2", HostingStage.Brno);
        await stage.Submit("fi", "GA-2027-2", HostingStage.Tampere);
        var again = HostingStage.Proposal(
            "Brno",
            49.2,
            16.61,
            140,
            4,
            "everywhere",
            "captionsOnly",
            38_000,
            95,
            [],
            ["2028-04-12", "2028-04-13", "2028-04-14"]
        );
        var brno = await stage.Submit("cz", "GA-2028-1", again);
        await stage.Draft("pl", "GA-2028-2", new { city = "Wrocław" });

        stage.On(2026, 11, 21);
        await stage.Assign("GA-2027-1", ljubljana);
        await stage.Assign("GA-2028-1", brno);
        var slovenia = await stage.Head("si");
        await slovenia.PostAsync("/api/v1/host-calls/GA-2027-1/assignments/1/accept", null).Succeeds();
        service.Clock.Reset(now);

        var plan = await slovenia.GetAsync("/api/v1/assemblies/GA-2027-1/tasks").Value<PlanView>();
        return plan.Tasks.First(task => task.IsMine).Id.ToString();

        Task Open(string edition, int year, string first, string last, string closesOn) =>
            stage.Open(edition, $"{year}-{first}-01", $"{year}-{last}-30", "2026-09-01", closesOn, "members", 150).Succeeds();
    }
}
