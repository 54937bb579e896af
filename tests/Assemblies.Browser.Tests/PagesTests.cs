using System.Collections.Concurrent;
using Assemblies.Server.Platform.Look;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>What every page stands: no page is listed here, so that none is forgotten.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class PagesTests
{
    private readonly ConcurrentDictionary<(string? By, Scene At, bool Script), Lazy<Task<IBrowserContext>>> browsers = new();

    /// <summary>Every page there is, found when tests are.</summary>
    private static IEnumerable<string> Routes =>
        typeof(App)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false))
            .Cast<RouteAttribute>()
            .Select(route => route.Template)
            .Order(StringComparer.Ordinal);

    [Test]
    public void Every_page_that_is_served_is_looked_at()
    {
        var served = BrowserRun
            .Service.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'));

        Assert.Multiple(() =>
        {
            Assert.That(served, Is.EquivalentTo(Routes));
            Assert.That(
                Scenario.Visits.Keys,
                Is.EquivalentTo(Routes),
                "each page needs a line in Scenario.Visits, and nothing else has one"
            );
        });
    }

    /// <summary>One visit with scripts and one without: with a case for each promise, most of the time would go into loading.</summary>
    [TestCaseSource(nameof(Routes))]
    public async Task It_stands_axe_in_four_sights_320_pixels_one_heading_one_action_a_silent_policy_and_no_script(string route)
    {
        await using var visitor = await Visit(route, script: true);
        await using var plain = await Visit(route, script: false);
        var (with, without) = (await Words(visitor), await Words(plain));
        var facts = await visitor.Page.EvaluateAsync<int[]>(
            "() => ['h1', '.btn-primary', 'button[disabled]', '[style]'].map(what => document.querySelectorAll(what).length)"
        );
        var title = await visitor.Page.TitleAsync();
        // Chromium says it of the page itself, where that is what it is about.
        var complaints = visitor
            .Complaints.Where(said => route is not "/not-found" || !said.Contains("404 (Not Found)", StringComparison.Ordinal))
            .ToList();
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var sight in Sight.All)
        {
            await visitor.Look(sight);
            await visitor.Keep($"{route.Trim('/').Replace('/', '.')}-{sight}");
            found[sight.Name] = await visitor.Axe(sight.OnlyColours);
        }

        var wide = await TooWide(visitor.Page);

        Assert.Multiple(() =>
        {
            Assert.That(found.SelectMany(it => it.Value, (it, violation) => $"{it.Key}: {violation}"), Is.Empty, "axe");
            Assert.That(wide, Is.Empty, "wider than 320 pixels");
            Assert.That(facts[0], Is.EqualTo(1), "h1");
            Assert.That(facts[1], Is.LessThanOrEqualTo(1), ".btn-primary");
            Assert.That(facts[2], Is.Zero, "disabled buttons: say why not, and what to do");
            Assert.That(facts[3], Is.Zero, "style=");
            Assert.That(title, Does.EndWith(" – Assemblies"));
            Assert.That(complaints, Is.Empty, "the policy, or a script");
            Assert.That(without, Is.EqualTo(with), "the same without script");
        });
    }

    [OneTimeTearDown]
    public async Task CloseBrowsers()
    {
        foreach (var browser in browsers.Values)
        {
            await (await browser.Value).DisposeAsync();
        }
    }

    private static async Task<string[]> TooWide(IPage page)
    {
        await page.SetViewportSizeAsync(320, 640);
        return await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("body *")]
                .filter(it => it.getBoundingClientRect().right > 320.5 && !it.closest(".table-responsive"))
                .map(it => it.outerHTML.slice(0, 120))
            """
        );
    }

    // data-visit: what each visit changes by itself, such as the list of signed-in browsers.
    private static Task<string> Words(Visitor visitor) =>
        visitor
            .Page.Locator("main")
            .EvaluateAsync<string>(
                """
                main => {
                    const words = main.cloneNode(true);
                    words.querySelectorAll("noscript, [data-visit]").forEach(it => it.remove());
                    return words.textContent.replace(/\s+/g, " ");
                }
                """
            );

    private async Task<Visitor> Visit(string route, bool script)
    {
        if (!Scenario.Visits.TryGetValue(route, out var visit))
        {
            Assert.Fail($"{route} has no line in Scenario.Visits.");
        }

        var seen = visit!(BrowserRun.Scenario);
        var (address, by, _) = seen;
        var browser = browsers.GetOrAdd((by, seen.At, script), _ => new(() => Visitor.Browser(BrowserRun.ServiceOf(seen), by, script)));
        var visitor = await Visitor.Open(await browser.Value);
        var answer = await visitor.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        Assert.That(answer!.Status, Is.EqualTo(route is "/not-found" ? 404 : 200), $"{address} as {by ?? "the public"}");
        Assert.That(new Uri(visitor.Page.Url).PathAndQuery, Is.EqualTo(address), "it did not send the reader elsewhere");
        return visitor;
    }
}
