using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;

namespace Assemblies.Benchmarks.Tables;

/// <summary>Ballots: one after another against the bare transaction and pgbench, in bursts, and how soon a result is there.</summary>
internal static class VotesTable
{
    private const string Database = "votes";
    private const string Code = "GA-2028-1";
    private const int Connections = 16;
    private const int Voters = 5_000;
    private const int Ballots = 1_000_000;
    private const int InOnePoll = 1_000;

    /// <summary>PostgreSQL's counters are a little behind.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        await using var network = await Network.Make(rig, Database);
        await network.Plan(Code, (await network.Today()).PlusDays(-1));
        var (meeting, _) = await network.Gather(Code);
        await network.AddPartners(Voters);
        var tokens = await network.Tokens(Voters);
        await using var product = Product.Start(rig, rig.Address(Database), sink.Port);
        await product.Ready("/health/ready");
        using var secretariat = await network.As(Product.Secretariat, product.Address);
        await Post(secretariat, $"/api/v1/meetings/{meeting}/open");
        await (await Chair.At(secretariat, Code, meeting)).Put();
        var urn = await Urn.Make(network, Code, Voters);
        await network.Analyse();
        using var voting = new Voting(product.Address, tokens, urn);

        await using var bare = await BareTransactions.Start(rig);
        using var limit = new Voting(bare.Address, tokens, urn);
        await Rounds.Fight(
            rig,
            [
                new(
                    $"a ballot, {Connections} connections / bare explicit transaction",
                    Goal.Least(0.8, 0.3),
                    new("product", voting.OneAfterAnother),
                    new("bare", limit.OneAfterAnotherBare)
                ),
                new(
                    "a ballot / pgbench, the same transaction",
                    Goal.Least(0.5, 0.2),
                    new("product", voting.OneAfterAnother),
                    new("pgbench", length => Pgbench.Run(rig, bareDatabase: "bare", Connections, length))
                ),
            ]
        );
        rig.Report.Note(await voting.Check(network));
        await Task.Delay(Settled);
        var before = await rig.Transactions(Database);
        var cast = await voting.Some(1_000);
        await Task.Delay(Settled);
        var each = (double)(await rig.Transactions(Database) - before) / cast;
        rig.Report.Note($"Transactions a ballot, whatever else the service did meanwhile included: {Report.Text(each)}");

        await Bursts(rig, voting, network, 1_000, TimeSpan.FromSeconds(10), Goal.Most(50, 150));
        await Bursts(rig, voting, network, Voters, TimeSpan.FromSeconds(2), Goal.Most(500, 1000));
        await Results(rig, urn, network, secretariat);
    }

    private static async Task Bursts(Rig rig, Voting voting, Network network, int count, TimeSpan within, Goal goal)
    {
        var p99 = new List<double>();
        await voting.Burst(count, within); // the first finds a cold pool of connections
        for (var round = 0; round < rig.Rounds; round++)
        {
            p99.Add(await rig.Slice(() => voting.Burst(count, within)));
        }

        var checkedBallots = await voting.Check(network);
        rig.Report.Add(
            new(
                string.Create(CultureInfo.InvariantCulture, $"{count:N0} voters in {within.TotalSeconds:0} s, cast → confirmed, p99"),
                "ms",
                goal,
                p99,
                $"an open loop: from the drawn time to the answer. {checkedBallots}"
            )
        );
    }

    /// <summary>Closing a vote with a thousand ballots among a million, until its result is shown.</summary>
    private static async Task Results(Rig rig, Urn urn, Network network, HttpClient secretariat)
    {
        await urn.FillUp(Ballots, InOnePoll);
        await network.Analyse();
        var times = new List<double>();
        var sizes = new[] { InOnePoll, 10 };
        var statements = new List<int>();
        for (var round = 0; round < rig.Rounds + 1; round++)
        {
            var poll = await urn.Cast(InOnePoll);
            var took = await rig.Slice(() => CloseAndShow(secretariat, poll, InOnePoll));
            if (round > 0)
            {
                times.Add(took.TotalMilliseconds);
            }
        }

        foreach (var size in sizes)
        {
            var poll = await urn.Cast(size);
            statements.Add(await rig.Statements(() => CloseAndShow(secretariat, poll, size)));
        }

        rig.Report.Add(
            new(
                string.Create(CultureInfo.InvariantCulture, $"close → result shown, {InOnePoll:N0} ballots among {Ballots:N0}"),
                "ms",
                Goal.Most(100, 300),
                times,
                $"statements with {sizes[0]} ballots {statements[0]}, with {sizes[1]} ballots {statements[1]}: none a voter"
            )
        );
    }

    private static async Task<TimeSpan> CloseAndShow(HttpClient secretariat, Guid poll, int ballots)
    {
        var started = Stopwatch.GetTimestamp();
        await Post(secretariat, $"/api/v1/polls/{poll}/close");
        using var shown = JsonDocument.Parse(await secretariat.GetStringAsync(new Uri($"/api/v1/polls/{poll}", UriKind.Relative)));
        var took = Stopwatch.GetElapsedTime(started);
        var result = shown.RootElement.GetProperty("result");
        var counted = new[] { "yes", "no", "abstain" }.Sum(part => result.GetProperty(part).GetInt32());
        return counted == ballots
            ? took
            : throw new InvalidOperationException($"{ballots} ballots were cast, {counted} are in the result.");
    }

    private static async Task Post(HttpClient client, string address, object? body = null)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), content);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{address}: {await answer.Content.ReadAsStringAsync()}");
        }
    }
}
