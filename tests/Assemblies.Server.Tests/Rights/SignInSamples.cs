using Assemblies.Server.Platform.Security;
using Assemblies.Server.SignIn;
using Assemblies.Server.SignIn.Dev;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class SignInSamples : ISamples
{
    private static readonly Asker Asker = new("a browser", null, null);

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(stage => Task.FromResult(new AskForLink($"{Guid.CreateVersion7():N}@example.org", Asker, null))),
            Sample.Of(new ShowLink("unknown")),
            Sample.Of(async stage => new UseLink(await Link(stage), "a browser", null, true)),
            Sample.Of(new ShowMe()),
            Sample.Of(new ChangePreferences("en", "Europe/Brussels", null)),
            Sample.Of(new ListSignIns()),
            Sample.Of(async stage => new EndSignIn(await SomebodysBrowser(stage))),
            Sample.Of(async stage => new EndAllSignIns(
                await stage.Find(db => db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync())
            )),
            Sample.Of(new ListTokens()),
            Sample.Of(new MakeToken("a program", true, 30)),
            Sample.Of(async stage => new RevokeToken(await SomebodysToken(stage))),
            Sample.Of(new ForgetWhatIsOver()),
            Sample.Of(new MakeLink(DemoNetwork.GreeceHead)),
            Sample.Of(new MakeDevToken(DemoNetwork.GreeceHead)),
            Sample.Of(new SignInAs(DemoNetwork.GreeceHead, "a browser")),
            Sample.Of(new ListPeopleToBe()),
        ]);

    private static async Task<string> Link(Stage stage) =>
        (await stage.Does(new MakeLink(DemoNetwork.GreeceHead), Role.Service)).Split('/')[^1];

    private static Task<Domain.Id<SignedInBrowser>> SomebodysBrowser(Stage stage) =>
        stage.Find(async db =>
        {
            var person = await db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync();
            var browser = new SignedInBrowser(person, Secrets.New(), "a browser", Instant.FromUtc(2026, 11, 25, 0, 0));
            db.Add(browser);
            await db.SaveChangesAsync();
            return browser.Id;
        });

    private static Task<Domain.Id<AccessToken>> SomebodysToken(Stage stage) =>
        stage.Find(async db =>
        {
            var person = await db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync();
            var now = Instant.FromUtc(2026, 11, 25, 0, 0);
            var token = new AccessToken(person, Secrets.New(), "a program", true, now, now + Duration.FromDays(300));
            db.Add(token);
            await db.SaveChangesAsync();
            return token.Id;
        });
}
