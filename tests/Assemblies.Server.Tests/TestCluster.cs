using System.Globalization;
using System.Net.Sockets;
using Assemblies.EmbeddedPostgres;
using Assemblies.Server.Platform.Database;
using Npgsql;
using Testcontainers.PostgreSql;

namespace Assemblies.Server.Tests;

/// <summary>A PostgreSQL that tests own: where it is, and nothing else, so that either adapter will do.</summary>
public interface ITestCluster : IAsyncDisposable
{
    /// <summary>How to reach the database <c>postgres</c> as superuser.</summary>
    string AdminConnectionString { get; }
}

/// <summary>The run's one cluster and the template that each fixture clones. A set-up fixture counts in its own assembly: others derive one.</summary>
[SetUpFixture]
public class TestCluster
{
    private const string Template = "assemblies_template";

    /// <summary>The cluster.</summary>
    public static ITestCluster Current { get; private set; } = null!;

    /// <summary>Starts the cluster and migrates the template.</summary>
    [OneTimeSetUp]
    public async Task Start()
    {
        Current = ContainerCluster.EngineAnswers() ? await ContainerCluster.Start() : await EmbeddedCluster.Start();
        await Execute($"create database {Template}");
        await Execute($"create role {DatabaseSetup.AppRole} login password 'app'");
        await Migrator.Migrate(Address(Template, ";Pooling=false")); // an open connection would forbid cloning
    }

    /// <summary>Ends the cluster, and keeps what was seen of the API.</summary>
    [OneTimeTearDown]
    public async Task End()
    {
        Contract.OpenApiContract.Keep();
        await Current.DisposeAsync();
    }

    /// <summary>A database of a fixture's own.</summary>
    public static async Task<TestDatabase> Clone()
    {
        var name = $"t{Guid.CreateVersion7():N}";
        await Execute($"create database {name} template {Template}");
        return new(name, Address(name, ""));
    }

    internal static async Task Execute(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(Current.AdminConnectionString + ";Pooling=false");
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static DatabaseAddress Address(string database, string more)
    {
        var address = new NpgsqlConnectionStringBuilder(Current.AdminConnectionString) { Database = database };
        var owner = address.ToString();
        (address.Username, address.Password) = (DatabaseSetup.AppRole, "app");
        return new(address + more, owner + more);
    }
}

/// <summary>A fixture's own database; dropped when it ends.</summary>
public sealed class TestDatabase(string name, DatabaseAddress address) : IAsyncDisposable
{
    /// <summary>How to reach it, as the role that serves and as the owner.</summary>
    public DatabaseAddress Address => address;

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await TestCluster.Execute($"drop database if exists {name} with (force)");
}

/// <summary>The private PostgreSQL of this machine's binaries; in memory where there is room: a clone is some 600 files, ten times as fast there.</summary>
internal sealed class EmbeddedCluster(PrivatePostgres postgres, DirectoryInfo folder) : ITestCluster
{
    private const string Prefix = "assemblies-tests-";
    private const string Memory = "/dev/shm";
    private const long Room = 4L << 30; // what is written ahead may grow to one of the four

    public string AdminConnectionString => postgres.ConnectionString;

    public static async Task<EmbeddedCluster> Start()
    {
        var folder = Folder();
        return new(await PrivatePostgres.Start(folder.FullName, durable: false), folder);
    }

    private static DirectoryInfo Folder()
    {
        if (!Directory.Exists(Memory) || new DriveInfo(Memory).AvailableFreeSpace < Room)
        {
            return Directory.CreateTempSubdirectory(Prefix);
        }

        // A run that was killed leaves its folder, and memory is dear: it goes with the next one.
        foreach (var left in new DirectoryInfo(Memory).EnumerateDirectories(Prefix + "*"))
        {
            if (!Directory.Exists("/proc/" + left.Name[Prefix.Length..]))
            {
                try
                {
                    left.Delete(recursive: true);
                }
                catch (Exception e) when (e is UnauthorizedAccessException or IOException)
                {
                    // Somebody else's: where names are protected, as in /dev/shm, that is an IOException.
                }
            }
        }

        var mine = Path.Combine(Memory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
        return Directory.CreateDirectory(mine, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>A container, where an engine answers.</summary>
internal sealed class ContainerCluster(PostgreSqlContainer container) : ITestCluster
{
    public string AdminConnectionString =>
        new NpgsqlConnectionStringBuilder(container.GetConnectionString()) { Database = "postgres" }.ToString();

    /// <summary>Whether an engine is named or its socket takes connections.</summary>
    public static bool EngineAnswers()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 })
        {
            return true;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint("/var/run/docker.sock"));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static async Task<ContainerCluster> Start()
    {
        var container = new PostgreSqlBuilder("postgres:17-alpine")
            .WithCommand("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200")
            .Build();
        await container.StartAsync();
        return new(container);
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
