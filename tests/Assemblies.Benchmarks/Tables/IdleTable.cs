using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;

namespace Assemblies.Benchmarks.Tables;

/// <summary>What the service costs while nobody uses it, and how soon it is there.</summary>
internal static class IdleTable
{
    private const string Database = "idle";

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        var database = await rig.NewDatabase(Database);
        await using (var first = Product.Start(rig, database, sink.Port))
        {
            var cold = await first.Ready("/health/ready");
            rig.Report.Note($"first start on an empty database, with migration and demo network: {cold.TotalSeconds:0.0} s");
        }

        var starts = new List<double>();
        for (var start = 0; start < (rig.IsQuick ? 3 : 7); start++)
        {
            await using var product = Product.Start(rig, database, sink.Port);
            starts.Add((await rig.Slice(() => product.Ready("/health/ready"))).TotalSeconds);
        }

        rig.Report.Add(
            new("start to ready, migrated database", "s", Goal.Most(2, 5), starts, $"{starts.Count} starts, each a process of its own")
        );

        await using var idle = Product.Start(rig, database, sink.Port);
        await idle.Ready("/health/ready");
        await OncePerPage(idle);
        var settle = TimeSpan.FromSeconds(rig.IsQuick ? 5 : 15);
        await Task.Delay(settle); // what the start left to do is not idling

        var (rates, memory) = (new List<double>(), new List<double>());
        var used = idle.Processor;
        var window = TimeSpan.FromSeconds(rig.IsQuick ? 5 : 10);
        for (var round = 0; round < 3; round++)
        {
            var before = await rig.Transactions(Database);
            await Task.Delay(window);
            rates.Add((await rig.Transactions(Database) - before) / window.TotalSeconds);
            memory.Add(idle.Megabytes);
        }

        var processor = (idle.Processor - used) / (window * 3);
        rig.Report.Add(
            new("idle memory (resident)", "MB", Goal.Most(180, 250), memory, $"after its first pages and {settle.TotalSeconds:0} s of rest")
        );
        rig.Report.Add(
            new(
                "idle database transactions a second",
                "tx/s",
                Goal.Most(30, 150),
                rates,
                $"over {3 * window.TotalSeconds:0} s, from pg_stat_database; one processor busy for {processor:P1} meanwhile"
            )
        );
    }

    /// <summary>Pages that read the database and show a programme: what a service in use has behind it.</summary>
    private static async Task OncePerPage(Child product)
    {
        using var client = new HttpClient { BaseAddress = product.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach (var path in new[] { "/", "/assemblies", "/assemblies/GA-2026-2" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
        }
    }
}
