using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Assemblies.Domain.Members;
using Assemblies.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Hosting;

/// <summary>What the pages of hosting do that the API alone does not show.</summary>
public sealed partial class PageTests
{
    private HostingStage stage = null!;

    [SetUp]
    public async Task Start()
    {
        stage = await HostingStage.Start();
        await stage.OpenSpring();
    }

    [TearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task The_second_half_of_a_double_click_on_accept_goes_on_to_the_plan()
    {
        await Accepted();
        var asked = "/host-calls/GA-2027-1/assignments/1";
        using var second = await Post(await stage.Head("si"), asked, "accept", ("_key", "one-click"));
        using var late = await Post(await stage.Head("si"), asked, "accept", ("_key", "another"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Headers.Location?.ToString(), Is.EqualTo("/assemblies/GA-2027-1/plan"));
            Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(await Text(late), Does.Contain("This has been answered already"));
        }
    }

    [Test]
    public async Task A_task_removed_or_done_by_a_double_click_is_so_once()
    {
        var host = await Accepted();
        var plan = await Plan(host);
        var (quiet, badges) = (plan.Tasks.Single(t => t.Key == "quiet-room"), plan.Tasks.Single(t => t.Key == "badges"));
        foreach (
            var (page, form, typed) in new (string, string, (string, string)[])[]
            {
                ($"/assemblies/GA-2027-1/plan/{quiet.Id}/remove", "remove", [("_key", "removed")]),
                ("/assemblies/GA-2027-1/plan", $"done-{badges.Id}", [("_key", "done"), ("done", "yes")]),
            }
        )
        {
            using var first = await Post(host, page, form, typed);
            using var second = await Post(host, page, form, typed);
            Assert.That(((int)first.StatusCode, (int)second.StatusCode), Is.EqualTo((303, 303)), form);
        }

        var after = await Plan(host);
        Assert.That(after.Tasks.Select(t => t.Key), Has.No.Member("quiet-room"));
        Assert.That(after.Tasks.Single(t => t.Key == "badges").DoneAt, Is.Not.Null);
    }

    [Test]
    public async Task A_busy_date_removed_by_a_double_click_is_gone()
    {
        await stage.Secretariat.PostAsJsonAsync("/api/v1/busy-dates", new { title = "Fair", from = "2027-04-10" }).Succeeds();
        var id = await stage.Service.Db(db => db.BusyDates.Select(b => b.Id).SingleAsync());
        using var first = await Post(stage.Secretariat, "/busy-dates", $"remove-{id}");
        using var second = await Post(stage.Secretariat, "/busy-dates", $"remove-{id}");
        Assert.That(((int)first.StatusCode, (int)second.StatusCode), Is.EqualTo((303, 303)));
    }

    [TestCase("/host-calls/new")]
    [TestCase("/host-calls/GA-2027-1/change")]
    [TestCase("/host-calls/GA-2027-1/close")]
    public async Task What_belongs_to_the_secretariat_is_refused_to_a_member_in_words(string page)
    {
        using var answer = await Get(await stage.Head("si"), page);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await Text(answer), Does.Contain("This is not yours to do").And.Not.Contain("<form method=\"post\""));
        }
    }

    [Test]
    public async Task Two_who_change_a_call_at_once_see_every_difference_and_nobody_overwrites_unseen()
    {
        (string, string)[] Typed(string people, string criteria, string version) =>
            [
                ("version", version),
                ("periodFrom", "2027-04-01"),
                ("periodUntil", "2027-05-31"),
                ("opensOn", "2026-09-01"),
                ("closesOn", "2026-10-30"),
                ("criteria", criteria),
                ("decidedBy", "Secretariat"),
                ("expectedOnSite", people),
            ];
        const string page = "/host-calls/GA-2027-1/change";
        using var first = await Post(stage.Secretariat, page, "change", Typed("120", "Costs.", "1"));
        using var wrong = await Post(stage.Secretariat, page, "change", Typed("0", "Journeys.", "1"));
        using var stale = await Post(stage.Secretariat, page, "change", Typed("90", "Journeys.", "1"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { first, wrong, stale }.Select(answer => (int)answer.StatusCode), Is.EqualTo([303, 400, 412]));
            Assert.That(await Text(wrong), Does.Contain("name=\"version\" value=\"1\""), "the other's text has not been shown");
            Assert.That(
                await Text(stale),
                Does.Match("What the choice goes by .{0,40}now <strong>“Costs.”</strong>, yours <strong>“Journeys.”</strong>")
                    .And.Match("How many people are expected on site[?] .{0,40}now <strong>120</strong>, yours <strong>90</strong>")
                    .And.Contain("name=\"version\" value=\"2\"")
            );
        }
    }

    [Test]
    public async Task Dates_are_offered_without_gaps_and_none_is_dropped()
    {
        var head = await stage.Head("si");
        const string page = "/host-calls/GA-2027-1/propose";
        using var second = await Post(head, page, "propose", ("dateOptions[0].second", "2027-04-23"));
        using var gap = await Post(head, page, "propose", ("dateOptions[1]", "2027-04-21"), ("dateOptions[1].first", "2027-04-22"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)second.StatusCode, (int)gap.StatusCode), Is.EqualTo((400, 400)));
            Assert.That(await Text(second), Does.Contain("Name both"));
            Assert.That(await Text(gap), Does.Contain("Date 2 is filled in, so this one cannot stay empty"));
        }

        var dates = Enumerable.Range(1, 4).Select(n => new { openMeeting = $"2027-04-0{n}", days = new[] { $"2027-04-0{n}" } });
        Assert.That(
            await head.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/proposals", new { proposal = new { dateOptions = dates } }).Refusal(),
            Is.EqualTo("400 request.invalid"),
            "no more than the page shows"
        );
    }

    [Test]
    public async Task Who_heads_two_members_proposes_for_each()
    {
        await stage.Service.Db(async db =>
        {
            var head = await db.People.Where(p => p.Email == DemoNetwork.SloveniaHead).Select(p => p.Id).SingleAsync();
            var other = new Organisation(
                "SI-2",
                new(OrganisationKind.Member, "Druga", null, new("SI", "Maribor", null, 46.56, 15.65, "Europe/Ljubljana"), null, null, 1)
            );
            db.AddRange(other, new Mandate(head, other.Id, MandateRole.Head, new LocalDate(2020, 1, 1), null, null));
            return await db.SaveChangesAsync();
        });
        var client = await stage.Head("si");
        var home = await Text(await Get(client, "/"));
        var page = await Text(await Get(client, "/host-calls/GA-2027-1/propose?for=SI-2"));
        using var unnamed = await client.PostAsJsonAsync(
            "/api/v1/host-calls/GA-2027-1/proposals",
            new { proposal = new { city = "Maribor" } }
        );
        using var saved = await Post(client, "/host-calls/GA-2027-1/propose?for=SI-2", "propose", ("city", "Maribor"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(home, Does.Contain("propose?for=SI\"").And.Contain("propose?for=SI-2\"").And.Contain("GA-2027-1 with Druga"));
            Assert.That(page, Does.Not.Contain("How were you told?"));
            Assert.That((int)unnamed.StatusCode, Is.EqualTo(400), "it has to say for which");
            Assert.That((int)saved.StatusCode, Is.EqualTo(303));
            Assert.That(await stage.Mails("hosting.entered"), Is.Empty, "they act for themselves");
        }
    }

    [Test]
    public async Task A_task_is_added_by_whose_it_is_and_for_the_host_with_its_source()
    {
        var host = await Accepted();
        var chair = await stage.Head("fi");
        var id = await stage.Service.Db(db => db.People.Where(p => p.Email == DemoNetwork.FinlandHead).Select(p => p.Id).SingleAsync());
        await stage
            .Secretariat.PostAsJsonAsync("/api/v1/assemblies/GA-2027-1/officers", new { person = id.Value, office = "chair" })
            .Succeeds();
        const string page = "/assemblies/GA-2027-1/plan/new";
        using var ofChair = await Post(chair, page, "add", ("title", "Order of the amendments"), ("days", "-3"));
        using var ofHost = await Post(host, page, "add", ("title", "Ask the choir"), ("days", "-30"));
        using var unsaid = await Post(stage.Secretariat, page, "add", ("title", "Ask the band"), ("owner", "Host"), ("days", "-30"));
        using var told = await Post(
            stage.Secretariat,
            page,
            "add",
            ("title", "Ask the band"),
            ("owner", "Host"),
            ("days", "-30"),
            ("sourceKind", "Phone"),
            ("source", "Špela Žagar, this morning")
        );
        var answers = new[] { ofChair, ofHost, unsaid, told };
        Assert.That(answers.Select(answer => (int)answer.StatusCode), Is.EqualTo([303, 303, 403, 303]), await Text(told));
        Assert.That(
            (await Plan(host)).Tasks.Where(t => t.Key is null).Select(t => $"{t.Owner} {t.Title}"),
            Is.EquivalentTo(["Chair Order of the amendments", "Host Ask the choir", "Host Ask the band"])
        );
        Assert.That(await stage.Mails("hosting.task"), Is.EqualTo(["deputy@si.stem.example.org", "head@si.stem.example.org"]));
    }

    [Test]
    public async Task The_plan_of_what_was_cancelled_says_so_and_offers_nothing_to_do()
    {
        var host = await Accepted();
        var badges = (await Plan(host)).Tasks.Single(t => t.Key == "badges");
        Assert.That(await Text(await Get(host, "/assemblies/GA-2027-1/plan")), Does.Contain("Add a task").And.Contain($"done-{badges.Id}"));
        await stage.Secretariat.PostAsJsonAsync("/api/v1/assemblies/GA-2027-1/cancel", new { reason = "A strike." }).Succeeds();
        using var late = await Post(host, "/assemblies/GA-2027-1/plan", $"done-{badges.Id}", ("done", "yes"));
        using (Assert.EnterMultipleScope())
        {
            foreach (var reader in new[] { host, stage.Secretariat })
            {
                var page = await Text(await Get(reader, "/assemblies/GA-2027-1/plan"));
                Assert.That(page, Does.Contain("Cancelled, it does not take place:").And.Contain(badges.Title));
                Assert.That(
                    page,
                    Does.Not.Contain("Add a task").And.Not.Contain("_handler").And.Not.Contain("Enter what the host told you")
                );
            }

            Assert.That((int)late.StatusCode, Is.EqualTo(303), "a page from before is answered");
        }
    }

    [Test]
    public async Task The_first_page_reminds_of_a_plan_until_the_assembly_is_long_over()
    {
        var host = await Accepted();
        stage.On(2026, 11, 18);
        Assert.That(await Text(await Get(host, "/")), Does.Contain("for GA-2027-1"));
        stage.On(2027, 6, 30);
        Assert.That(await Text(await Get(host, "/")), Does.Not.Contain("for GA-2027-1"));
    }

    [Test]
    public async Task A_call_closed_early_says_since_when()
    {
        await stage
            .Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/close", new { reason = "Every region has proposed." })
            .Succeeds();
        Assert.That(
            await Text(await Get(stage.Secretariat, "/host-calls/GA-2027-1/proposals")),
            Does.Contain("The call closed on Tuesday 15 September 2026.")
        );
        Assert.That(await Text(await Get(stage.Secretariat, "/")), Does.Contain("The call closed on Tuesday 15 September 2026."));
    }

    [Test]
    public async Task Two_who_change_a_task_at_once_read_whose_is_whose_in_the_words_of_the_form()
    {
        var host = await Accepted();
        var task = (await Plan(host)).Tasks.Single(t => t.Key == "quiet-room");
        var page = $"/assemblies/GA-2027-1/plan/{task.Id}";
        (string, string)[] Typed(string title, string owner) =>
            [("version", $"{task.Version}"), ("title", title), ("owner", owner), ("dueOn", "2027-04-01"), ("days", "-20")];
        using var first = await Post(host, page, "change", Typed("Book <rooms> & more", "Host"));
        using var stale = await Post(host, page, "change", Typed("Another title", "Secretariat"));
        Assert.That(((int)first.StatusCode, (int)stale.StatusCode), Is.EqualTo((303, 412)));
        Assert.That(
            await Text(stale),
            Does.Match("What is to be done .{0,40}now <strong>“Book <rooms> & more”</strong>, yours <strong>“Another title”</strong>")
                .And.Match("Who has to do it[?] .{0,40}now <strong>The host</strong>, yours <strong>The secretariat</strong>")
                .And.Not.Contain("2027-04-01</strong>")
        );
    }

    [Test]
    public async Task A_task_is_removed_on_a_page_of_its_own_that_names_what_follows()
    {
        var host = await Accepted();
        var plan = await Plan(host);
        var task = $"/assemblies/GA-2027-1/plan/{plan.Tasks.Single(t => t.Key == "quiet-room").Id}";
        var statutory = $"/assemblies/GA-2027-1/plan/{plan.Tasks.First(t => t.IsStatutory).Id}/remove";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Text(await Get(host, task)), Does.Contain($"{task}/remove\"").And.Not.Contain("Remove the task"));
            Assert.That(
                await Text(await Get(host, $"{task}/remove")),
                Does.Contain("that is not taken back").And.Contain("Nobody is told.")
            );
            Assert.That(
                await Text(await Get(stage.Secretariat, $"{task}/remove")),
                Does.Match("Head and deputy of .+ are told by mail[.]").And.Contain("How were you told?")
            );
            Assert.That((int)(await Get(stage.Secretariat, statutory)).StatusCode, Is.EqualTo(409));
        }
    }

    [Test]
    public async Task A_refused_proposal_is_not_called_saved_and_all_that_is_wrong_with_it_is_said_at_once()
    {
        var head = await stage.Head("si");
        const string page = "/host-calls/GA-2027-1/propose";
        using var saved = await Post(head, page, "propose", ("version", "0"), ("city", "Ljubljana"));
        var after = saved.Headers.Location!.ToString();
        Assert.That(await Text(await Get(head, after)), Does.Contain("<strong>Saved.</strong>"));

        using var wrong = await Post(
            head,
            after,
            "propose",
            ("version", "1"),
            ("country", "Slovenia"),
            ("latitude", "north"),
            ("dateOptions[0]", "2027-04-21"),
            ("dateOptions[1]", "soon"),
            ("mainRoomSeats", "99999999999"),
            ("costToNetworkEur", "36,500"),
            ("hotelPerNightEur", "98.50")
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)wrong.StatusCode, Is.EqualTo(400));
            Assert.That(
                await Text(wrong),
                Does.Contain("Six answers need another look")
                    .And.Contain("Name the country by its two letters")
                    .And.Contain("Enter a number, for example 46.05")
                    .And.Contain("Name both")
                    .And.Contain("Enter a date")
                    .And.Contain("Enter a number from 0 to 100,000.")
                    .And.Contain("Enter a whole number, without decimals")
                    .And.Not.Contain("Saved.")
                    .And.Not.Contain("It is a draft")
            );
        }
    }

    [Test]
    public async Task A_new_proposal_sent_again_by_the_Back_button_is_saved_once_and_another_one_is_shown_beside_it()
    {
        var head = await stage.Head("si");
        const string page = "/host-calls/GA-2027-1/propose";
        using var first = await Post(head, page, "propose", ("_key", "mine"), ("version", "0"), ("city", "Ljubljana"));
        using var again = await Post(head, page, "propose", ("_key", "mine"), ("version", "0"), ("city", "Ljubljana"));
        using var other = await Post(head, page, "propose", ("_key", "other"), ("version", "0"), ("city", "Maribor"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { first, again, other }.Select(answer => (int)answer.StatusCode), Is.EqualTo([303, 303, 412]));
            Assert.That(again.Headers.Location, Is.EqualTo(first.Headers.Location));
            Assert.That(
                await Text(other),
                Does.Contain("Saved by somebody else meanwhile")
                    .And.Contain("value=\"Maribor\"")
                    .And.Contain("name=\"version\" value=\"1\"")
            );
            Assert.That(await stage.Service.Db(db => db.HostProposals.Select(p => p.City).ToListAsync()), Is.EqualTo(["Ljubljana"]));
        }
    }

    [Test]
    public async Task What_can_no_longer_be_done_with_a_proposal_is_not_offered_and_its_page_says_why()
    {
        var proposal = "/host-calls/GA-2027-1/proposals/1";
        var host = await stage.Head("si");
        async Task<(bool Change, bool Withdraw, int Page)> Offered()
        {
            var text = await Text(await Get(host, proposal));
            using var page = await Get(host, $"{proposal}/withdraw");
            Assert.That(await Text(page), page.IsSuccessStatusCode ? Does.Contain("Keep it") : Does.Not.Contain("<form method=\"post\""));
            return (
                text.Contains("Change it", StringComparison.Ordinal),
                text.Contains("Withdraw it", StringComparison.Ordinal),
                (int)page.StatusCode
            );
        }

        var slovenia = await stage.SubmitSlovenia();
        var open = await Offered();
        stage.On(2026, 11, 10);
        var closed = await Offered();
        await stage.Assign("GA-2027-1", slovenia).Is(200);
        var asked = await Offered();
        using var accepted = await Post(host, "/host-calls/GA-2027-1/assignments/1", "accept");
        var decided = await Offered();
        using var submit = await Get(host, "/host-calls/GA-2027-1/propose/submit");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                new[] { open, closed, asked, decided },
                Is.EqualTo([(true, true, 200), (false, true, 200), (false, false, 409), (false, false, 409)])
            );
            Assert.That((int)submit.StatusCode, Is.EqualTo(409));
        }
    }

    [TestCase("/host-calls/GA-2027-1/propose?for=FI")]
    [TestCase("/host-calls/GA-2027-1/propose?for=")]
    [TestCase("/host-calls/GA-2027-1/propose/submit?for=FI")]
    public async Task Who_does_not_act_for_a_member_is_refused_its_form(string page)
    {
        using var answer = await Get(await stage.Head("si"), page);
        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
        Assert.That(await Text(answer), Does.Not.Contain("<form method=\"post\""));
    }

    [Test]
    public async Task An_assignment_without_a_choice_and_a_reason_is_told_both()
    {
        await stage.SubmitSlovenia();
        stage.On(2026, 11, 10);
        using var answer = await Post(stage.Secretariat, "/host-calls/GA-2027-1/assign", "assign");
        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
        Assert.That(await Text(answer), Does.Contain("Choose a member and its dates.").And.Contain("Say why this one"));
    }

    private async Task<HttpClient> Accepted()
    {
        var slovenia = await stage.SubmitSlovenia();
        stage.On(2026, 11, 10);
        await stage.Assign("GA-2027-1", slovenia).Is(200);
        var host = await stage.Head("si");
        using var accepted = await Post(host, "/host-calls/GA-2027-1/assignments/1", "accept", ("_key", "one-click"));
        Assert.That((int)accepted.StatusCode, Is.EqualTo(303));
        return host;
    }

    private static Task<PlanView> Plan(HttpClient client) => client.GetAsync("/api/v1/assemblies/GA-2027-1/tasks").Value<PlanView>();

    private static async Task<HttpResponseMessage> Get(HttpClient client, string address) =>
        await Send(client, new(HttpMethod.Get, address));

    private static async Task<HttpResponseMessage> Post(
        HttpClient client,
        string address,
        string form,
        params (string Name, string Value)[] typed
    )
    {
        var fields = typed.Prepend(("_handler", form)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var content = new FormUrlEncodedContent(fields);
        return await Send(client, new(HttpMethod.Post, address) { Content = content });
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/html");
        return await client.SendAsync(request);
    }

    private static async Task<string> Text(HttpResponseMessage answer) =>
        Blanks().Replace(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), " ");

    [GeneratedRegex("\\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();
}
