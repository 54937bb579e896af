using System.Net.Http.Json;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using Assemblies.Server.Platform.Http;

namespace Assemblies.Server.Tests.Hosting;

/// <summary>GA-2027-1: SI and BG propose, the secretariat chooses SI.</summary>
public sealed class SpringCallTests
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
    public async Task From_the_call_to_a_host_that_accepts()
    {
        Assert.That(await stage.Mails("hosting.opened"), Has.Count.EqualTo(48), "head and deputy of each of 24 members");
        var (slovenia, bulgaria) = (await stage.SubmitSlovenia(), await stage.SubmitBulgaria());
        Assert.That(
            await stage.Mails("hosting.submitted"),
            Is.EqualTo(
                new[]
                {
                    "deputy@bg.stem.example.org",
                    "deputy@nl.stem.example.org",
                    "deputy@nl.stem.example.org",
                    "deputy@si.stem.example.org",
                    "head@bg.stem.example.org",
                    "head@nl.stem.example.org",
                    "head@nl.stem.example.org",
                    "head@si.stem.example.org",
                }
            ),
            "a receipt for the member, a notice for the secretariat"
        );

        stage.On(2026, 11, 2);
        Assert.That((await stage.Call("GA-2027-1")).State, Is.EqualTo(CallState.Closed));
        var comparison = await stage.Secretariat.GetAsync("/api/v1/host-calls/GA-2027-1/comparison").Value<ProposalComparison>();
        Assert.That(
            comparison.Proposals.Select(p => (p.Number, p.By.Code, p.LastHosted)),
            Is.EqualTo([(1, "SI", "Never"), (2, "BG", "Never")])
        );

        await stage.Assign("GA-2027-1", slovenia).Is(200);
        Assert.That(await stage.Mails("hosting.asked"), Is.EqualTo(["deputy@si.stem.example.org", "head@si.stem.example.org"]));
        Assert.That((await stage.Call("GA-2027-1")).State, Is.EqualTo(CallState.Asked));

        var asked = await (await stage.Head("si")).GetAsync("/api/v1/host-calls/GA-2027-1/assignments/1").Value<AssignmentView>();
        Assert.That(
            (asked.City, asked.State, asked.AnswerBy),
            Is.EqualTo(("Ljubljana", AssignmentState.Pending, new NodaTime.LocalDate(2026, 11, 16)))
        );
        Assert.That(asked.Duties.Select(d => d.Title), Has.Member("Book the rooms").And.No.Member("Convene the assembly"));

        await (await stage.Head("si")).PostAsync("/api/v1/host-calls/GA-2027-1/assignments/1/accept", null).Succeeds();
        var call = await stage.Call("GA-2027-1");
        Assert.That((call.State, call.Host?.Code), Is.EqualTo((CallState.Decided, "SI")));
        Assert.That(
            await stage.Mails("hosting.decided"),
            Is.EqualTo(
                new[]
                {
                    "deputy@bg.stem.example.org",
                    "deputy@nl.stem.example.org",
                    "deputy@si.stem.example.org",
                    "head@bg.stem.example.org",
                    "head@nl.stem.example.org",
                    "head@si.stem.example.org",
                }
            ),
            "everybody who proposed, and the secretariat; nobody else"
        );
        Assert.That(
            await (await stage.Head("bg")).PostAsync($"/api/v1/proposals/{bulgaria}/withdraw", null).Refusal(),
            Is.EqualTo("409 hosting.call_decided")
        );
    }

    [Test]
    public async Task A_second_call_for_an_edition_and_one_for_an_assembly_that_exists_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await stage.Open("GA-2027-1", "2027-04-01", "2027-05-31", "2026-09-01", "2026-10-30").Refusal(),
                Is.EqualTo("409 hosting.call_exists")
            );
            Assert.That(
                await stage.Open("GA-2026-2", "2027-04-01", "2027-05-31", "2026-09-01", "2026-10-30").Refusal(),
                Is.EqualTo("409 hosting.edition_exists")
            );
            Assert.That(
                await stage.Open("autumn", "2027-04-01", "2027-03-31", "2026-09-01", "2026-08-30").Refusal(),
                Is.EqualTo("400 request.invalid")
            );
            Assert.That(
                await stage.Open("GA-2027-2\n", "2027-10-01", "2027-11-30", "2026-09-01", "2026-10-30").Refusal(),
                Is.EqualTo("400 request.invalid")
            );
        }
    }

    [Test]
    public async Task A_call_closed_early_takes_no_proposal_any_more_and_is_closed_once()
    {
        await stage.Draft("si", "GA-2027-1", HostingStage.Ljubljana);
        Assert.That(await Close(" "), Is.EqualTo("400 request.invalid"));
        Assert.That(await Close("Every region has proposed."), Is.Empty);
        Assert.That(await Close("Again."), Is.EqualTo("409 hosting.call_closed"));
        var late = await (await stage.Head("bg"))
            .PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/proposals", new { proposal = HostingStage.Plovdiv })
            .Refusal();
        Assert.That(late, Does.StartWith("409 hosting."));

        async Task<string> Close(string reason)
        {
            using var answer = await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/close", new { reason });
            return answer.IsSuccessStatusCode ? "" : await Task.FromResult(answer).Refusal();
        }
    }

    [Test]
    public async Task Only_the_secretariat_opens_changes_and_closes_a_call()
    {
        var head = await stage.Head("si");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await head.PostAsJsonAsync("/api/v1/host-calls", new { edition = "GA-2028-1" }).Refusal(),
                Is.EqualTo("403 access.secretariat_only")
            );
            Assert.That(
                await head.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/close", new { reason = "Enough." }).Refusal(),
                Is.EqualTo("403 access.secretariat_only")
            );
            Assert.That(
                await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2029-1/close", new { reason = "Enough." }).Refusal(),
                Is.EqualTo("404 hosting.unknown_call")
            );
        }
    }

    [Test]
    public async Task Partners_the_Commission_applicants_and_the_public_see_no_call()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var email in new[] { DemoNetwork.Partner, DemoNetwork.Commission, DemoNetwork.ApplicantHead })
            {
                var client = await stage.As(email);
                Assert.That(await client.GetAsync("/api/v1/host-calls").Refusal(), Is.EqualTo("403 access.forbidden"), email);
                Assert.That(await client.GetAsync("/api/v1/host-calls/GA-2027-1").Refusal(), Is.EqualTo("403 access.forbidden"), email);
            }

            Assert.That(await stage.Service.Anybody().GetAsync("/api/v1/host-calls").Refusal(), Is.EqualTo("401 access.sign_in"));
        }
    }

    [Test]
    public async Task Two_who_change_a_call_at_once_see_both_texts()
    {
        var call = await stage.Call("GA-2027-1");
        var change = new
        {
            periodFrom = "2027-04-01",
            periodUntil = "2027-05-31",
            opensOn = "2026-09-01",
            closesOn = "2026-11-15",
            criteria = "Costs.",
            decidedBy = "secretariat",
            expectedOnSite = 120,
        };
        await stage.Secretariat.Put("/api/v1/host-calls/GA-2027-1", change, call.Version).Succeeds();
        using var second = await stage.Secretariat.Put("/api/v1/host-calls/GA-2027-1", change, call.Version);
        var problem = await second.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Json.Options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)second.StatusCode, Is.EqualTo(412));
            Assert.That(problem.GetProperty("current").GetProperty("criteria").GetString(), Is.EqualTo("Costs."));
            Assert.That(
                await stage.Secretariat.PutAsJsonAsync("/api/v1/host-calls/GA-2027-1", change).Refusal(),
                Is.EqualTo("400 request.version_missing")
            );
        }
    }

    [Test]
    public async Task Who_was_told_of_the_call_is_told_when_it_ends_on_another_day()
    {
        var call = await stage.Call("GA-2027-1");
        var fields = CallFields.Of(call);
        await stage.Secretariat.Put("/api/v1/host-calls/GA-2027-1", fields with { Criteria = "Costs." }, call.Version).Succeeds();
        Assert.That(await stage.Mails("hosting.moved"), Is.Empty, "the days are the same");

        await stage
            .Secretariat.Put("/api/v1/host-calls/GA-2027-1", fields with { ClosesOn = new(2026, 11, 15) }, call.Version + 1)
            .Succeeds();
        Assert.That(await stage.Mails("hosting.moved"), Has.Count.EqualTo(48));

        await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/close", new { reason = "Enough." }).Succeeds();
        await stage
            .Secretariat.Put("/api/v1/host-calls/GA-2027-1", fields with { ClosesOn = new(2026, 11, 30) }, call.Version + 2)
            .Succeeds();
        Assert.That(await stage.Mails("hosting.moved"), Has.Count.EqualTo(3 * 48), "closed early, and open again");
        Assert.That(await stage.Mails("hosting.opened"), Has.Count.EqualTo(48), "opened once");
    }

    [Test]
    public async Task A_call_of_the_future_is_told_on_its_first_day_once()
    {
        stage.On(2026, 11, 25);
        await stage.Open("GA-2027-2", "2027-10-01", "2027-11-30", "2026-12-01", "2027-02-28", "members").Succeeds();
        Assert.That((await stage.Service.Send(new TellOfOpenCalls())).Value, Is.Zero);

        stage.On(2026, 12, 1, 0);
        Assert.That((await stage.Service.Send(new TellOfOpenCalls())).Value, Is.EqualTo(1));
        Assert.That((await stage.Service.Send(new TellOfOpenCalls())).Value, Is.Zero);
        Assert.That(await stage.Mails("hosting.opened"), Has.Count.EqualTo(2 * 48));
    }
}
