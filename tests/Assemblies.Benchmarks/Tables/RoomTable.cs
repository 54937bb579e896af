using System.Diagnostics;
using System.Net.Http.Json;
using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;

namespace Assemblies.Benchmarks.Tables;

/// <summary>The room with many open pages: how soon the last of them shows a change, and whether the database notices how many there are.</summary>
internal static class RoomTable
{
    private const string Database = "room";
    private const string Code = "GA-2028-1";
    private const int Few = 10;
    private const int Many = 200;

    private const int Changes = 5;

    /// <summary>How long a change and all that follows has: the next is announced a second after the last.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        await using var network = await Network.Make(rig, Database);
        await network.Plan(Code, (await network.Today()).PlusDays(-1));
        var (meeting, heads) = await network.Gather(Code);
        var secrets = await network.SignInAdvisers(Many);
        await network.Analyse();
        await using var product = Product.Start(rig, rig.Address(Database), sink.Port);
        await product.Ready("/health/ready");
        using var secretariat = await network.As(Product.Secretariat, product.Address);
        using (var opened = await secretariat.PostAsync($"/api/v1/meetings/{meeting}/open", null))
        {
            opened.EnsureSuccessStatusCode();
        }

        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var page = new Uri(product.Address, $"/assemblies/{Code}/room");
        var (viewers, desk) = (new List<RoomViewer>(), new Desk(secretariat, heads));
        try
        {
            await Come(Few);
            await desk.Move(viewers);
            await desk.Move(viewers); // the first changes find a cold process
            var few = await Statements();

            await Come(Many);
            await desk.Move(viewers);
            var times = new List<double>();
            for (var round = 0; round < rig.Rounds; round++)
            {
                await Task.Delay(Turn);
                times.Add((await rig.Slice(() => desk.Move(viewers))).TotalSeconds);
            }

            var many = await Statements();
            rig.Report.Add(
                new(
                    $"a check-in is sent → the last of {Many} open pages shows it",
                    "s",
                    Goal.Most(1, 2),
                    times,
                    "the script's own pause of 0.03 to 0.18 s is in it; a change within a second of another is announced after that second"
                )
            );
            rig.Report.Add(
                new(
                    $"statements a change with {Many} / with {Few} open pages",
                    "",
                    Goal.Most(1.1, 1.5),
                    [.. many.Zip(few, (one, other) => one / other)],
                    $"{Report.Text(Middle.Of(many))} and {Report.Text(Middle.Of(few))} (medians), counted in PostgreSQL's log; what the service does by itself is taken off"
                )
            );
            await Results();
        }
        finally
        {
            foreach (var viewer in viewers)
            {
                await viewer.DisposeAsync();
            }
        }

        // A vote is opened and closed again and again: how soon the last page shows what became of it.
        async Task Results()
        {
            await desk.AllIn();
            var chair = await Chair.At(secretariat, Code, meeting);
            var times = new List<double>();
            for (var round = 0; round < rig.Rounds; round++)
            {
                await chair.Open();
                await Task.Delay(Turn);
                times.Add((await rig.Slice(() => chair.Close(viewers))).TotalSeconds);
            }

            rig.Report.Add(
                new(
                    $"a vote is closed → the last of {Many} open pages shows the result",
                    "s",
                    Goal.Most(1, 2),
                    times,
                    "the script's own pause of 0.03 to 0.18 s is in it"
                )
            );
        }

        async Task Come(int count)
        {
            foreach (var secret in secrets.Take(count).Skip(viewers.Count))
            {
                viewers.Add(await RoomViewer.Open(client, page, secret));
            }
        }

        async Task<List<double>> Statements()
        {
            // What the service does by itself, some of it every few seconds, it does with pages and without.
            await Task.Delay(Turn);
            var byItself = await rig.Statements(() => Task.Delay(Turn * Changes));
            var counts = new List<double>();
            for (var round = 0; round < rig.Rounds; round++)
            {
                counts.Add((double)(await rig.Statements(Change) - byItself) / Changes);
            }

            return counts;
        }

        async Task Change()
        {
            for (var change = 0; change < Changes; change++)
            {
                await Task.WhenAll(desk.Move(viewers), Task.Delay(Turn));
            }
        }
    }

    /// <summary>The desk at the door: heads of members go in, and when all are in, out again.</summary>
    private sealed class Desk(HttpClient client, IReadOnlyList<Guid> heads)
    {
        private int moves;

        /// <summary>Everybody goes in; whoever is in stays.</summary>
        public async Task AllIn()
        {
            foreach (var who in heads)
            {
                using var done = await client.PostAsJsonAsync(
                    $"/api/v1/assemblies/{Code}/check-ins",
                    new { meeting = "day1", registrant = who }
                );
                done.EnsureSuccessStatusCode();
            }
        }

        /// <summary>Somebody goes in or out.</summary>
        /// <returns>How long it took from the desk's sending until the last page shows it.</returns>
        public async Task<TimeSpan> Move(IReadOnlyList<RoomViewer> viewers)
        {
            var (who, way) = (heads[moves % heads.Count], moves / heads.Count % 2 is 0 ? "check-ins" : "check-outs");
            moves++;
            var seen = viewers.Select(viewer => viewer.SeesAnother()).ToList();
            var sent = Stopwatch.GetTimestamp();
            using var done = await client.PostAsJsonAsync($"/api/v1/assemblies/{Code}/{way}", new { meeting = "day1", registrant = who });
            done.EnsureSuccessStatusCode();
            var times = await Task.WhenAll(seen).WaitAsync(TimeSpan.FromSeconds(30));
            return viewers.DistinctBy(viewer => viewer.Quorum).Count() is 1
                ? Stopwatch.GetElapsedTime(sent, times.Max())
                : throw new InvalidOperationException("Pages show different quorums.");
        }
    }
}
