using Assemblies.Server.Tests.Presence;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>Proxies by their page alone and without JavaScript: members give and answer them, the secretariat enters what it was told.</summary>
public sealed class ProxiesPageTests
{
    private const string Address = $"/assemblies/{DayOne.Code}/proxies";

    private DayOne day = null!;

    [OneTimeSetUp]
    public async Task Start() => day = await DayOne.Start();

    [OneTimeTearDown]
    public async Task End() => await day.DisposeAsync();

    [Test]
    public async Task A_member_gives_its_vote_with_an_instruction_and_the_other_accepts_it()
    {
        await using var principal = await Open(DayOne.Head("LV"));
        await principal.Page.GetByLabel("Who votes for it").SelectOptionAsync("EE");
        await principal.Page.GetByText("Say how to vote").ClickAsync();
        await principal.Page.Locator("#vote-0").SelectOptionAsync("Yes");
        await Press(principal.Page, "Give the proxy");
        Assert.That(await principal.Page.Locator("main").InnerTextAsync(), Does.Contain("Waits for an answer").And.Contain("Item 1: yes"));
        await principal.Keep("proxy-given");

        await using var holder = await Open(DayOne.Head("EE"));
        await Press(holder.Page, "Accept the vote of Zinātnes Ceļi");
        await holder.Keep("proxy-accepted");

        Assert.That(await holder.Page.Locator("main").InnerTextAsync(), Does.Contain("Accepted").And.Not.Contain("Accept the vote of"));
    }

    [Test]
    public async Task The_secretariat_enters_a_proxy_and_that_it_is_withdrawn_each_with_how_it_learned_it()
    {
        await using var visitor = await Open(Scenario.Secretariat);
        var page = visitor.Page;
        var enter = page.Locator("form", new() { Has = page.GetByLabel("Whose vote") });
        await enter.GetByLabel("Whose vote").SelectOptionAsync("PT");
        await enter.GetByLabel("Who votes for it").SelectOptionAsync("ES");
        await enter.GetByLabel("The written power").FillAsync("Portugal gives its vote to Spain.");
        await Press(page, "Enter the proxy");

        // Nothing was said of how it came to know.
        Assert.That(await page.TitleAsync(), Does.StartWith("Error: "));
        Assert.That(
            await page.Locator(".field.wrong .error").AllInnerTextsAsync(),
            Is.EqualTo(["Choose how you learned it", "Say who told you, and when"])
        );
        await visitor.Keep("proxy-entered-errors");
        await enter.GetByLabel("By telephone").CheckAsync();
        await enter.GetByLabel("Who told you, and when").FillAsync("Their head, today at ten");
        await Press(page, "Enter the proxy");
        var proxy = page.Locator("section", new() { HasText = "(PT) gives its vote to" });
        Assert.That(await proxy.InnerTextAsync(), Does.Contain("Waits for an answer"));

        await proxy.GetByText("Enter what a member told you").ClickAsync();
        await proxy.GetByLabel("Rota STEM Atlântico withdraws it").CheckAsync();
        await proxy.GetByLabel("By mail").CheckAsync();
        await proxy.GetByLabel("Who told you, and when").FillAsync("Their head, today at eleven");
        await visitor.Keep("proxy-told");
        await Press(page, "Enter it");

        Assert.That(await proxy.InnerTextAsync(), Does.Contain("Withdrawn").And.Not.Contain("Enter what a member told you"));
        await proxy.GetByText("The written power, and what happened").ClickAsync();
        Assert.That(
            await proxy.InnerTextAsync(),
            Does.Contain("told the secretariat: Their head, today at ten").And.Contain("told the secretariat: Their head, today at eleven")
        );
    }

    private async Task<Visitor> Open(string email)
    {
        var visitor = await Visitor.Open(day.Service, email, script: false);
        await visitor.Page.GotoAsync(Address);
        return visitor;
    }

    private static Task Press(IPage page, string button) =>
        Visitor.Follow(page, () => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
}
