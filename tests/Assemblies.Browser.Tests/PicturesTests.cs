using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>The pictures of the documentation, as the pages are: <c>tools/pictures.sh</c> keeps them in <c>docs/pictures</c>.</summary>
public sealed class PicturesTests
{
    private const int Tallest = 3000;

    private static readonly IReadOnlyDictionary<string, Func<Scenario, Visit>> Pictures = new Dictionary<string, Func<Scenario, Visit>>(
        StringComparer.Ordinal
    )
    {
        ["home"] = Scenario.Visits["/"],
        ["compare"] = Scenario.Visits["/host-calls/{Edition}/proposals"],
        ["programme"] = Scenario.Visits["/assemblies/{Code}"],
        ["convening"] = Scenario.Visits["/assemblies/{Code}/convene"],
        ["mail"] = played => new(Scenario.Visits["/dev/mail/{Number:long}"](played).Address + "/html", null),
        ["registration-errors"] = Scenario.Visits["/assemblies/{Code}/registration"],
        ["registration-waiting"] = _ => new($"/assemblies/{AssemblyScene.Convened}/registration", RegistrationScene.Waits),
        ["badges"] = Scenario.Visits["/assemblies/{Code}/badges"],
        ["desk"] = Scenario.Visits["/assemblies/{Code}/check-in"],
        ["room"] = Scenario.Visits["/assemblies/{Code}/room"],
        ["chair"] = Scenario.Visits["/assemblies/{Code}/room/chair"],
        ["wall"] = Scenario.Visits["/screen/{Token}"],
        ["vote"] = Scenario.Visits["/assemblies/{Code}/votes/{Poll:guid}"],
        ["register"] = Scenario.Visits["/decisions"],
        ["minutes"] = Scenario.Visits["/assemblies/{Code}/minutes"],
        ["attendance-sheet"] = Scenario.Visits["/assemblies/{Code}/attendance/{Meeting}"],
    };

    /// <summary>What is done on the page before its picture is taken.</summary>
    private static readonly Dictionary<string, Func<IPage, Task>> Before = new(StringComparer.Ordinal)
    {
        ["registration-errors"] = async page =>
        {
            await page.GetByLabel("Mobile number").FillAsync("601 234 56");
            await Visitor.Follow(page, () => page.GetByRole(AriaRole.Button, new() { Name = "Register", Exact = true }).ClickAsync());
        },
    };

    private static IEnumerable<TestCaseData> All =>
        from name in Pictures.Keys
        from width in new[] { 390, 1280 }
        select new TestCaseData(name, width).SetName($"A picture of {name} can be taken, {(width is 390 ? "phone" : "desktop")}");

    [Test]
    public void The_documentation_has_each_of_them_and_no_other() =>
        Assert.That(
            Directory.EnumerateFiles(Repository.PathOf("docs", "pictures")).Select(Path.GetFileName),
            Is.EquivalentTo(Pictures.Keys.SelectMany(name => new[] { $"{name}-phone.png", $"{name}-desktop.png" }))
        );

    [TestCaseSource(nameof(All))]
    public async Task A_picture_can_be_taken(string name, int width)
    {
        var visit = Pictures[name](BrowserRun.Scenario);
        await using var visitor = await Visitor.Open(BrowserRun.ServiceOf(visit), visit.By);
        await visitor.Page.SetViewportSizeAsync(width, 844);

        var answer = await visitor.Page.GotoAsync(visit.Address);
        Assert.That(answer!.Status, Is.EqualTo(200));
        if (Before.TryGetValue(name, out var act))
        {
            await act(visitor.Page);
        }

        var height = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        var picture = await visitor.Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Folder, $"{name}-{(width is 390 ? "phone" : "desktop")}.png"),
                FullPage = true,
                Clip = new() { Width = width, Height = Math.Min(height, Tallest) },
            }
        );

        Assert.That(picture, Has.Length.GreaterThan(10_000));
    }

    /// <summary>What is printed: on white, on A4, kept beside the test's results to be looked at.</summary>
    [TestCase("/assemblies/{Code}/attendance/{Meeting}", "attendance-sheet")]
    [TestCase("/assemblies/{Code}/attendance/certificates/{Registrant:guid}", "certificate")]
    [TestCase("/assemblies/{Code}/attendance/head-count", "head-count")]
    public async Task It_is_printed_without_the_way_there_and_without_buttons(string route, string name)
    {
        var (shown, pages, _) = await Print(Scenario.Visits[route](BrowserRun.Scenario), name);

        Assert.That(shown, Is.Empty);
        Assert.That(pages, Is.InRange(1, 2));
    }

    [Test]
    public async Task Badges_are_printed_ten_to_a_sheet()
    {
        var visit = new Visit($"/assemblies/{DayOne.Code}/badges", DayOne.Desk, Scene.Day);

        var (shown, pages, badges) = await Print(visit, "badges");

        Assert.That(shown, Is.Empty);
        Assert.That(badges, Is.GreaterThan(10));
        Assert.That(pages, Is.EqualTo((badges + 9) / 10));
    }

    /// <summary>What of the page's way there and buttons stays on paper, how many sheets it takes, and how many badges are on them.</summary>
    private static async Task<(string[] Shown, int Pages, int Badges)> Print(Visit visit, string name)
    {
        await using var visitor = await Visitor.Open(BrowserRun.ServiceOf(visit), visit.By);
        await visitor.Page.GotoAsync(visit.Address);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        var shown = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("button, nav, .foot, .no-print")].filter(it => it.checkVisibility()).map(it => it.outerHTML.slice(0, 120))
            """
        );
        var folder = Environment.GetEnvironmentVariable("ASSEMBLIES_SIGHTS") is { Length: > 0 } named ? named : Own;
        var printed = await visitor.Page.PdfAsync(
            new()
            {
                Path = Path.Combine(folder, $"{name}.pdf"),
                PreferCSSPageSize = true,
                PrintBackground = true,
            }
        );
        var pages = Regex.Count(Encoding.Latin1.GetString(printed), @"/Type\s*/Page\b(?!s)");
        return (shown, pages, await visitor.Page.Locator(".badge-a").CountAsync());
    }

    private static string Own => Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures");

    private static string Folder => Environment.GetEnvironmentVariable("ASSEMBLIES_PICTURES") is { Length: > 0 } named ? named : Own;
}
