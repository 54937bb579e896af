using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Members.Demo;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Members;

public sealed class DemoSeedTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task An_empty_database_gets_the_whole_network()
    {
        var kinds = await service.Db(db =>
            db.Organisations.GroupBy(o => o.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count)
        );
        var (people, mandates) = await service.Db(async db => (await db.People.CountAsync(), await db.Mandates.CountAsync()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                kinds,
                Is.EquivalentTo(
                    new Dictionary<OrganisationKind, int>
                    {
                        [OrganisationKind.Member] = DemoNetwork.Members,
                        [OrganisationKind.Applicant] = 2,
                        [OrganisationKind.AssociatedPartner] = 7,
                        [OrganisationKind.Commission] = 6,
                    }
                )
            );
            Assert.That((people, mandates), Is.EqualTo((DemoNetwork.People, DemoNetwork.People)));
        }
    }

    [Test]
    public async Task The_past_assemblies_are_closed_and_have_their_days()
    {
        var past = await service.Db(db => db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).OrderBy(a => a.Code).ToListAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                past.Select(a => a.Code),
                Is.EqualTo(["GA-2018-2", "GA-2023-2", "GA-2024-1", "GA-2024-2", "GA-2025-1", "GA-2025-2", "GA-2026-1", "GA-2026-2"])
            );
            Assert.That(past.Select(a => a.State), Has.All.EqualTo(AssemblyState.Closed));
            Assert.That(past.Select(a => a.Meetings.Count), Has.All.EqualTo(3));
            Assert.That(past[^1].Title, Is.EqualTo("General Assembly Autumn 2026"));
        }
    }

    [Test]
    public async Task The_staff_keep_the_secretariat_and_nobody_else()
    {
        var granted = await service.Db(db =>
            db.Grants.Join(db.People, g => g.Person, p => p.Id, (_, p) => p.Email).OrderBy(email => email).ToListAsync()
        );
        Assert.That(granted, Is.EqualTo([DemoNetwork.SecretariatDeputy, DemoNetwork.Secretariat]));
    }

    [Test]
    public async Task A_database_that_has_organisations_is_left_alone() =>
        Assert.That((await service.Send<Done>(new SeedDemo())).Error?.Code, Is.EqualTo("members.not_empty"));

    [Test]
    public async Task The_first_account_is_made_also_in_Production_and_only_once()
    {
        await using var database = await TestCluster.Clone();
        for (var start = 1; start <= 2; start++)
        {
            await using var production = await TestService.StartOn(
                database,
                "Production",
                null,
                "--Bootstrap:Secretariat=Office@Network.example.org"
            );
            var (people, grants) = await production.Db(async db =>
                (await db.People.Select(p => p.Email).ToListAsync(), await db.Grants.CountAsync())
            );
            Assert.That((string.Join(' ', people), grants), Is.EqualTo(("office@network.example.org", 1)), $"start {start}");
        }
    }
}
