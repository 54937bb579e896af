using System.Net;
using Assemblies.Server.Tests.SignIn;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>Convening by its page, as the secretariat does.</summary>
public sealed class ConvenePageTests
{
    private const string Page = $"/assemblies/{Code}/convene";

    private Spring2027 it = null!;
    private Browser secretariat = null!;

    [SetUp]
    public async Task Begin()
    {
        it = await Start("--Site:Url=http://127.0.0.1"); // a browser keeps the cookie of https for https
        secretariat = new(it.Service);
        using var signedIn = await secretariat.Post("/dev/sign-in-as", ("email", DemoNetwork.Secretariat));
    }

    [TearDown]
    public async Task End()
    {
        secretariat.Dispose();
        await it.DisposeAsync();
    }

    [Test]
    public async Task One_press_convenes_and_the_second_half_of_a_double_click_goes_on_with_the_first()
    {
        Assert.That(await secretariat.Read(Page), Does.Contain("Convene and send 159 mails"));
        (string, string)[] form = [("_handler", "convene"), ("_key", "one-and-the-same")];
        using var first = await secretariat.Post(Page, form);
        using var second = await secretariat.Post(Page, form);
        await it.AllSent();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther)));
            Assert.That(first.Headers.Location?.ToString(), Is.EqualTo($"/assemblies/{Code}/deliveries"));
            Assert.That(it.Sink.Taken, Has.Count.EqualTo(159));
        }

        using var another = await secretariat.Post(Page, ("_handler", "convene"), ("_key", "another"));
        Assert.That(
            (another.StatusCode, (await Text(another)).Contains("The assembly is convened")),
            Is.EqualTo((HttpStatusCode.Conflict, true))
        );
    }

    [Test]
    public async Task Against_the_rules_it_asks_for_the_reason_and_takes_it()
    {
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 10, 9, 0));
        Assert.That(await secretariat.Read(Page), Does.Contain("Convene against the rules"));
        using var without = await secretariat.Post(Page, ("_handler", "convene"));
        using var tooShort = await secretariat.Post(Page, ("_handler", "convene"), ("overrideReason", "Late."));
        using var with = await secretariat.Post(Page, ("_handler", "convene"), ("overrideReason", "The ministry named the hall only now."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)without.StatusCode, Is.InRange(400, 422));
            Assert.That(tooShort.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(await Text(tooShort), Does.Contain("Write the reason in a sentence").And.Contain("Late."));
            Assert.That(with.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        }
    }

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
}
