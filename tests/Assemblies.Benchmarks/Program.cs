using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;
using Assemblies.Benchmarks.Tables;

namespace Assemblies.Benchmarks;

/// <summary>Runs tables and prints them. 0 when every row is above its floor, 1 when one is below, 2 when it was asked for something else.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<Rig, Task>> Tables = new(StringComparer.Ordinal)
    {
        ["invitations"] = InvitationsTable.Fill,
        ["programme"] = ProgrammeTable.Fill,
        ["registration"] = RegistrationTable.Fill,
        ["room"] = RoomTable.Fill,
        ["votes"] = VotesTable.Fill,
        ["growth"] = GrowthTable.Fill,
        ["idle"] = IdleTable.Fill,
    };

    private static async Task<int> Main(string[] args)
    {
        if (args is [BareServer.Word, var port, var folder])
        {
            await BareServer.Run(port, folder);
            return 0;
        }

        if (args is [BareTransactions.Word, var ownPort, var database])
        {
            await BareTransactions.Run(ownPort, database);
            return 0;
        }

        var names = args.Where(arg => !arg.StartsWith('-')).ToList();
        var wanted = names is [] or ["all"] ? [.. Tables.Keys] : names;
        var flags = args.Where(arg => arg.StartsWith('-')).Except(["--quick", "--keep-logs"], StringComparer.Ordinal).ToList();
        if (flags.Count > 0 || wanted.Exists(name => !Tables.ContainsKey(name)))
        {
            Usage();
            return flags is ["--help"] ? 0 : 2;
        }

        var report = new Report(Console.Out);
        foreach (var name in wanted)
        {
            report.Begin(name);
            await using var rig = await Rig.Start(report, args.Contains("--quick"), args.Contains("--keep-logs"));
            await Tables[name](rig);
        }

        return report.End();
    }

    private static void Usage() =>
        Console.Error.WriteLine(
            $"""
            Usage: dotnet run -c Release --project tests/Assemblies.Benchmarks -- [{string.Join(
                '|',
                Tables.Keys
            )}|all] [--quick] [--keep-logs]

            Measures the service against bare limits of the same run, on 127.0.0.1, with a private PostgreSQL that keeps what it is given (fsync).
            --quick looks shortly; its figures say whether something broke, not how fast it is.
            """
        );
}
