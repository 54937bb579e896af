using Assemblies.Server.Platform.Security;
using Assemblies.Server.SignIn;

namespace Assemblies.Server.Tests.Platform.Security;

public sealed class SessionCookieTests
{
    [TestCase("https://assemblies.example.org", SessionCookie.Name, SessionCookie.PlainName)]
    [TestCase("http://127.0.0.1", SessionCookie.PlainName, SessionCookie.Name)]
    public async Task Only_the_cookie_of_the_scheme_that_people_come_by_signs_in(string site, string good, string other)
    {
        await using var service = await DemoNetwork.Start("Production", settings: [$"--Site:Url={site}"]);
        using var client = service.Anybody();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var link = new Uri((await service.Send(new MakeLink(DemoNetwork.GreeceHead))).Value!).AbsolutePath;
        using var form = new FormUrlEncodedContent([new("_handler", "use-link"), new("sure", "true")]);
        using var signedIn = await client.PostAsync(link, form);
        var secret = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=')[1];

        Assert.That((await Me(good), await Me(other)), Is.EqualTo((200, 401)));

        async Task<int> Me(string cookie)
        {
            using var another = service.Anybody();
            another.DefaultRequestHeaders.Add("Cookie", $"{cookie}={secret}");
            using var answer = await another.GetAsync("/api/v1/people/me");
            return (int)answer.StatusCode;
        }
    }
}
