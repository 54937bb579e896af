using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Actions that are a reader's to do; for chair and secretariat the assemblies that are over, and those whose minutes are approved.</summary>
internal sealed class NextInRegister(AssembliesDb db) : IKnowWhatIsNext
{
    public async Task Tell(NextThings next, CancellationToken ct)
    {
        if (!next.Reader.IsSignedIn)
        {
            return;
        }

        await TellActions(next, ct);
        var chairs = next.Reader.Offices.Where(held => ShowClosing.Chairs.Contains(held.Office)).Select(held => held.Assembly).ToList();
        if (next.Reader.IsSecretariat || chairs.Count > 0)
        {
            await TellEndings(next, next.Reader.IsSecretariat ? null : chairs, ct);
        }
    }

    private async Task TellActions(NextThings next, CancellationToken ct)
    {
        var (person, organisations) = (
            next.Reader.Person,
            next.Reader.Hats.Where(hat => hat.Role is MandateRole.Head or MandateRole.Deputy).Select(hat => hat.Organisation).ToList()
        );
        var open = await db
            .ActionPoints.Where(a => a.EndedAt == null)
            .Where(a => a.Person == person || (a.Organisation != null && organisations.Contains(a.Organisation.Value)))
            .OrderBy(a => a.Until == null)
            .ThenBy(a => a.Until)
            .ThenBy(a => a.Entry)
            .Select(a => new
            {
                a.Code,
                a.Seq,
                a.What,
                a.Until,
            })
            .Take(20)
            .ToListAsync(ct);
        foreach (var one in open)
        {
            next.Waits(
                new(
                    one.Until is null ? Urgency.Open : Urgency.Due,
                    $"Do {Domain.Minutes.ActionPoint.NumberOf(one.Code, one.Seq)}",
                    one.What,
                    string.Create(Words.Culture, $"/actions/{one.Code}/{one.Seq}"),
                    "Look at the action",
                    one.Until
                )
            );
        }
    }

    private async Task TellEndings(NextThings next, List<Domain.Id<Assembly>>? chairs, CancellationToken ct)
    {
        var now = next.Now;
        var over = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Steps)
            .Include(a => a.Meetings)
            .Where(a => chairs == null || chairs.Contains(a.Id))
            .Where(a => !a.Steps.Any(s => s.Kind == StepKind.Closed || s.Kind == StepKind.Cancelled || s.Kind == StepKind.Recorded))
            .Where(a => a.Meetings.Any(m => m.CancelledAt == null) && a.Meetings.All(m => m.CancelledAt != null || m.EndsAt <= now))
            .OrderBy(a => a.Code)
            .AsSplitQuery()
            .ToListAsync(ct);
        foreach (var assembly in over)
        {
            if (assembly.State is AssemblyState.Convened)
            {
                next.Waits(
                    new(
                        Urgency.Open,
                        $"Adjourn {assembly.Code}",
                        "Its last meeting is over.",
                        $"/assemblies/{assembly.Code}/adjourn",
                        "Look what is missing"
                    )
                );
            }
            else if (assembly.State is AssemblyState.Adjourned && (await db.MinutesOf(assembly.Id, ct)).IsApproved)
            {
                next.Waits(
                    new(
                        Urgency.Open,
                        $"Close {assembly.Code}",
                        "Its minutes are approved.",
                        $"/assemblies/{assembly.Code}/close",
                        "Look what is missing"
                    )
                );
            }
        }
    }
}
