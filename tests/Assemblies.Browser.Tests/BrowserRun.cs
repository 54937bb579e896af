using Assemblies.Server.Tests;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>The run's one browser and one service with the demo network, on a cluster of its own.</summary>
[SetUpFixture]
public sealed class BrowserRun : TestCluster
{
    private IPlaywright playwright = null!;

    /// <summary>The browser.</summary>
    public static IBrowser Browser { get; private set; } = null!;

    /// <summary>The service.</summary>
    public static TestService Service { get; private set; } = null!;

    /// <summary>The first day of a general assembly, on a service of its own.</summary>
    internal static DayScene Day { get; private set; } = null!;

    /// <summary>The same day with votes, on a service of its own.</summary>
    internal static VotesScene Vote { get; private set; } = null!;

    /// <summary>What the pages with parameters are looked at with.</summary>
    internal static Scenario Scenario { get; private set; } = null!;

    /// <summary>Starts them. The browser is the system's Chromium: the library's own download is neither needed nor tried.</summary>
    [OneTimeSetUp]
    public async Task StartAll()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("ASSEMBLIES_CHROMIUM") ?? "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        Service = await TestService.Start(settings: "--Demo:Seed=true");
        Day = await DayScene.Play();
        Vote = await VotesScene.Play();
        Scenario = await Scenario.Play(Service, Day, Vote);
    }

    /// <summary>Where a page is visited.</summary>
    internal static TestService ServiceOf(Visit visit) =>
        visit.At switch
        {
            Scene.Day => Day.Service,
            Scene.Vote => Vote.Service,
            _ => Service,
        };

    /// <summary>Ends them; the cluster ends after this.</summary>
    [OneTimeTearDown]
    public async Task EndAll()
    {
        await Vote.DisposeAsync();
        await Day.DisposeAsync();
        await Service.DisposeAsync();
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
