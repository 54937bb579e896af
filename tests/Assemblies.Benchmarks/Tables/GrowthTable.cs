using System.Diagnostics;
using System.Text.Json;
using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;

namespace Assemblies.Benchmarks.Tables;

/// <summary>
/// What a reader waits for once there are 10,000 assemblies with 200,000 decisions, against ten with two hundred: two services on two databases of the same run.
/// </summary>
/// <remarks>Every address carries a query, so that nothing comes from what is kept for the public: what is compared is the work.</remarks>
internal static class GrowthTable
{
    private const string Code = "GA-2999-1";
    private const int Few = 10;
    private const int Many = 10_000;

    private static readonly Goal Read = Goal.Most(1.2, 1.5);
    private static readonly Goal Searched = Goal.Most(1.5, 2);

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        await using var few = await Side(rig, sink, "few", Few);
        await using var many = await Side(rig, sink, "many", Many);
        await Check(few, Few);
        await Check(many, Many);
        (string Name, string Path, Goal Goal, bool IsMember)[] rows =
        [
            ("agenda of one assembly", $"/api/v1/assemblies/{Code}/programme?of=1", Read, false),
            ("newest decisions, public", "/api/v1/decisions?limit=50", Read, false),
            ("newest decisions, member", "/api/v1/decisions?limit=50", Read, true),
            ("decisions of one assembly", $"/api/v1/decisions?assembly=GA-3000-2&limit=50", Read, false),
            ("search for a rare word, public", $"/api/v1/decisions?search={Growth.Rare}", Searched, false),
            ("search for a rare word, member", $"/api/v1/decisions?search={Growth.Rare}", Searched, true),
            ("feed of public decisions, made anew", "/decisions.atom?of=1", Read, false),
        ];
        await Rounds.Fight(
            rig,
            [
                .. rows.Select(row => new Duel(
                    $"{row.Name}: time with {Many:N0} / with {Few} assemblies",
                    row.Goal,
                    new($"{Few} assemblies", few.Load(row.Path, row.IsMember).Run),
                    new($"{Many:N0}", many.Load(row.Path, row.IsMember).Run)
                )),
            ]
        );
    }

    private static async Task<Served> Side(Rig rig, MailSink sink, string name, int assemblies)
    {
        await using var network = await Network.Make(rig, name);
        await network.Plan(Code, (await network.Today()).PlusDays(-400));
        await network.End(Code);
        var started = Stopwatch.GetTimestamp();
        await Growth.Fill(rig.Address(name), Code, assemblies);
        rig.Report.Note(
            $"{assemblies:N0} assemblies with {assemblies * Growth.Entries:N0} decisions were entered in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"
        );
        var product = Product.Start(rig, rig.Address(name), sink.Port, ("Jobs__Run", "false"));
        await product.Ready("/health/ready");
        using var member = await network.As("head@fi.stem.example.org", product.Address);
        return new(product, member.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    /// <summary>Both answer with the same number of entries: less work would be no speed.</summary>
    private static async Task Check(Served side, int assemblies)
    {
        using var client = new HttpClient { BaseAddress = side.Product.Address };
        foreach (var (query, count) in new[] { ("limit=50", 50), ($"search={Growth.Rare}&limit=50", Growth.Found) })
        {
            using var found = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/decisions?{query}", UriKind.Relative)));
            var items = found.RootElement.GetProperty("items").GetArrayLength();
            if (items != count)
            {
                throw new InvalidOperationException($"{assemblies} assemblies: {query} found {items} decisions instead of {count}.");
            }
        }
    }

    /// <summary>A service on one of the databases, and a member's token.</summary>
    private sealed record Served(Child Product, string Token) : IAsyncDisposable
    {
        private readonly HttpClient client = new() { BaseAddress = Product.Address };

        public ReadLoad Load(string path, bool isMember) => new(client, path, isMember ? Token : null);

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return Product.DisposeAsync();
        }
    }
}
