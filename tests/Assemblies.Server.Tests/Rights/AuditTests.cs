using Npgsql;

namespace Assemblies.Server.Tests.Rights;

public sealed class AuditTests
{
    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start() => service = await DemoNetwork.Start();

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [TestCase("update audit set who = 'nobody'")]
    [TestCase("delete from audit")]
    [TestCase("truncate audit")]
    [TestCase("insert into audit (at, who, what, on_what) values ('2000-01-01', 'x', 'y', 'z')")]
    [TestCase("insert into audit (number, who, what, on_what) overriding system value values (1, 'x', 'y', 'z')")]
    [TestCase("insert into audit (who, what, on_what) values ('x', 'y', 'z') on conflict (number) do update set who = 'other'")]
    [TestCase("alter table audit disable trigger all")]
    [TestCase("drop table audit")]
    public async Task T9_the_role_that_serves_can_neither_change_the_past_nor_forge_its_time(string sql)
    {
        await using var source = NpgsqlDataSource.Create(service.Database.Address.App);
        await using var command = source.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InsufficientPrivilege));
    }

    [Test]
    public async Task T9_it_can_add_a_row_whose_time_is_the_databases()
    {
        await using var source = NpgsqlDataSource.Create(service.Database.Address.App);
        await using var command = source.CreateCommand(
            "insert into audit (who, what, on_what) values ('x', 'y', 'z') returning at > now() - interval '1 minute' and at <= now()"
        );
        Assert.That(await command.ExecuteScalarAsync(), Is.True);
    }
}
