using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.SignIn;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.SignIn;

/// <summary>Mail is down: the secretariat hands a checked-in delegate a code.</summary>
public sealed class CodeTests
{
    private DayOne day = null!;
    private Id<Person> delegateOf;

    [OneTimeSetUp]
    public async Task Start()
    {
        day = await DayOne.Start();
        day.Begins();
        delegateOf = await day.Service.Db(db => db.People.Where(p => p.Email == DayOne.Head("AT")).Select(p => p.Id).SingleAsync());
        await day.CheckIn(DayOne.Head("AT")).Succeeds();
    }

    [OneTimeTearDown]
    public async Task End() => await day.DisposeAsync();

    [Test]
    public async Task A_code_signs_one_browser_in_once_and_is_in_the_audit()
    {
        var made = await Hand().Value<HandCode.Made>();
        using var browser = new Browser(day.Service);
        var wrong = await Type(browser, "ZZZZ-ZZZZ");
        var right = await Type(browser, made.Code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant());
        using var other = new Browser(day.Service);
        var again = await Type(other, made.Code);
        var (me, audit) = (
            await (await browser.Get("/me")).Content.ReadAsStringAsync(),
            await day.Service.Db(db => db.AuditRows.Where(a => a.What == "HandCode" || a.What == "UseCode").Select(a => a.On).ToListAsync())
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.Name, Is.EqualTo("Johanna Brückner"));
            Assert.That((wrong, right, again), Is.EqualTo((410, 303, 410)));
            Assert.That(me, Does.Contain(DayOne.Head("AT")));
            Assert.That(audit, Does.Contain(delegateOf.ToString()).And.Contain(DayOne.Head("AT")).And.Not.Contain(made.Code));
        }
    }

    [Test]
    public async Task A_newer_code_ends_the_one_before_and_an_old_one_is_over()
    {
        var (first, second) = (await Hand().Value<HandCode.Made>(), await Hand().Value<HandCode.Made>());
        using var browser = new Browser(day.Service);
        var ended = await Type(browser, first.Code);
        await day.Service.Db(db => db.SignInCodes.ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, c => c.MadeAt)));
        Assert.That((ended, await Type(browser, second.Code)), Is.EqualTo((410, 410)));
    }

    [Test]
    public async Task Only_the_secretariat_hands_one_and_only_to_somebody_who_is_checked_in()
    {
        var out1 = await day.Service.Db(db => db.People.Where(p => p.Email == DayOne.Head("FI")).Select(p => p.Id).SingleAsync());
        var host = await day.As(DemoNetwork.SloveniaHead);
        var secretariat = await day.As(DemoNetwork.Secretariat);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await host.PostAsync($"/api/v1/people/{delegateOf}/sign-in-code", null).Refusal(),
                Is.EqualTo("403 access.secretariat_only")
            );
            Assert.That(
                await secretariat.PostAsync($"/api/v1/people/{out1}/sign-in-code", null).Refusal(),
                Is.EqualTo("409 sign_in.not_checked_in")
            );
            Assert.That(
                await secretariat.PostAsync($"/api/v1/people/{Guid.CreateVersion7()}/sign-in-code", null).Refusal(),
                Is.EqualTo("404 access.not_found")
            );
        }
    }

    [Test]
    public async Task Nobody_tries_them_all()
    {
        await using var guessed = await DayOne.Start();
        using var browser = new Browser(guessed.Service);
        for (var tried = 0; tried < UseCode.MostWrong; tried++)
        {
            await guessed.Service.Send(new UseCode($"AAAA-{tried:0000}", "Firefox", "192.0.2.7"));
        }

        var refused = await guessed.Service.Send(new UseCode("AAAA-AAAA", "Firefox", "192.0.2.7"));
        var elsewhere = await guessed.Service.Send(new UseCode("AAAA-AAAA", "Firefox", "192.0.2.8"));
        Assert.That((refused.Error?.Code, elsewhere.Error), Is.EqualTo(("sign_in.too_many_codes", (Error?)null)));
    }

    private async Task<HttpResponseMessage> Hand() =>
        await (await day.As(DemoNetwork.Secretariat)).PostAsync($"/api/v1/people/{delegateOf}/sign-in-code", null);

    private static async Task<int> Type(Browser browser, string code)
    {
        using var answer = await browser.Post("/sign-in/code", ("_handler", "use-code"), ("code", code));
        return (int)answer.StatusCode;
    }
}
