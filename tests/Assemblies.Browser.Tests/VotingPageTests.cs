using Assemblies.Server.Tests.Presence;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>Voting on a phone, by keyboard alone, without JavaScript, as narrow as WCAG asks.</summary>
public sealed class VotingPageTests
{
    private const string Room = $"/assemblies/{DayOne.Code}/room";

    [TestCase(false, "head@ee.stem.example.org", "Teaduspakt", TestName = "By keyboard alone, without JavaScript, at 320 px")]
    [TestCase(true, "head@fi.stem.example.org", "Tiedepolku", TestName = "By keyboard alone, with JavaScript, at 320 px")]
    public async Task A_delegate_votes(bool script, string email, string member)
    {
        await using var visitor = await Visitor.Open(BrowserRun.Vote.Service, email, script);
        var page = visitor.Page;
        await page.SetViewportSizeAsync(320, 700);
        await page.GotoAsync(Room);
        Assert.That(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "nothing scrolls sideways");
        var ballot = page.GetByRole(AriaRole.Form, new() { Name = $"Ballot of {member}" });
        Assert.That(await ballot.Locator("input:checked").CountAsync(), Is.Zero, "nothing that decides is preselected");

        await Cast(page, ballot, "No", $"Cast the vote of {member}");
        Assert.That(
            await page.Locator("[data-live=vote] .card-a").First.InnerTextAsync(),
            Does.Contain(member).And.Match("Recorded: No, 08:3[0-9]:[0-9]{2}")
        );
        Assert.That(await ballot.CountAsync(), Is.Zero, "it is final");
        await visitor.Keep($"voted-{(script ? "script" : "plain")}");
        if (script)
        {
            return;
        }

        // The principal has said yes: no is asked about once more.
        var principals = page.GetByRole(AriaRole.Form, new() { Name = "Ballot of Zinātnes Ceļi" });
        Assert.That(await principals.InnerTextAsync(), Does.Contain("Instruction: vote yes."));
        await Cast(page, principals, "No", "Cast the vote of Zinātnes Ceļi");
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("has instructed to vote yes"));
        await visitor.Keep("against-instruction");
        await Cast(page, principals, "Yes", "Cast it against the instruction of Zinātnes Ceļi");
        Assert.That(await page.Locator("[data-live=vote]").InnerTextAsync(), Does.Match("Recorded: Yes, 08:3[0-9]:[0-9]{2}"));
    }

    [Test]
    public async Task Whoever_sends_nothing_chosen_keeps_the_ballot_and_is_told()
    {
        await using var visitor = await Visitor.Open(BrowserRun.Vote.Service, "head@hu.stem.example.org", script: false);
        await visitor.Page.GotoAsync(Room);
        await Visitor.Follow(
            visitor.Page,
            () => visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Cast the vote of Műszaki Jövő" }).ClickAsync()
        );
        Assert.Multiple(async () =>
        {
            Assert.That(await visitor.Page.TitleAsync(), Does.StartWith("Error: "));
            Assert.That(await visitor.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), Does.Contain("Choose yes, no or abstain"));
        });

        // The same ballot in a second window, which still shows it as open.
        var second = await visitor.Page.Context.NewPageAsync();
        await second.SetViewportSizeAsync(390, 844);
        await second.GotoAsync(Room);
        await Choose(visitor.Page, "Yes");
        await Choose(second, "No");
        Assert.Multiple(async () =>
        {
            Assert.That(await visitor.Page.Locator("[data-live=vote]").InnerTextAsync(), Does.Contain("Recorded: Yes"));
            Assert.That(
                await second.EvaluateAsync<string>("document.activeElement.getAttribute('role') + ' ' + document.activeElement.innerText"),
                Does.Match("^alert Recorded: Yes, .*A ballot once cast is final"),
                "what became of the ballot is read first"
            );
            Assert.That(
                await second.EvaluateAsync<bool>(
                    "(b => b.top >= 0 && b.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"
                ),
                "and stands on the screen"
            );
        });
    }

    private static async Task Choose(IPage page, string choice)
    {
        var ballot = page.GetByRole(AriaRole.Form, new() { Name = "Ballot of Műszaki Jövő" });
        await ballot.GetByLabel(choice, new() { Exact = true }).CheckAsync();
        await Visitor.Follow(page, () => ballot.GetByRole(AriaRole.Button).ClickAsync());
    }

    // Tab to the group, a key to the choice, Tab to the button, Enter.
    private static async Task Cast(IPage page, ILocator ballot, string choice, string button)
    {
        var wanted = ballot.GetByLabel(choice, new() { Exact = true });
        await TabTo(page, ballot.Locator("input[type=radio]"));
        for (var i = 0; i < 6 && !await wanted.IsCheckedAsync(); i++)
        {
            await page.Keyboard.PressAsync(i is 0 ? "Space" : "ArrowDown");
        }

        Assert.That(await wanted.IsCheckedAsync(), choice);
        await TabTo(page, ballot.GetByRole(AriaRole.Button, new() { Name = button }));
        await Visitor.Follow(page, () => page.Keyboard.PressAsync("Enter"));
    }

    private static async Task TabTo(IPage page, ILocator wanted)
    {
        for (var i = 0; i < 150; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await wanted.EvaluateAllAsync<bool>("them => them.includes(document.activeElement)"))
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached {wanted}");
    }
}
