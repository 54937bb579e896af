using Assemblies.Server.Platform.Database;
using Npgsql;

namespace Assemblies.Server.Tests.Platform.Database;

public sealed class MigratorTests
{
    [Test]
    public async Task The_role_that_serves_may_bear_any_name()
    {
        const string Role = "Assemblies-app";
        await using var database = await TestCluster.Clone();
        await TestCluster.Execute($"create role \"{Role}\" login password 'app'");
        try
        {
            var app = new NpgsqlConnectionStringBuilder(database.Address.App) { Username = Role, Pooling = false }.ToString();
            await Migrator.Migrate(new(app, database.Address.Owner));

            await using var source = NpgsqlDataSource.Create(app);
            await using var read = source.CreateCommand("select count(*) from organisation");
            Assert.That(await read.ExecuteScalarAsync(), Is.EqualTo(0L));
        }
        finally
        {
            await database.DisposeAsync();
            await TestCluster.Execute($"drop role \"{Role}\"");
        }
    }
}
