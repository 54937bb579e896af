using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Microsoft.Playwright;
using NodaTime;

namespace Assemblies.Browser.Tests;

/// <summary>How people come to the certificate of their attendance.</summary>
public sealed class CertificateTests
{
    [Test]
    public async Task Whoever_was_there_finds_their_certificate_once_the_assembly_is_over_and_whoever_was_not_finds_none()
    {
        await using var day = await DayOne.Start();
        day.Begins();
        await day.CheckIn(DayOne.Head("PL")).Succeeds();
        day.Service.Clock.AdvanceMinutes(90);
        await day.CheckOut(DayOne.Head("PL")).Succeeds();
        await using var was = await Visitor.Open(day.Service, DayOne.Head("PL"), script: false);
        await using var wasNot = await Visitor.Open(day.Service, DayOne.Head("GR"), script: false);
        await was.Page.GotoAsync($"/assemblies/{DayOne.Code}/registration");
        Assert.That(await Link(was.Page).CountAsync(), Is.Zero, "hours may still be added");

        day.Service.Clock.Reset(Instant.FromUtc(2027, 4, 24, 10, 0));
        await was.Page.GotoAsync("/");
        Assert.That(await was.Page.Locator("main").InnerTextAsync(), Does.Contain("Your certificate of attendance"));
        await was.Page.GotoAsync($"/assemblies/{DayOne.Code}");
        await Link(was.Page).ClickAsync();
        await wasNot.Page.GotoAsync($"/assemblies/{DayOne.Code}");

        Assert.That(await was.Page.Locator("h1").InnerTextAsync(), Is.EqualTo("Certificate of attendance"));
        Assert.That(await was.Page.Locator("main").InnerTextAsync(), Does.Contain("Łucja Wiśniewska").And.Contain("1 h 30 min"));
        Assert.That(await Link(wasNot.Page).CountAsync(), Is.Zero);
        Assert.That(
            await wasNot.Page.GetByRole(AriaRole.Link, new() { Name = "Proxies" }).CountAsync(),
            Is.EqualTo(1),
            "the tabs are there"
        );
    }

    private static ILocator Link(IPage page) => page.GetByRole(AriaRole.Link, new() { Name = "Your certificate", Exact = true });
}
