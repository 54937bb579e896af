using Assemblies.Browser.Tests.Sample;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Assemblies.Browser.Tests;

/// <summary>What the components do for every page, on the page that the README shows.</summary>
public sealed class FormsTests
{
    private static readonly string Address = $"/sample/calls/{Guid.Parse("01a2142a-beba-70ec-a94e-291618257f8c")}/close";

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        service = await TestService.Start(also: builder =>
        {
            builder.Services.AddSingleton(new MorePages(typeof(CloseCall).Assembly));
            builder.Services.AddUseCases<CloseCall>();
        });

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public void The_README_shows_this_very_page()
    {
        var page = File.ReadAllText(Repository.PathOf("tests", "Assemblies.Browser.Tests", "Sample", "CloseCallPage.razor"));
        Assert.That(File.ReadAllText(Repository.PathOf("src", "Assemblies.Server", "Platform", "Look", "README.md")), Does.Contain(page));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_refused_form_says_so_in_the_title_has_the_focus_on_its_summary_and_keeps_what_was_typed(bool script)
    {
        await using var visitor = await Visitor.Open(service, script: script);
        var page = visitor.Page;
        await page.GotoAsync(Address);
        await page.GetByLabel("Last day").FillAsync("some day");
        await page.GetByLabel("Tell everyone").CheckAsync();

        var answer = await Close(page);

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(await page.TitleAsync(), Is.EqualTo("Error: Close the call – Assemblies"));
        Assert.That(await page.EvaluateAsync<string>("document.activeElement.getAttribute('role')"), Is.EqualTo("alert"));
        Assert.That(await page.GetByRole(AriaRole.Alert).InnerTextAsync(), Does.StartWith("Two answers need another look"));
        Assert.That(await page.GetByLabel("Last day").InputValueAsync(), Is.EqualTo("some day"));
        Assert.That(await page.GetByLabel("Tell everyone").IsCheckedAsync());
        Assert.That(await page.GetByLabel("Last day").GetAttributeAsync("aria-invalid"), Is.EqualTo("true"));
        Assert.That(await page.Locator("#close-on-wrong").InnerTextAsync(), Is.EqualTo("Enter a date, for example 6 October 2027"));

        await page.GetByRole(AriaRole.Link, new() { Name = "Enter a date" }).ClickAsync();

        Assert.That(page.Url, Does.EndWith("/close#close-on"));
        Assert.That(await page.EvaluateAsync<string>("document.querySelector(':target').id"), Is.EqualTo("close-on"));
        Assert.That(visitor.Complaints.Where(said => !said.Contains("400 (Bad Request)", StringComparison.Ordinal)), Is.Empty);
        if (script)
        {
            Assert.That(await visitor.Axe(), Is.Empty);
        }
    }

    [Test]
    public async Task What_a_validator_says_stands_in_the_summary_and_beside_the_field_in_the_order_of_the_page()
    {
        await using var visitor = await Visitor.Open(service);
        var page = visitor.Page;
        await page.GotoAsync(Address);
        await page.GetByLabel("Last day").FillAsync("");
        await Close(page);

        Assert.That(
            await page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).AllInnerTextsAsync(),
            Is.EqualTo(["Enter the last day", "Say why, in a sentence"])
        );
        Assert.That(await page.Locator(".error").AllInnerTextsAsync(), Is.EqualTo(["Enter the last day", "Say why, in a sentence"]));
    }

    [Test]
    public async Task A_form_sent_twice_is_done_once_and_leads_on()
    {
        await using var visitor = await Visitor.Open(service);
        var page = visitor.Page;
        await page.GotoAsync(Address);
        var key = await page.Locator("[name=_key]").InputValueAsync();
        using var client = service.Anybody();
        var typed = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_handler"] = "close",
            ["_key"] = key,
            ["on"] = "28 February 2027",
            ["reason"] = $"Twice {key}",
        };

        using var first = await client.PostAsync(Address, new FormUrlEncodedContent(typed));
        using var second = await client.PostAsync(Address, new FormUrlEncodedContent(typed));

        Assert.That((int)first.StatusCode, Is.EqualTo(303));
        Assert.That((int)second.StatusCode, Is.EqualTo(303));
        Assert.That(second.Headers.Location!.OriginalString, Is.EqualTo("/accessibility"));
        Assert.That(CloseCall.Arrived.Where(reason => reason == $"Twice {key}").Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_refused_query_is_a_page_with_its_own_words_and_status()
    {
        using var client = service.Anybody();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await client.GetAsync($"/sample/calls/{Guid.Empty}/close");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.That((int)answer.StatusCode, Is.EqualTo(404));
        Assert.That(page, Does.Contain("No call has that number.").And.Contain("<h1>Not found</h1>"));
    }

    [TestCase("/nothing-here", 404, "<h1>Not found</h1>")]
    public async Task An_unknown_address_has_a_page(string address, int status, string says)
    {
        using var client = service.Anybody();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await client.GetAsync(address);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(says));
    }

    /// <summary>Sends the form, and waits until the answer's page stands.</summary>
    private static async Task<IResponse> Close(IPage page)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Close the call" }).ClickAsync(),
            response => response.Request.Method is "POST"
        );
        await page.WaitForLoadStateAsync();
        return answer;
    }
}
