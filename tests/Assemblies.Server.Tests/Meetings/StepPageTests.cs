using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Meetings;

/// <summary>The pages that take a step: whom it is told, and what they say when somebody else was first.</summary>
public sealed class StepPageTests
{
    private TestService service = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        await DemoAssembly.Host(service);
        secretariat = await service.As(DemoNetwork.Secretariat);
        secretariat.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [TestCase("announce", "The dates are announced already", 409)]
    [TestCase("cancel", "The assembly is cancelled", 409)]
    [TestCase("postpone", "Enter the new day", 400)]
    public async Task A_form_that_is_sent_after_somebody_took_the_step_says_so(string step, string says, int status)
    {
        (string, string)[] form = [("_handler", step), ("reason", "A flood.")];
        using var first = await Post($"/assemblies/GA-2027-1/{step}", form);
        Assert.That((int)first.StatusCode, Is.EqualTo(303));
        using var second = await Post($"/assemblies/GA-2027-1/{step}", form);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)second.StatusCode, Is.EqualTo(status));
            Assert.That(await Text(second), Does.Contain(says));
        }
    }

    [Test]
    public async Task What_cannot_be_undone_counts_whom_it_is_told()
    {
        async Task<string> Page(string page)
        {
            using var answer = await secretariat.GetAsync($"/assemblies/GA-2027-1/{page}");
            return await Text(answer);
        }

        var open = await service.Db(db => db.Meetings.Where(m => m.Key == "open" && m.Date.Year == 2027).Select(m => m.Id).SingleAsync());
        Assert.That(await Page($"meetings/{open}/cancel"), Does.Contain("Nobody was invited to it yet, so nobody is told."));
        using var announced = await Post("/assemblies/GA-2027-1/announce", ("_handler", "announce"));
        using (Assert.EnterMultipleScope())
        {
            foreach (var page in new[] { "cancel", "postpone" })
            {
                Assert.That(await Page(page), Does.Contain("63 people were told of it and are told now, nobody else."), page);
            }
        }
    }

    [Test]
    public async Task What_is_over_offers_no_step_and_its_pages_say_why()
    {
        service.Clock.Reset(Instant.FromUtc(2027, 4, 23, 10, 45));
        using (Assert.EnterMultipleScope())
        {
            foreach (var step in new[] { "announce", "cancel", "postpone" })
            {
                using var page = await secretariat.GetAsync($"/assemblies/GA-2027-1/{step}");
                var text = await Text(page);
                Assert.That(text, Does.Contain("Its last meeting is over").And.Not.Contain("name=\"_handler\""), step);
            }

            using var edit = await secretariat.GetAsync("/assemblies/GA-2027-1/edit");
            Assert.That(await Text(edit), Does.Not.Contain("/assemblies/GA-2027-1/cancel").And.Contain("/assemblies/GA-2027-1/copy"));
        }
    }

    [Test]
    public async Task Who_cancels_a_meeting_that_was_changed_or_cancelled_meanwhile_sees_it_first()
    {
        var open = await service.Db(db => db.Meetings.Where(m => m.Key == "open" && m.Date.Year == 2027).Select(m => m.Id).SingleAsync());
        var address = $"/assemblies/GA-2027-1/meetings/{open}/cancel";
        using var shown = await secretariat.GetAsync(address);
        Assert.That(await Text(shown), Does.Contain("name=\"version\" value=\"4\""));
        using var place = await Post(
            "/assemblies/GA-2027-1/edit",
            ("_handler", "place"),
            ("version", "4"),
            ("title", "Another title"),
            ("place.city", "Ljubljana"),
            ("place.latitude", "46.06"),
            ("place.longitude", "14.51"),
            ("place.timeZone", "Europe/Ljubljana")
        );
        async Task<int> Cancel(int version)
        {
            using var answer = await Post(
                address,
                ("_handler", "cancel"),
                ("version", FormattableString.Invariant($"{version}")),
                ("reason", "No hall.")
            );
            return (int)answer.StatusCode;
        }

        Assert.That((await Cancel(4), await Cancel(5), await Cancel(6)), Is.EqualTo((412, 303, 409)));
    }

    [TestCase("28 April 2027", "28 to 30 April 2027")]
    [TestCase("", "Postponed, no date stands:</strong> A strike.")]
    public async Task Who_postpones_what_was_postponed_meanwhile_sees_it_first(string theirs, string says)
    {
        const string page = "/assemblies/GA-2027-1/postpone";
        async Task<(int Status, string Page)> Sent(string version, string day, string reason)
        {
            using var answer = await Post(page, ("_handler", "postpone"), ("version", version), ("firstDay", day), ("reason", reason));
            return ((int)answer.StatusCode, await Text(answer));
        }

        using var shown = await secretariat.GetAsync(page);
        Assert.That(await Text(shown), Does.Contain("name=\"version\" value=\"4\""));
        var (first, second) = (await Sent("4", theirs, "A strike."), await Sent("4", "12 May 2027", "A flood."));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first.Status, second.Status), Is.EqualTo((303, 412)));
            Assert.That(second.Page, Does.Contain("Somebody else changed the assembly while you wrote").And.Contain(says));
            Assert.That(second.Page, Does.Contain("A strike.").And.Contain("value=\"12 May 2027\"").And.Contain("A flood.</textarea>"));
            Assert.That((await Sent("4", "", "A flood.")).Status, Is.EqualTo(412), "also without a day");
            Assert.That((await Sent("5", "12 May 2027", "A flood.")).Status, Is.EqualTo(303), "once it was seen");
        }
    }

    [Test]
    public async Task Dates_that_were_changed_are_to_be_announced_anew()
    {
        const string task = "Announce the dates of GA-2027-1";
        async Task<string> Home()
        {
            using var answer = await secretariat.GetAsync("/");
            return await Text(answer);
        }

        service.Clock.Reset(Instant.FromUtc(2027, 1, 10, 11, 0));
        Assert.That(await Home(), Does.Contain(task));
        using var announced = await Post("/assemblies/GA-2027-1/announce", ("_handler", "announce"));
        Assert.That(await Home(), Does.Not.Contain(task));
        using var moved = await Post(
            "/assemblies/GA-2027-1/postpone",
            ("_handler", "postpone"),
            ("firstDay", "28 April 2027"),
            ("reason", "A flood.")
        );
        Assert.That(await Home(), Does.Contain(task));
        using var edit = await secretariat.GetAsync("/assemblies/GA-2027-1/edit");
        Assert.That(await Text(edit), Does.Contain("Moved to other dates:"));
    }

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private async Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await secretariat.PostAsync(address, content);
    }
}
