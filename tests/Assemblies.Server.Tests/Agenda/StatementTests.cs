using System.Text;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>Lists cost as many statements for three rows as for one.</summary>
public sealed class StatementTests
{
    [Test]
    public async Task Requests_documents_versions_and_the_programme_cost_the_same_for_three_as_for_one()
    {
        var statements = new Statements();
        await using var service = await DemoProgramme.Start(statements.Count);
        var chair = await service.As(Chair);
        var finland = await service.As(DemoNetwork.FinlandHead);
        await Enter(chair);
        var draft = await chair.Draft();
        string[] lists = ["agenda/requests", "documents", "agenda/versions", "programme", "agenda"];

        var before = new List<int>();
        foreach (var round in new[] { 1, 2 })
        {
            for (var n = 0; n < round; n++)
            {
                await finland
                    .Post(
                        At("agenda/requests"),
                        new
                        {
                            title = $"Wish {round}{n}",
                            text = "Text",
                            minutes = 10,
                        }
                    )
                    .Succeeds();
                var form = DocumentTests.Form(
                    "a.pdf",
                    Encoding.ASCII.GetBytes($"%PDF-1.7 {round}{n}"),
                    ("title", "Paper"),
                    ("item", draft.ItemNumbered($"{8 + round + n}").ToString())
                );
                await chair.PostAsync(At("documents"), form).Succeeds();
                await Publish(chair);
            }

            var counts = new List<int>();
            foreach (var list in lists)
            {
                await chair.GetAsync(At(list)).Succeeds();
                counts.Add(await statements.Of(() => chair.GetAsync(At(list)).Succeeds()));
            }

            if (round is 1)
            {
                before = counts;
            }
            else
            {
                Assert.That(counts, Is.EqualTo(before));
            }
        }
    }
}
