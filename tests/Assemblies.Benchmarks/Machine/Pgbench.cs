using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Assemblies.EmbeddedPostgres;
using Npgsql;

namespace Assemblies.Benchmarks.Machine;

/// <summary>PostgreSQL's own load program, with the minimal transaction of a ballot: a voted mark and the ballot, four round trips.</summary>
internal static partial class Pgbench
{
    private const string Script = """
        begin;
        insert into bare_voted (poll, voter) values (1, nextval('bare_voter'));
        insert into bare_ballot (id, poll, choice) values (gen_random_uuid(), 1, 'yes');
        commit;
        """;

    /// <summary>Runs it for so long; transactions a second.</summary>
    public static async Task<double> Run(Rig rig, string bareDatabase, int connections, TimeSpan length)
    {
        var script = Path.Combine(rig.Folder, "ballot.sql");
        await File.WriteAllTextAsync(script, Script);
        var address = new NpgsqlConnectionStringBuilder(rig.Address(bareDatabase).Owner);
        var seconds = Math.Max(1, (int)length.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var clients = connections.ToString(CultureInfo.InvariantCulture);
        var binaries = PostgresBinaries.Find();

        // The folder may hold links to the server's programs alone: this one lies beside what they lead to.
        var linked = File.ResolveLinkTarget(Path.Combine(binaries.Folder, "initdb"), returnFinalTarget: true);
        var words = (binaries with { Folder = linked is null ? binaries.Folder : Path.GetDirectoryName(linked.FullName)! }).Command(
            "pgbench",
            "-n",
            "-M",
            "prepared",
            "-c",
            clients,
            "-j",
            "2",
            "-T",
            seconds,
            "-f",
            script,
            "-h",
            address.Host!,
            "-U",
            address.Username!,
            bareDatabase
        );
        using var run = Process.Start(
            new ProcessStartInfo(words[0], words.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, wrong) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return Tps().Match(await said) is { Success: true } match
            ? double.Parse(match.Groups["tps"].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench says no figure: {await said} {await wrong}");
    }

    [GeneratedRegex("tps = (?<tps>[0-9.]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tps();
}
