using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Hosting;

/// <summary>GA-2027-2: CZ, FI with EE and PT propose, the members choose.</summary>
public sealed class AutumnCallTests
{
    private HostingStage stage = null!;
    private IReadOnlyList<Id<HostProposal>> proposals = [];

    [SetUp]
    public async Task Start()
    {
        stage = await HostingStage.Start();
        await stage.OpenAutumn();
        proposals = await stage.SubmitAutumn();
        stage.On(2027, 3, 1);
    }

    [TearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task Days_on_which_others_meet_are_entered_seen_by_members_and_taken_away()
    {
        const string Address = "/api/v1/busy-dates";
        await stage
            .Secretariat.PostAsJsonAsync(
                Address,
                new
                {
                    title = "A fair",
                    from = "2027-10-14",
                    until = "2027-10-15",
                }
            )
            .Is(201);
        var finland = await stage.Head("fi");
        var fair = (await finland.GetAsync(Address).Value<Page<BusyDateLine>>()).Items.Single(one => one.Title == "A fair");
        Assert.That((fair.From, fair.Until), Is.EqualTo((new NodaTime.LocalDate(2027, 10, 14), new NodaTime.LocalDate(2027, 10, 15))));
        Assert.That(await finland.DeleteAsync($"{Address}/{fair.Id}").Refusal(), Is.EqualTo("403 access.secretariat_only"));
        await stage.Secretariat.DeleteAsync($"{Address}/{fair.Id}").Succeeds();
        Assert.That(
            (await finland.GetAsync(Address).Value<Page<BusyDateLine>>()).Items.Select(one => one.Title),
            Has.None.EqualTo("A fair")
        );
    }

    [Test]
    public async Task Every_member_s_country_has_a_region()
    {
        var regions = await (await stage.Head("fi")).GetAsync("/api/v1/regions").Value<Page<CountryLine>>();
        var countries = await stage.Service.Db(db =>
            db.Organisations.Where(o => o.Kind == Domain.Members.OrganisationKind.Member).Select(o => o.Country!).Distinct().ToListAsync()
        );
        Assert.That(countries.Except(regions.Items.Select(line => line.Country)), Is.Empty);
    }

    [Test]
    public async Task The_comparison_is_the_demo_network_s()
    {
        await stage
            .Secretariat.PostAsJsonAsync(
                "/api/v1/busy-dates",
                new
                {
                    organisation = "skills",
                    title = "Industry Skills Alliance annual meeting",
                    from = "2027-10-21",
                }
            )
            .Is(201);
        var comparison = await Compare();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Members, Is.EqualTo(24));
            Assert.That(
                comparison.Proposals.Select(p => (p.City, p.Kilometres.Sum, p.Kilometres.Mean)),
                Is.EqualTo([("Brno", 21_933, 914), ("Tampere", 37_515, 1_563), ("Porto", 47_840, 1_993)])
            );
            Assert.That(
                comparison.Proposals.Select(p => (p.Kilometres.Longest, p.Kilometres.LongestFrom)),
                Is.EqualTo([(2_157, "Porto"), (3_131, "Porto"), (3_131, "Tampere")])
            );
            Assert.That(comparison.Proposals.Select(p => p.Kilometres.Within800), Is.EqualTo([9, 6, 2]));
            Assert.That(
                comparison.Proposals.Select(p => p.LastHosted),
                Is.EqualTo(["Never", "GA-2018-2, nine years before", "GA-2023-2, four years before"])
            );
            Assert.That(comparison.Proposals.Select(p => p.CoHosts.Select(c => c.Code)), Is.EqualTo(new string[][] { [], ["EE"], [] }));
            Assert.That(
                comparison.Proposals.Select(p => p.Dates.Select(d => string.Join(';', d.Clashes))),
                Is.EqualTo(
                    new string[][]
                    {
                        ["", "Industry Skills Alliance annual meeting on 21 October 2027"],
                        [""],
                        ["Industry Skills Alliance annual meeting on 21 October 2027", ""],
                    }
                )
            );
            Assert.That(comparison.Proposals.Select(p => p.SeatsMissing), Is.EqualTo([0, 0, 0]));
            Assert.That(comparison.Hosted, Has.Count.EqualTo(8));
            Assert.That(comparison.Balance, Does.StartWith("Of the last eight assemblies three were in the "));
        }
    }

    [Test]
    public async Task The_columns_are_ordered_as_asked()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await Compare("cost")).Proposals.Select(p => p.City), Is.EqualTo(["Porto", "Brno", "Tampere"]));
            Assert.That((await Compare("lastHosted")).Proposals.Select(p => p.City), Is.EqualTo(["Brno", "Tampere", "Porto"]));
            Assert.That(
                await stage.Secretariat.GetAsync("/api/v1/host-calls/GA-2027-2/comparison?order=beauty").Refusal(),
                Is.EqualTo("400 request.malformed")
            );
            Assert.That((await Compare("submitted")).Proposals.Select(p => p.City), Is.EqualTo(["Brno", "Tampere", "Porto"]));
        }
    }

    [Test]
    public async Task A_country_moved_to_another_region_changes_the_balance()
    {
        await stage.Secretariat.PutAsJsonAsync("/api/v1/regions/PT", new { region = "West" }).Is(204);
        var comparison = await Compare();
        Assert.That(comparison.Proposals.Single(p => p.City == "Porto").Region, Is.EqualTo("West"));
        Assert.That(comparison.Hosted.Single(h => h.Host == "PT").Region, Is.EqualTo("West"));
    }

    [Test]
    public async Task Before_the_vote_members_see_their_own_and_after_it_all_that_are_submitted()
    {
        Assert.That(await Seen("cz"), Is.EqualTo(["Brno"]));
        Assert.That(await Seen("gr"), Is.Empty);
        Assert.That(
            await (await stage.Head("gr")).GetAsync("/api/v1/host-calls/GA-2027-2/comparison").Refusal(),
            Is.EqualTo("403 access.secretariat_only")
        );

        await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-2/put-to-vote", new { where = "GA-2027-1, item 16" }).Is(204);
        Assert.That(await Seen("cz"), Is.EqualTo(["Brno", "Tampere", "Porto"]));
        Assert.That(await Seen("gr"), Is.EqualTo(["Brno", "Tampere", "Porto"]));
        await (await stage.Head("gr")).GetAsync("/api/v1/host-calls/GA-2027-2/comparison").Is(200);
        await (await stage.Head("gr")).GetAsync($"/api/v1/proposals/{proposals[2]}").Is(200);
        Assert.That(
            await (await stage.Head("gr")).PostAsync($"/api/v1/proposals/{proposals[2]}/withdraw", null).Refusal(),
            Is.EqualTo("403 access.forbidden"),
            "seen, so it is said in words"
        );
        using (Assert.EnterMultipleScope())
        {
            foreach (var email in new[] { DemoNetwork.Partner, DemoNetwork.Commission, DemoNetwork.ApplicantHead })
            {
                var client = await stage.As(email);
                Assert.That(
                    await client.GetAsync($"/api/v1/proposals/{proposals[0]}").Refusal(),
                    Is.EqualTo("404 hosting.unknown_proposal")
                );
                Assert.That(
                    await client.GetAsync("/api/v1/host-calls/GA-2027-2/proposals").Refusal(),
                    Is.EqualTo("403 access.forbidden"),
                    email
                );
            }
        }

        Assert.That(
            await stage.Mails("hosting.vote"),
            Is.EqualTo([
                "deputy@cz.stem.example.org",
                "deputy@fi.stem.example.org",
                "deputy@pt.stem.example.org",
                "head@cz.stem.example.org",
                "head@fi.stem.example.org",
                "head@pt.stem.example.org",
            ])
        );
        Assert.That(
            await stage
                .Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-2/put-to-vote", new { where = "GA-2027-1, item 16" })
                .Refusal(),
            Is.EqualTo("409 hosting.already_put_to_vote")
        );
    }

    [Test]
    public async Task How_the_secretariat_was_told_stays_between_it_and_the_member()
    {
        var address = $"/api/v1/proposals/{proposals[0]}";
        stage.On(2027, 2, 1);
        var stands = await stage.Secretariat.GetAsync(address).Value<ProposalView>();
        var source = new Source(SourceKind.Phone, "Žofie Dvořáková, who is ill, this morning");
        await stage.Secretariat.Put(address, new { proposal = stands.Proposal, source }, stands.Version).Is(200);
        stage.On(2027, 3, 1);
        await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-2/put-to-vote", new { where = "GA-2027-1, item 16" }).Is(204);
        Assert.That((await Read("cz"), await Read("nl"), await Read("gr")), Is.EqualTo((source, source, (Source?)null)));

        async Task<Source?> Read(string member) => (await (await stage.Head(member)).GetAsync(address).Value<ProposalView>()).Source;
    }

    [Test]
    public async Task A_proposal_withdrawn_before_the_vote_is_not_shown_to_others()
    {
        await (await stage.Head("pt")).PostAsync($"/api/v1/proposals/{proposals[2]}/withdraw", null).Is(204);
        await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-2/put-to-vote", new { where = "GA-2027-1, item 16" }).Is(204);
        Assert.That(await Seen("gr"), Is.EqualTo(["Brno", "Tampere"]));
        Assert.That(await Seen("pt"), Is.EqualTo(["Brno", "Tampere", "Porto"]), "its own stays in sight");
        Assert.That(await stage.Mails("hosting.withdrawn"), Is.EqualTo(["deputy@nl.stem.example.org", "head@nl.stem.example.org"]));
    }

    [Test]
    public async Task Who_the_members_chose_is_asked_after_the_vote()
    {
        await stage.Secretariat.PostAsJsonAsync("/api/v1/host-calls/GA-2027-2/put-to-vote", new { where = "GA-2027-1, item 16" }).Is(204);
        stage.On(2027, 4, 26);
        await stage.Assign("GA-2027-2", proposals[1]).Is(200);
        await (await stage.Head("fi")).PostAsync("/api/v1/host-calls/GA-2027-2/assignments/1/accept", null).Is(204);
        var call = await stage.Call("GA-2027-2");
        Assert.That((call.State, call.Host?.Code), Is.EqualTo((CallState.Decided, "FI")));
    }

    private Task<ProposalComparison> Compare(string order = "distance") =>
        stage.Secretariat.GetAsync($"/api/v1/host-calls/GA-2027-2/comparison?order={order}").Value<ProposalComparison>();

    private async Task<IEnumerable<string?>> Seen(string member) =>
        (await (await stage.Head(member)).GetAsync("/api/v1/host-calls/GA-2027-2/proposals").Value<Page<ProposalLine>>()).Items.Select(p =>
            p.City
        );
}
