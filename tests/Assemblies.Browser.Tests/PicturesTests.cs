using Assemblies.Server.Tests;

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
        var (address, by) = Pictures[name](BrowserRun.Scenario);
        var folder = Environment.GetEnvironmentVariable("ASSEMBLIES_PICTURES") is { Length: > 0 } named
            ? named
            : Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures");
        await using var visitor = await Visitor.Open(BrowserRun.Service, by);
        await visitor.Page.SetViewportSizeAsync(width, 844);

        var answer = await visitor.Page.GotoAsync(address);
        Assert.That(answer!.Status, Is.EqualTo(200));
        var height = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        var picture = await visitor.Page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(folder, $"{name}-{(width is 390 ? "phone" : "desktop")}.png"),
                FullPage = true,
                Clip = new() { Width = width, Height = Math.Min(height, Tallest) },
            }
        );

        Assert.That(picture, Has.Length.GreaterThan(10_000));
    }
}
