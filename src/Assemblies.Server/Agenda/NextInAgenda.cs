using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Agenda;

/// <summary>Members' requests that wait for those who answer them: chair, deputy chair, secretariat.</summary>
internal sealed class NextInAgenda(AssembliesDb db) : IKnowWhatIsNext
{
    public async Task Tell(NextThings next, CancellationToken ct)
    {
        var chairs = next.Reader.Offices.Where(o => o.Office is Office.Chair or Office.DeputyChair).Select(o => o.Assembly).ToList();
        var all = next.Reader.IsSecretariat;
        if (!all && chairs.Count is 0)
        {
            return;
        }

        var waiting = await (
            from assembly in db.Assemblies
            where all || chairs.Contains(assembly.Id)
            select new
            {
                assembly.Code,
                Count = db.ItemRequests.Count(r => r.Assembly == assembly.Id && r.Answer == null),
                Steps = assembly.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList(),
            }
        )
            .Where(one => one.Count > 0)
            .ToListAsync(ct);
        foreach (var one in waiting.Where(one => OpeningDrafts.Open.Contains(AssemblyLife.StateAfter(one.Steps))))
        {
            next.Waits(
                new(
                    Urgency.Asked,
                    $"Answer {Words.Spelled(one.Count, "request", "requests")} for the agenda of {one.Code}",
                    "Members asked for items: take them up, lay them into another item, or decline them with a reason.",
                    $"/assemblies/{one.Code}/agenda/requests",
                    one.Count is 1 ? "Look at the request" : "Look at the requests"
                )
            );
        }
    }
}
