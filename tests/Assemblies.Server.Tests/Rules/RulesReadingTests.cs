using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rules;

[Category("Time")]
public sealed class RulesReadingTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await TestService.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_network_begins_with_the_defaults_as_version_1()
    {
        var versions = await service.Db(db => db.RulesVersions.AsNoTracking().ToListAsync());
        Assert.That(
            versions.Select(v => (v.Number, v.Parameters, v.PublishedBy)),
            Is.EqualTo(new[] { (1, RulesOfProcedure.Default, (object?)null) })
        );
    }

    [Test]
    public async Task Today_is_that_of_the_rules_in_force()
    {
        var evening = Instant.FromUtc(2027, 4, 20, 22, 30);
        var brussels = await service.Db(db => db.Today(evening, CancellationToken.None));
        var lisbon = await service.Db(async db =>
        {
            var first = await db.RulesVersions.AsNoTracking().SingleAsync(v => v.Number == 1);
            var elsewhere = RulesOfProcedure.Default with { TimeZone = "Europe/Lisbon" };
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.RulesVersions.Add(first.Follow(elsewhere, "x", evening, null).Value!);
            await db.SaveChangesAsync();
            return await db.Today(evening, CancellationToken.None);
        });
        Assert.That((brussels, lisbon), Is.EqualTo((new LocalDate(2027, 4, 21), new LocalDate(2027, 4, 20))));
    }
}
