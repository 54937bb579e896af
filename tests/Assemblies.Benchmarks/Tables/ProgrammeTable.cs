using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;
using NodaTime;

namespace Assemblies.Benchmarks.Tables;

/// <summary>The open programme and the feeds against a bare server with the same bytes.</summary>
internal static class ProgrammeTable
{
    private const string Code = "GA-2028-1";
    private static readonly Goal Whole = Goal.Least(0.7, 0.5);
    private static readonly Goal Unchanged = Goal.Least(0.8, 0.5);

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        await using var network = await Network.Make(rig, "programme");
        await network.Plan(Code, new LocalDate(2028, 2, 9));
        await network.Analyse();
        await using var product = Product.Start(rig, rig.Address("programme"), sink.Port);
        await product.Ready("/health/ready");
        using var secretariat = await network.As(Product.Secretariat, product.Address);
        using (var convened = await secretariat.PostAsync($"/api/v1/assemblies/{Code}/convene", JsonContent.Create(new { })))
        {
            convened.EnsureSuccessStatusCode();
        }

        using var link = JsonDocument.Parse(
            await (await secretariat.PostAsync("/api/v1/me/calendar", null)).EnsureSuccessStatusCode().Content.ReadAsStringAsync()
        );
        (string Name, string Path, Goal Whole, Goal Unchanged)[] answers =
        [
            ("open programme (page)", $"/assemblies/{Code}", Whole, Unchanged),
            ("open programme (JSON)", $"/api/v1/assemblies/{Code}/programme", Whole, Unchanged),
            ("public feed", $"/assemblies/{Code}.ics", Whole, Whole),
            ("personal feed", new Uri(link.RootElement.GetProperty("address").GetString()!).AbsolutePath, Whole, Whole),
        ];
        var found = new List<(string Name, string Path, string Key, Found Answer, Goal Whole, Goal Unchanged)>();
        foreach (var (name, path, whole, unchanged) in answers)
        {
            var key = name.Replace(' ', '-');
            found.Add((name, path, key, await Look(product.Address, path), whole, unchanged));
            rig.Report.Note($"{name}: {found[^1].Answer.Body.Length / 1000.0:0.0} KB, the same bytes from the bare server");
        }

        await using var bare = await BareServer.Start(
            rig,
            found.ToDictionary(one => one.Key, one => one.Answer.Body, StringComparer.Ordinal)
        );
        var duels = new List<Duel>();
        foreach (var (name, path, key, answer, whole, unchanged) in found)
        {
            duels.Add(
                Between($"{name}, 200 / bare 200", whole, HttpLoad.Whole(product.Address, path), HttpLoad.Whole(bare.Address, "/" + key))
            );
            var tag = (await Look(bare.Address, "/" + key)).Tag;
            duels.Add(
                Between(
                    $"{name}, 304 / bare 304",
                    unchanged,
                    HttpLoad.Unchanged(product.Address, path, answer.Tag),
                    HttpLoad.Unchanged(bare.Address, "/" + key, tag)
                )
            );
        }

        await Rounds.Fight(rig, duels);
    }

    private static Duel Between(string name, Goal goal, HttpLoad product, HttpLoad bare) =>
        new(name, goal, new("product", product.Run), new("bare", bare.Run));

    private static async Task<Found> Look(Uri server, string path)
    {
        using var client = new HttpClient { BaseAddress = server };
        using var answer = (await client.GetAsync(new Uri(path, UriKind.Relative))).EnsureSuccessStatusCode();
        var tag = answer.Headers.ETag ?? throw new InvalidOperationException($"{path} has no ETag.");
        return new(await answer.Content.ReadAsByteArrayAsync(), tag.ToString());
    }

    private sealed record Found(byte[] Body, string Tag);
}
