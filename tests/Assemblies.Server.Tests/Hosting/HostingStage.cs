using System.Globalization;
using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Hosting;

/// <summary>The demo network with its two calls, played through the API by the people who would.</summary>
internal sealed class HostingStage : IAsyncDisposable
{
    private readonly Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);

    private HostingStage(TestService service) => Service = service;

    public TestService Service { get; }

    public HttpClient Secretariat => clients[DemoNetwork.Secretariat];

    public static async Task<HostingStage> Start(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? also = null) =>
        await Of(await DemoNetwork.Start(also: also));

    /// <summary>On a service that runs, with the network in it.</summary>
    public static async Task<HostingStage> Of(TestService service)
    {
        var stage = new HostingStage(service);
        foreach (var code in new[] { "nl", "si", "bg", "cz", "fi", "pt", "gr" })
        {
            await stage.Head(code);
        }

        return stage;
    }

    /// <summary>The head of a member's delegation.</summary>
    public async Task<HttpClient> Head(string code) => await As($"head@{code.ToLowerInvariant()}.stem.example.org");

    public async Task<HttpClient> As(string email) =>
        clients.TryGetValue(email, out var client) ? client : clients[email] = await Service.As(email);

    /// <summary>Moves business time to noon of a day in Brussels, or another hour.</summary>
    public void On(int year, int month, int day, int hour = 12, int minute = 0, int second = 0) =>
        Service.Clock.Reset(
            DateTimeZoneProviders.Tzdb["Europe/Brussels"].AtStrictly(new(year, month, day, hour, minute, second)).ToInstant()
        );

    public Task<HttpResponseMessage> Open(
        string edition,
        string periodFrom,
        string periodUntil,
        string opensOn,
        string closesOn,
        string decidedBy = "secretariat",
        int expectedOnSite = 110
    ) =>
        Secretariat.PostAsJsonAsync(
            "/api/v1/host-calls",
            new
            {
                edition,
                periodFrom,
                periodUntil,
                opensOn,
                closesOn,
                criteria = "Short journeys, step-free rooms, costs; members that never hosted come first.",
                decidedBy,
                expectedOnSite,
            }
        );

    /// <summary>The call for GA-2027-1, open on 15 September 2026.</summary>
    public async Task OpenSpring()
    {
        On(2026, 9, 15);
        await Open("GA-2027-1", "2027-04-01", "2027-05-31", "2026-09-01", "2026-10-30").Succeeds();
    }

    /// <summary>The call for GA-2027-2, open on 15 December 2026.</summary>
    public async Task OpenAutumn()
    {
        On(2026, 12, 15);
        await Open("GA-2027-2", "2027-10-01", "2027-11-30", "2026-12-01", "2027-02-28", "members").Succeeds();
    }

    public async Task<Id<HostProposal>> Draft(string member, string edition, object proposal) =>
        await (await Head(member)).PostAsJsonAsync($"/api/v1/host-calls/{edition}/proposals", new { proposal }).Value<Id<HostProposal>>();

    public async Task<Id<HostProposal>> Submit(string member, string edition, object proposal)
    {
        var id = await Draft(member, edition, proposal);
        await (await Head(member)).PostAsJsonAsync($"/api/v1/proposals/{id}/submit", new { signatory = $"Head of {member}" }).Succeeds();
        return id;
    }

    public async Task<Id<HostProposal>> SubmitSlovenia() => await Submit("si", "GA-2027-1", Ljubljana);

    public async Task<Id<HostProposal>> SubmitBulgaria() => await Submit("bg", "GA-2027-1", Plovdiv);

    /// <summary>Brno, Tampere (with EE) and Porto for GA-2027-2, in this order.</summary>
    public async Task<IReadOnlyList<Id<HostProposal>>> SubmitAutumn() =>
        [await Submit("cz", "GA-2027-2", Brno), await Submit("fi", "GA-2027-2", Tampere), await Submit("pt", "GA-2027-2", Porto)];

    public async Task<HttpResponseMessage> Assign(
        string edition,
        Id<HostProposal> proposal,
        int dateOption = 1,
        params (Id<HostProposal> Proposal, int Option)[] reserves
    ) =>
        await Secretariat.PostAsJsonAsync(
            $"/api/v1/host-calls/{edition}/assign",
            new
            {
                proposal = proposal.Value,
                dateOption,
                reason = "Shortest journeys of the two, and never hosted before.",
                reserves = reserves.Select(r => new { proposal = r.Proposal.Value, dateOption = r.Option }),
            }
        );

    public async Task<CallView> Call(string edition) => await Secretariat.GetAsync($"/api/v1/host-calls/{edition}").Value<CallView>();

    /// <summary>Who got which kind of mail about hosting, since the start.</summary>
    public Task<List<string>> Mails(string kind) =>
        Service.Db(db => db.OutboxMails.Where(m => m.Kind == kind).OrderBy(m => m.Email).Select(m => m.Email).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        await Service.DisposeAsync();
    }

    public static readonly object Ljubljana = Proposal(
        "Ljubljana",
        46.06,
        14.51,
        160,
        4,
        "everywhere",
        "both",
        36_500,
        98,
        [],
        ["2027-04-21", "2027-04-22", "2027-04-23"],
        ["2027-05-12", "2027-05-13", "2027-05-14"]
    );

    public static readonly object Plovdiv = Proposal(
        "Пловдив",
        42.15,
        24.75,
        120,
        3,
        "notToOneSideRoom",
        "captionsOnly",
        31_000,
        74,
        [],
        ["2027-05-05", "2027-05-06", "2027-05-07"]
    );

    public static readonly object Brno = Proposal(
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
        ["2027-10-13", "2027-10-14", "2027-10-15"],
        ["2027-10-20", "2027-10-21", "2027-10-22"]
    );

    public static readonly object Tampere = Proposal(
        "Tampere",
        61.5,
        23.79,
        180,
        6,
        "everywhere",
        "both",
        61_500,
        140,
        ["EE"],
        ["2027-10-06", "2027-10-07", "2027-10-08"]
    );

    public static readonly object Porto = Proposal(
        "Porto",
        41.15,
        -8.61,
        220,
        3,
        "notToOneSideRoom",
        "both",
        34_200,
        88,
        [],
        ["2027-10-20", "2027-10-21", "2027-10-22"],
        ["2027-11-03", "2027-11-04", "2027-11-05"]
    );

    public static object Proposal(
        string city,
        double latitude,
        double longitude,
        int mainRoomSeats,
        int sideRooms,
        string stepFreeAccess,
        string hearingSupport,
        int costToNetworkEur,
        int hotelPerNightEur,
        string[] coHosts,
        params string[][] dates
    ) =>
        new
        {
            coHosts,
            city,
            latitude,
            longitude,
            venue = "Town hall",
            travel = "Ten minutes on foot from the station.",
            dateOptions = dates.Select(days => new { openMeeting = days[0], days = days[1..] }),
            mainRoomSeats,
            sideRooms,
            stepFreeAccess,
            hearingSupport,
            costToNetworkEur,
            hotelPerNightEur,
        };
}

/// <summary>What tests of hosting read from answers.</summary>
internal static class HostingAnswers
{
    /// <summary>The status of an answer that succeeded, or status and code of a refusal.</summary>
    public static async Task<string> Outcome(this Task<HttpResponseMessage> sent) =>
        await sent is { IsSuccessStatusCode: true } answer
            ? ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)
            : await sent.Refusal();

    /// <summary>Asserts the status.</summary>
    public static async Task Is(this Task<HttpResponseMessage> sent, int status)
    {
        using var answer = await sent;
        Assert.That((int)answer.StatusCode, NUnit.Framework.Is.EqualTo(status), await answer.Content.ReadAsStringAsync());
    }
}
