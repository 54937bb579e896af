namespace Assemblies.Server.Tests.Hosting;

/// <summary>Lists take as many statements for three rows as for one.</summary>
public sealed class StatementTests
{
    [Test]
    public async Task Lists_take_as_many_statements_for_three_rows_as_for_one()
    {
        var statements = new Statements();
        await using var stage = await HostingStage.Start(statements.Count);
        await stage.OpenAutumn();
        await stage.Submit("cz", "GA-2027-2", HostingStage.Brno);
        string[] lists =
        [
            "/api/v1/host-calls",
            "/api/v1/host-calls/GA-2027-2",
            "/api/v1/host-calls/GA-2027-2/proposals",
            "/api/v1/host-calls/GA-2027-2/comparison",
        ];
        var one = await Count();

        await stage.Submit("fi", "GA-2027-2", HostingStage.Tampere);
        await stage.Submit("pt", "GA-2027-2", HostingStage.Porto);
        await stage.Open("GA-2028-1", "2028-04-01", "2028-05-31", "2026-12-01", "2027-02-28").Succeeds();
        await stage.Open("GA-2028-2", "2028-10-01", "2028-11-30", "2026-12-01", "2027-02-28").Succeeds();
        Assert.That(await Count(), Is.EqualTo(one));
        Assert.That(one, Has.All.InRange(1, 20));

        async Task<List<int>> Count()
        {
            var counts = new List<int>();
            foreach (var list in lists)
            {
                counts.Add(await statements.Of(() => stage.Secretariat.GetAsync(list).Succeeds()));
            }

            return counts;
        }
    }
}
