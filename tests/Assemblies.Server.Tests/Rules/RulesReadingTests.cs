using Assemblies.Domain.Rules;
using Microsoft.EntityFrameworkCore;

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
}
