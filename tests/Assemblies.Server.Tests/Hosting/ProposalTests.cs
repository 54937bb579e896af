using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Hosting;

public sealed class ProposalTests
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
    public async Task A_draft_may_be_empty_but_is_submitted_only_when_nothing_is_missing()
    {
        var head = await stage.Head("si");
        var id = await stage.Draft("si", "GA-2027-1", new { city = "Ljubljana" });
        using var refused = await head.PostAsJsonAsync($"/api/v1/proposals/{id}/submit", new { signatory = "Špela Žagar" });
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Json.Options);
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("hosting.proposal_incomplete"));
        Assert.That(
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name),
            Is.EquivalentTo([
                "latitude",
                "longitude",
                "venue",
                "mainRoomSeats",
                "sideRooms",
                "stepFreeAccess",
                "hearingSupport",
                "costToNetworkEur",
                "hotelPerNightEur",
                "dateOptions",
            ]),
            "country and zone are the member's own"
        );

        await head.Put($"/api/v1/proposals/{id}", new { proposal = HostingStage.Ljubljana }, 1).Succeeds();
        Assert.That(await Submit(head, id), Is.EqualTo(1));
        Assert.That(await Submit(head, id), Is.EqualTo(1), "a repeat returns the number");
    }

    [Test]
    [Category("Time")]
    public async Task After_the_last_second_of_the_last_day_nothing_is_changed()
    {
        var head = await stage.Head("si");
        var id = await stage.SubmitSlovenia();
        stage.On(2026, 10, 30, 23, 59, 59);
        await head.Put($"/api/v1/proposals/{id}", new { proposal = HostingStage.Ljubljana }, 2).Succeeds();

        stage.On(2026, 10, 31, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await head.Put($"/api/v1/proposals/{id}", new { proposal = HostingStage.Ljubljana }, 3).Refusal(),
                Is.EqualTo("409 hosting.call_closed")
            );
            Assert.That(
                await (await stage.Head("bg"))
                    .PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/proposals", new { proposal = HostingStage.Plovdiv })
                    .Refusal(),
                Is.EqualTo("409 hosting.call_closed")
            );
        }
    }

    [Test]
    public async Task Two_who_edit_at_once_see_both_texts()
    {
        var (head, deputy) = (await stage.Head("si"), await stage.As(DemoNetwork.SloveniaDeputy));
        var id = await stage.Draft("si", "GA-2027-1", new { city = "Ljubljana" });
        await head.Put($"/api/v1/proposals/{id}", new { proposal = new { city = "Maribor" } }, 1).Succeeds();
        using var second = await deputy.Put($"/api/v1/proposals/{id}", new { proposal = new { city = "Koper" } }, 1);
        var problem = await second.Content.ReadFromJsonAsync<JsonElement>(Json.Options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)second.StatusCode, Is.EqualTo(412));
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("hosting.proposal_changed"));
            Assert.That(problem.GetProperty("current").GetProperty("proposal").GetProperty("city").GetString(), Is.EqualTo("Maribor"));
        }
    }

    [Test]
    public async Task Of_two_drafts_of_a_member_at_once_one_stays()
    {
        var (head, deputy) = (await stage.Head("si"), await stage.As(DemoNetwork.SloveniaDeputy));
        var outcomes = await Task.WhenAll(
            new[] { head, deputy }.Select(client =>
                client.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/proposals", new { proposal = new { city = "Ljubljana" } }).Outcome()
            )
        );
        Assert.That(outcomes.Order(StringComparer.Ordinal), Is.EqualTo(["201", "409 hosting.proposal_exists"]));
    }

    [Test]
    public async Task Numbers_of_two_submitted_at_once_differ_and_a_withdrawn_one_is_not_used_again()
    {
        var (slovenia, bulgaria) = (
            await stage.Draft("si", "GA-2027-1", HostingStage.Ljubljana),
            await stage.Draft("bg", "GA-2027-1", HostingStage.Plovdiv)
        );
        var numbers = await Task.WhenAll(Submit(await stage.Head("si"), slovenia), Submit(await stage.Head("bg"), bulgaria));
        Assert.That(numbers, Is.EquivalentTo([1, 2]));

        await (await stage.Head("si")).PostAsync($"/api/v1/proposals/{slovenia}/withdraw", null).Succeeds();
        var again = await stage.Draft("si", "GA-2027-1", HostingStage.Ljubljana);
        Assert.That(await Submit(await stage.Head("si"), again), Is.EqualTo(3));
    }

    [Test]
    public async Task What_a_member_said_by_phone_is_entered_with_its_source_and_the_member_is_told()
    {
        var body = new
        {
            proposal = HostingStage.Plovdiv,
            member = "BG",
            source = new { kind = "phone", note = "Mariya Georgieva, 15 September, 10:30" },
        };
        Assert.That(
            await stage
                .Secretariat.PostAsJsonAsync(
                    "/api/v1/host-calls/GA-2027-1/proposals",
                    new { proposal = HostingStage.Plovdiv, member = "BG" }
                )
                .Refusal(),
            Is.EqualTo("400 hosting.source_missing")
        );
        var id = await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/proposals", body).Value<Id<HostProposal>>();
        await stage
            .Secretariat.PostAsJsonAsync($"/api/v1/proposals/{id}/submit", new { signatory = "Mariya Georgieva", body.source })
            .Succeeds();

        string[] told =
        [
            "deputy@bg.stem.example.org",
            "deputy@bg.stem.example.org",
            "head@bg.stem.example.org",
            "head@bg.stem.example.org",
        ];
        Assert.That(await stage.Mails("hosting.entered"), Is.EqualTo(told), "of the draft and of the submission");
        Assert.That(
            await stage.Mails("hosting.submitted"),
            Is.EqualTo(["deputy@nl.stem.example.org", "head@nl.stem.example.org"]),
            "no receipt for what the member did not do"
        );
        var view = await (await stage.Head("bg")).GetAsync($"/api/v1/proposals/{id}").Value<ProposalView>();
        Assert.That(
            (view.By.Code, view.Proposal.City, view.Source?.Kind, view.State),
            Is.EqualTo(("BG", "Пловдив", (SourceKind?)SourceKind.Phone, ProposalState.Submitted))
        );
        var audit = await stage.Service.Db(db =>
            db.AuditRows.Where(a => a.SourceKind != null).OrderBy(a => a.Number).Select(a => a.What).ToListAsync()
        );
        Assert.That(audit, Is.EqualTo(["DraftProposal", "SubmitProposal"]));
    }

    [Test]
    public async Task Who_may_read_a_proposal_before_the_vote_is_exactly_its_member_and_the_secretariat()
    {
        var id = await stage.SubmitSlovenia();
        var may = new List<string>();
        foreach (
            var email in new[]
            {
                DemoNetwork.Secretariat,
                DemoNetwork.SecretariatDeputy,
                DemoNetwork.SloveniaHead,
                DemoNetwork.SloveniaDeputy,
                DemoNetwork.BulgariaHead,
                DemoNetwork.GreeceHead,
                DemoNetwork.ApplicantHead,
                DemoNetwork.Partner,
                DemoNetwork.Commission,
            }
        )
        {
            using var answer = await (await stage.As(email)).GetAsync($"/api/v1/proposals/{id}");
            if (answer.IsSuccessStatusCode)
            {
                may.Add(email);
            }
            else
            {
                Assert.That((int)answer.StatusCode, Is.EqualTo(404), email);
            }
        }

        Assert.That(
            may,
            Is.EquivalentTo([DemoNetwork.Secretariat, DemoNetwork.SecretariatDeputy, DemoNetwork.SloveniaHead, DemoNetwork.SloveniaDeputy])
        );
    }

    [Test]
    public async Task A_foreign_and_an_unknown_proposal_answer_the_same()
    {
        var (id, bulgaria) = (await stage.SubmitSlovenia(), await stage.Head("bg"));
        var unknown = Id<HostProposal>.New();
        using (Assert.EnterMultipleScope())
        {
            foreach (var one in new[] { id, unknown })
            {
                Assert.That(await bulgaria.GetAsync($"/api/v1/proposals/{one}").Refusal(), Is.EqualTo("404 hosting.unknown_proposal"));
                Assert.That(
                    await bulgaria.Put($"/api/v1/proposals/{one}", new { proposal = HostingStage.Plovdiv }, 1).Refusal(),
                    Is.EqualTo("404 hosting.unknown_proposal")
                );
                Assert.That(
                    await bulgaria.PostAsJsonAsync($"/api/v1/proposals/{one}/submit", new { signatory = "x" }).Refusal(),
                    Is.EqualTo("404 hosting.unknown_proposal")
                );
                Assert.That(
                    await bulgaria.PostAsync($"/api/v1/proposals/{one}/withdraw", null).Refusal(),
                    Is.EqualTo("404 hosting.unknown_proposal")
                );
            }
        }
    }

    [Test]
    public async Task Co_hosts_are_members_and_the_proposer_is_none_of_them()
    {
        var head = await stage.Head("si");
        using (Assert.EnterMultipleScope())
        {
            foreach (var code in new[] { "SI", "RO", "eurotech", "XX" })
            {
                Assert.That(
                    await head.PostAsJsonAsync(
                            "/api/v1/host-calls/GA-2027-1/proposals",
                            new { proposal = new { coHosts = new[] { code } } }
                        )
                        .Refusal(),
                    Is.EqualTo("400 hosting.not_a_member"),
                    code
                );
            }
        }
    }

    private static async Task<int> Submit(HttpClient client, Id<HostProposal> id) =>
        (await client.PostAsJsonAsync($"/api/v1/proposals/{id}/submit", new { signatory = "Špela Žagar" }).Value<JsonElement>())
            .GetProperty("number")
            .GetInt32();
}
