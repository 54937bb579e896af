using System.Globalization;
using Assemblies.Benchmarks.Figures;
using Assemblies.EmbeddedPostgres;
using Assemblies.Server.Platform.Database;
using Npgsql;

namespace Assemblies.Benchmarks.Machine;

/// <summary>What a table stands on: a private PostgreSQL that keeps what it is given, a folder, a way to report, and how long to look.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly PrivatePostgres postgres;
    private readonly DirectoryInfo folder;
    private readonly bool keepLogs;
    private int slices;
    private int disturbed;
    private double worst;

    private Rig(PrivatePostgres postgres, DirectoryInfo folder, Report report, bool quick, bool keepLogs) =>
        (this.postgres, this.folder, Report, IsQuick, this.keepLogs) = (postgres, folder, report, quick, keepLogs);

    /// <summary>Where rows go.</summary>
    public Report Report { get; }

    /// <summary>A short look.</summary>
    public bool IsQuick { get; }

    /// <summary>How often each side takes its turn.</summary>
    public int Rounds => IsQuick ? 2 : 5;

    /// <summary>How long a turn is.</summary>
    public TimeSpan SliceLength => TimeSpan.FromSeconds(IsQuick ? 1 : 3);

    /// <summary>How long each side runs before it counts: a cold process reads half its speed.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsQuick ? 2 : 5);

    /// <summary>For logs and bodies.</summary>
    public string Folder => folder.FullName;

    /// <summary>Starts it.</summary>
    public static async Task<Rig> Start(Report report, bool quick, bool keepLogs)
    {
        var folder = Directory.CreateTempSubdirectory("assemblies-benchmarks-");
        var postgres = await PrivatePostgres.Start(folder.FullName);
        var rig = new Rig(postgres, folder, report, quick, keepLogs);
        await rig.Admin($"create role {DatabaseSetup.AppRole} login");
        return rig;
    }

    /// <summary>A new database, empty or a copy of another that nobody is connected to.</summary>
    public async Task<DatabaseAddress> NewDatabase(string name, string? template = null)
    {
        await Admin($"create database {name}" + (template is null ? "" : $" template {template}"));
        return Address(name);
    }

    /// <summary>How a database is reached.</summary>
    public DatabaseAddress Address(string name)
    {
        var address = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name };
        var owner = address.ToString();
        address.Username = DatabaseSetup.AppRole;
        return new(address.ToString(), owner);
    }

    /// <summary>Transactions of a database since it was made, ended either way. Asking is not one of them.</summary>
    public async Task<long> Transactions(string database)
    {
        await using var admin = NpgsqlDataSource.Create(postgres.ConnectionString + ";Pooling=false");
        await using var command = admin.CreateCommand("select xact_commit + xact_rollback from pg_stat_database where datname = $1");
        command.Parameters.Add(new() { Value = database });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// How many statements PostgreSQL got while something ran, by its own log. Those of the jobs' library do not count: it asks a lot now and then,
    /// whatever else goes on.
    /// </summary>
    public async Task<int> Statements(Func<Task> work)
    {
        await Admin("alter system set log_line_prefix = '%a '");
        await Admin("alter system set log_statement = 'all'");
        await Admin("select pg_reload_conf()");
        await Task.Delay(TimeSpan.FromMilliseconds(200)); // until all connections know
        var log = $"{Cluster()}.log";
        var before = Logged(log);
        await work();
        var after = Logged(log);
        await Admin("alter system reset log_statement");
        await Admin("select pg_reload_conf()");
        return after - before;
    }

    /// <summary>Runs a slice and notes whether somebody else used the machine meanwhile.</summary>
    public async Task<T> Slice<T>(Func<Task<T>> work)
    {
        var strangers = new Strangers([Environment.ProcessId, Postmaster()]);
        var result = await work();
        var share = strangers.Share();
        slices++;
        disturbed += share > Strangers.Disturbing ? 1 : 0;
        worst = Math.Max(worst, share);
        return result;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (slices > 0)
        {
            Report.Note(
                $"{disturbed} of {slices} slices disturbed: other programs took more than {Strangers.Disturbing:P0} of the machine (at most {worst:P0})"
            );
        }

        await postgres.DisposeAsync();
        if (keepLogs)
        {
            Report.Note($"Logs are kept in {Folder}");
        }
        else
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task Admin(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(postgres.ConnectionString + ";Pooling=false");
        await using var command = admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string Cluster() => folder.EnumerateFiles("postmaster.pid", SearchOption.AllDirectories).First().DirectoryName!;

    private int Postmaster() => int.Parse(File.ReadLines(Path.Combine(Cluster(), "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    // With parameters it is logged as "execute", without as "statement"; of one of many lines the first has the word. What Npgsql sends ahead when a
    // connection is taken from its pool is none.
    private static int Logged(string log) =>
        File.ReadLines(log)
            .Where(line => !line.StartsWith(JobsDataSource.Name, StringComparison.Ordinal))
            .Count(line =>
                line.Contains("LOG:  execute ", StringComparison.Ordinal)
                || (line.Contains("LOG:  statement: ", StringComparison.Ordinal) && !line.Contains("DISCARD", StringComparison.Ordinal))
            );
}
