using Assemblies.EmbeddedPostgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Assemblies.Server.Platform.Database;

/// <summary>How the database is reached.</summary>
/// <param name="App">As the role that serves: it reads and writes rows.</param>
/// <param name="Owner">As the role that owns the tables; only the migrator uses it.</param>
public sealed record DatabaseAddress(string App, string Owner)
{
    internal const string AppSetting = "ConnectionStrings__Assemblies";

    internal string OwnerSetting => Owner == App ? AppSetting : "ConnectionStrings__Migrator";

    internal string? AppRole => new NpgsqlConnectionStringBuilder(App).Username;

    internal string? OwnerRole => new NpgsqlConnectionStringBuilder(Owner).Username;
}

/// <summary>The data source of the jobs' library, which must not know NodaTime: with it jobs silently do not run.</summary>
public sealed record JobsDataSource(NpgsqlDataSource Source)
{
    /// <summary>What its connections are called, where an operator looks who is connected.</summary>
    public const string Name = "assemblies jobs";
}

/// <summary>Registration.</summary>
public static class DatabaseSetup
{
    /// <summary>The role that serves, where the service makes its own database.</summary>
    public const string AppRole = "assemblies_app";

    private const string Database = "assemblies";

    /// <summary>Adds the database.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseAddress address)
    {
        services.AddSingleton(address);
        services.AddSingleton(_ =>
        {
            var source = new NpgsqlDataSourceBuilder(address.App);
            source.UseNodaTime();

            // A statement that comes again and again is planned once a connection: planning is most of the work of a short one.
            source.ConnectionStringBuilder.MaxAutoPrepare = 100;
            return source.Build();
        });
        var jobs = new NpgsqlConnectionStringBuilder(address.App) { ApplicationName = JobsDataSource.Name };
        services.AddSingleton(_ => new JobsDataSource(NpgsqlDataSource.Create(jobs)));
        services.AddSingleton<AssemblyIds>();
        return services.AddDbContextPool<AssembliesDb>(options => Configure(options));
    }

    /// <summary>The same options for the service and for the migrator.</summary>
    /// <remarks>
    /// Without a connection of its own a context takes the data source of the service it belongs to. Named here, it would be part of what EF keeps its
    /// model and its translated queries by: each service in one process, as in tests, would make all of them anew.
    /// </remarks>
    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options) =>
        options
            .UseNpgsql(npgsql => npgsql.UseNodaTime())
            .UseSnakeCaseNamingConvention()
            // A refused unique key is an answer of ours, not an error; the pipeline logs what is one.
            .ConfigureWarnings(warnings =>
                warnings.Ignore(CoreEventId.SaveChangesFailed, RelationalEventId.CommandError, RelationalEventId.PendingModelChangesWarning)
            );

    /// <summary>The database that the settings name, or that of a private PostgreSQL, which is started.</summary>
    public static async Task<(DatabaseAddress Address, PrivatePostgres? Private)> FindDatabase(Settings settings)
    {
        if (settings.Database is { } given)
        {
            return (given, null);
        }

        var server = await PrivatePostgres.Start(settings.DataFolder);
        await using var admin = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false");
        await Try(admin, $"create database {Database}", PostgresErrorCodes.DuplicateDatabase);
        await Try(admin, $"create role {AppRole} login", PostgresErrorCodes.DuplicateObject);
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Database };
        var ownerAddress = address.ToString();
        address.Username = AppRole;
        return (new(address.ToString(), ownerAddress), server);
    }

    private static async Task Try(NpgsqlDataSource admin, string sql, string exists)
    {
        try
        {
            await using var command = admin.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.SqlState == exists || e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // A second process was first.
        }
    }
}
