using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Hosting;

/// <summary>Calls to propose for, assignments to answer, proposals to choose among, tasks of a plan that are due.</summary>
internal sealed class NextInHosting(AssembliesDb db) : IKnowWhatIsNext
{
    private const int DaysAhead = 14;

    public async Task Tell(NextThings next, CancellationToken ct)
    {
        if (next.Reader is { IsMember: true } or { IsSecretariat: true })
        {
            await TellOfCalls(next, ct);
        }

        await TellOfTasks(next, ct);
    }

    private async Task TellOfCalls(NextThings next, CancellationToken ct)
    {
        var (reader, rules) = (next.Reader, await db.RulesNow(ct));
        var calls = await db.HostCalls.AsNoTracking().WithRows().OrderBy(c => c.Edition).ToListAsync(ct);
        var own = reader.MemberToActFor(null);
        var proposals = own is null
            ? []
            : await db
                .HostProposals.AsNoTracking()
                .Where(p => p.By == own.Organisation && p.WithdrawnAt == null)
                .Select(p => new { p.Call, Submitted = p.SubmittedAt != null })
                .ToListAsync(ct);
        foreach (var call in calls)
        {
            var state = call.StateAt(next.Now, rules);
            var path = $"/host-calls/{call.Edition}";
            if (own is not null && call.Assignments.FirstOrDefault(a => a.IsPending && a.Member == own.Organisation) is { } asked)
            {
                next.Waits(
                    new(
                        Urgency.Asked,
                        $"Say whether {own.Name} hosts {call.Edition}",
                        $"Your proposal was chosen for {Clocks.Days(asked.Dates.OpenMeeting, asked.Dates.Days[^1])}. What a host does, and when, is on the page.",
                        $"{path}/assignments/{asked.N}",
                        "Read what you are asked",
                        asked.AnswerBy
                    )
                );
            }
            else if (own is not null && state is CallState.Open && !proposals.Exists(p => p.Call == call.Id && p.Submitted))
            {
                var drafted = proposals.Exists(p => p.Call == call.Id);
                next.Waits(
                    new(
                        drafted ? Urgency.Due : Urgency.Open,
                        drafted ? $"Finish your proposal to host {call.Edition}" : $"Propose to host {call.Edition}",
                        drafted
                            ? "It is saved as a draft; the secretariat sees it when you send it."
                            : $"An assembly between {Clocks.Days(call.PeriodFrom, call.PeriodUntil)} looks for a host. You may save a draft and go on later.",
                        $"{path}/propose",
                        drafted ? "Go on with the proposal" : "Write a proposal",
                        call.ClosesOn
                    )
                );
            }
            else if (reader.IsSecretariat && state is CallState.Closed)
            {
                next.Waits(
                    new(
                        Urgency.Due,
                        $"Choose who hosts {call.Edition}",
                        $"The call closed on {Clocks.Day(call.ClosesOn)}. Compare the proposals, then ask a host or put them to the vote.",
                        $"{path}/proposals",
                        "Compare the proposals"
                    )
                );
            }
        }
    }

    private async Task TellOfTasks(NextThings next, CancellationToken ct)
    {
        var mine = Owners(next.Reader);
        if (mine.Count is 0 && !next.Reader.IsSecretariat)
        {
            return;
        }

        var rows = await (
            from task in db.PlanTasks.AsNoTracking()
            join assembly in db.Assemblies on task.Assembly equals assembly.Id
            where task.DoneAt == null
            select new { Task = task, assembly.Code }
        ).ToListAsync(ct);
        var standing = await db.Standing(rows.ConvertAll(row => row.Task.Assembly).Distinct().ToList(), ct);
        rows.RemoveAll(row => !standing.Contains(row.Task.Assembly));
        var deadlines = await db.DeadlinesOf([.. standing], ct);
        var due = rows.Where(row =>
                mine.Contains((row.Task.Assembly, row.Task.Owner)) || (next.Reader.IsSecretariat && row.Task.Owner is TaskOwner.Secretariat)
            )
            .Select(row => (row.Code, row.Task.Title, On: row.Task.DueOn(deadlines.GetValueOrDefault(row.Task.Assembly))))
            .Where(row => row.On <= next.Today.PlusDays(DaysAhead))
            .GroupBy(row => row.Code, StringComparer.Ordinal);
        foreach (var assembly in due)
        {
            var first = assembly.OrderBy(row => row.On).First();
            var count = assembly.Count();
            next.Waits(
                new(
                    Urgency.Due,
                    count is 1
                        ? $"{first.Title}: a task for {assembly.Key}"
                        : $"{Words.Capital(Words.Spelled(count, "task", "tasks"))} for {assembly.Key}",
                    count is 1 ? "It stands in the plan, with a word on how." : $"The first: {first.Title}.",
                    $"/assemblies/{assembly.Key}/plan",
                    "Open the plan",
                    first.On
                )
            );
        }
    }

    private static HashSet<(Domain.Id<Assembly> Assembly, TaskOwner Owner)> Owners(Reader reader) =>
        [
            .. reader
                .Offices.Where(held => held.Office is Office.Host or Office.Chair or Office.DeputyChair)
                .Select(held => (held.Assembly, held.Office is Office.Host ? TaskOwner.Host : TaskOwner.Chair)),
        ];
}
