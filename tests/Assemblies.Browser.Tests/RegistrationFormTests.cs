using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>The delegate's form as people meet it who use no mouse, and as it works without JavaScript.</summary>
public sealed class RegistrationFormTests
{
    private const string Address = $"/assemblies/{AssemblyScene.Convened}/registration";

    /// <summary>Registers by keys alone: Tab and Shift+Tab to move, Space and arrows to choose, letters to type, Enter to send.</summary>
    [TestCase(true, "head@lt.stem.example.org")]
    [TestCase(false, "head@pt.stem.example.org")]
    public async Task C58_registering_by_keyboard_with_two_errors_focuses_the_summary_names_each_field_and_keeps_what_was_typed(
        bool script,
        string email
    )
    {
        await using var visitor = await Visitor.Open(BrowserRun.Service, email, script);
        var page = visitor.Page;
        await page.GotoAsync(Address);
        foreach (var group in await page.Locator("fieldset:has(input[name^='meetings.'])").AllAsync())
        {
            await Choose(page, group.GetByLabel("Online"));
        }

        await Choose(page, page.GetByRole(AriaRole.Group, new() { Name = "Roundtable" }).GetByLabel("Rural schools"));
        await TabTo(page, page.GetByLabel("Mobile number"));
        await page.Keyboard.TypeAsync("601 234 56");
        await TabTo(page, page.GetByLabel("Hearing loop"));
        await page.Keyboard.PressAsync("Space");
        await TabTo(page, page.GetByLabel("Anything else"));
        await page.Keyboard.TypeAsync("Nut allergy");
        await Press(page, "Register");

        // Two errors: nothing said of the dinner, a number without its country code.
        Assert.That(await page.TitleAsync(), Does.StartWith("Error: "));
        Assert.That(await Focused(page, "getAttribute('role')"), Is.EqualTo("alert"));
        var summary = page.GetByRole(AriaRole.Alert);
        Assert.That(await summary.InnerTextAsync(), Does.StartWith("Two answers need another look"));
        var links = summary.GetByRole(AriaRole.Link);
        Assert.That(await links.CountAsync(), Is.EqualTo(2));
        Assert.That(
            await page.Locator(".field.wrong .error").AllInnerTextsAsync(),
            Is.EqualTo(await links.AllInnerTextsAsync()),
            "the same words at the fields"
        );
        Assert.That(await page.GetByLabel("Mobile number").InputValueAsync(), Is.EqualTo("601 234 56"));
        Assert.That(await page.GetByLabel("Mobile number").GetAttributeAsync("aria-invalid"), Is.EqualTo("true"));
        Assert.That(await page.GetByLabel("Anything else").InputValueAsync(), Is.EqualTo("Nut allergy"));
        Assert.That(await page.GetByLabel("Hearing loop").IsCheckedAsync());
        await visitor.Keep($"registration-errors-{(script ? "script" : "plain")}");

        // The summary's link leads to the field; both are put right from there.
        await TabTo(page, links.First);
        await page.Keyboard.PressAsync("Enter");
        var dinner = page.GetByRole(AriaRole.Group, new() { Name = "Members’ walking dinner" });
        await Choose(page, dinner.GetByLabel("Yes"));
        await TabTo(page, page.GetByLabel("Mobile number"));
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("+370 601 23456");
        await Press(page, "Register");

        Assert.That(await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync(), Is.EqualTo("Your registration"));
        Assert.That(await page.GetByRole(AriaRole.Status).First.InnerTextAsync(), Does.StartWith("Saved."));
        await visitor.Keep($"registered-{(script ? "script" : "plain")}");
    }

    /// <summary>Who would wait on site reads it before choosing, and is online meanwhile.</summary>
    [Test]
    public async Task Where_the_room_is_full_the_form_says_the_number_in_line_and_the_page_after_it_why()
    {
        await using var visitor = await Visitor.Open(BrowserRun.Service, "head@dk.stem.example.org", script: false);
        var page = visitor.Page;
        await page.GotoAsync(Address);
        var day1 = page.Locator("fieldset:has(input[name='meetings.day1'])");
        Assert.That(await day1.InnerTextAsync(), Does.Contain("Full: waiting list").And.Contain("so your vote is safe"));
        foreach (var group in await page.Locator("fieldset:has(input[name^='meetings.'])").AllAsync())
        {
            await group.GetByLabel("On site").CheckAsync();
        }

        foreach (var question in new[] { "Members’ walking dinner", "Roundtable" })
        {
            await page.GetByRole(AriaRole.Group, new() { Name = question }).Locator("input").Last.CheckAsync();
        }

        await Press(page, "Register");
        var said = await page.Locator("main").InnerTextAsync();
        await visitor.Keep("registered-waiting");

        Assert.That(said, Does.Contain("on the waiting list").And.Contain("Online for now"));
        await page.GetByText("Why, and what happened").First.ClickAsync();
        Assert.That(await page.Locator("main").InnerTextAsync(), Does.Contain("Now that you have a seat"), "the second step");
    }

    // A group of radio buttons is one stop of Tab: the first of it, or the chosen one; Space chooses, arrows go on.
    private static async Task Choose(IPage page, ILocator choice)
    {
        var name = await choice.GetAttributeAsync("name");
        await TabTo(page, page.Locator($"input[name='{name}']"));
        for (var i = 0; i < 10 && !await choice.IsCheckedAsync(); i++)
        {
            await page.Keyboard.PressAsync(i is 0 ? "Space" : "ArrowDown");
        }

        Assert.That(await choice.IsCheckedAsync(), name);
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

    private static async Task Press(IPage page, string button)
    {
        var it = page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
        await it.FocusAsync();
        await Visitor.Follow(page, () => page.Keyboard.PressAsync("Enter"));
    }

    private static Task<string?> Focused(IPage page, string what) => page.EvaluateAsync<string?>($"document.activeElement.{what}");
}
