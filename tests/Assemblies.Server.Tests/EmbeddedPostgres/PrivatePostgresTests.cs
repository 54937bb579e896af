using System.Diagnostics;
using System.Globalization;
using Assemblies.EmbeddedPostgres;
using Npgsql;

namespace Assemblies.Server.Tests.EmbeddedPostgres;

public sealed class PrivatePostgresTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("assemblies-tests-");

    private string Data => Path.Combine(folder.FullName, $"pg{PostgresBinaries.Find().Major}");

    [TearDown]
    public void RemoveData()
    {
        foreach (var one in folder.EnumerateFileSystemInfos())
        {
            if (one is DirectoryInfo inner)
            {
                inner.Delete(recursive: true);
            }
            else
            {
                one.Delete();
            }
        }
    }

    [OneTimeTearDown]
    public void RemoveFolder() => folder.Delete();

    [Test]
    public async Task The_first_start_makes_the_data_and_a_later_one_finds_it()
    {
        await using (var first = await Start())
        {
            await Ask(first, "create table said (word text); insert into said values ('Καλημέρα')");
        }

        Assert.That(Directory.Exists(SocketFolder.Of(Data)), Is.False, "the socket's folder goes with the server");

        await using var later = await Start();
        Assert.That(await Ask(later, "select word from said"), Is.EqualTo("Καλημέρα"));
    }

    [Test]
    public async Task It_listens_on_no_port_and_nobody_else_can_enter_the_socket_s_folder()
    {
        await using var postgres = await Start();

        Assert.That(await Ask(postgres, "show listen_addresses"), Is.Empty);
        Assert.That(
            File.GetUnixFileMode(SocketFolder.Of(Data)),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
        );
    }

    [Test]
    public async Task A_second_process_joins_and_outlives_the_first()
    {
        var first = await Start();
        using var second = await Holder.Start(folder.FullName);
        var server = await Ask(first, "select pg_postmaster_start_time()::text");
        await first.DisposeAsync();

        Assert.That(second.ConnectionString, Is.EqualTo(first.ConnectionString));
        Assert.That(await Ask(second.ConnectionString, "select pg_postmaster_start_time()::text"), Is.EqualTo(server));

        await second.Kill();
        await Eventually.Holds(() => !SocketFolder.Answers(SocketFolder.Of(Data))); // the server ends with its last user
    }

    [Test]
    public async Task Kill_9_of_its_only_user_ends_the_server_and_the_next_start_works()
    {
        using (var only = await Holder.Start(folder.FullName))
        {
            await Ask(only.ConnectionString, "create table said (word text); insert into said values ('kept')");
            await only.Kill();
        }

        await Eventually.Holds(() => !File.Exists(Path.Combine(Data, "postmaster.pid"))); // in good order

        await using var next = await Start();
        Assert.That(await Ask(next, "select word from said"), Is.EqualTo("kept"));
    }

    [Test]
    public async Task A_restart_breaks_connections_and_keeps_the_connection_string()
    {
        await using var postgres = await Start();
        var address = postgres.ConnectionString;
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync();

        await postgres.Restart();

        await using var command = new NpgsqlCommand("select 1", connection);
        await Assert.ThatAsync(() => command.ExecuteScalarAsync(), Throws.InstanceOf<NpgsqlException>());
        Assert.That(postgres.ConnectionString, Is.EqualTo(address));
        Assert.That(await Ask(postgres, "select 'back'"), Is.EqualTo("back"));
    }

    [Test]
    public async Task A_pid_file_that_a_crash_left_behind_does_not_stop_the_next_start()
    {
        await using (await Start()) { }
        await File.WriteAllLinesAsync(
            Path.Combine(Data, "postmaster.pid"),
            [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), Data, "1", "5432", SocketFolder.Of(Data), "", "    1         1"]
        );

        await using var next = await Start();
        Assert.That(await Ask(next, "select 'up'"), Is.EqualTo("up"));
    }

    [Test]
    public async Task Somebody_else_s_folder_in_tmp_is_refused_with_its_name()
    {
        // A link stands for it: an ordinary user cannot make a folder of somebody else's.
        var socket = SocketFolder.Of(Data);
        Directory.CreateSymbolicLink(socket, folder.FullName);
        try
        {
            var refusal = await Assert.ThrowsAsync<PostgresUnavailableException>(Start);
            Assert.That(refusal?.Message, Does.StartWith(socket).And.Contains("Remove it"));
        }
        finally
        {
            File.Delete(socket);
        }

        Assert.That(
            () => SocketFolder.Claim(Environment.IsPrivilegedProcess ? Foreign() : "/usr"),
            Throws.InstanceOf<PostgresUnavailableException>()
        );
        await using var postgres = await Start();
        Assert.That(await Ask(postgres, "select 'up'"), Is.EqualTo("up"));
    }

    [Test]
    public async Task Root_has_a_second_way_down_where_namespaces_are_forbidden()
    {
        // As an ordinary user there is nothing to come down from, and the plain way is asserted instead.
        var binaries = PostgresBinaries.Find();
        var way = Environment.IsPrivilegedProcess ? PostgresBinaries.AsNobody : [];
        await using var postgres = await PrivatePostgres.Start(binaries with { Prefix = way }, folder.FullName, durable: false, default);

        Assert.That(await Ask(postgres, "select 'up'"), Is.EqualTo("up"));
        await postgres.Restart();
        Assert.That(await Ask(postgres, "select 'up'"), Is.EqualTo("up"));
    }

    [Test]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        var refusal = await Assert.ThrowsAsync<PostgresUnavailableException>(() => PrivatePostgres.Start(file));
        Assert.That(refusal?.Message, Does.Contain(file).And.Contains("ASSEMBLIES_DATA_DIR"));
    }

    private Task<PrivatePostgres> Start() => PrivatePostgres.Start(folder.FullName, durable: false);

    private string Foreign()
    {
        var foreign = folder.CreateSubdirectory("foreign").FullName;
        using var chown = Process.Start("chown", ["65534", foreign]);
        chown.WaitForExit();
        return foreign;
    }

    private static Task<object?> Ask(PrivatePostgres postgres, string sql) => Ask(postgres.ConnectionString, sql);

    private static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
