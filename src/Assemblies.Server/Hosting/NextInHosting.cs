using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
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

    // The last task of the list is due 45 days after an assembly: what is not done long after is for the plan to say, not for the first page.
    private const int DaysAfter = 60;

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
        var calls = await db
            .HostCalls.AsNoTracking()
            .Where(c => c.Assignments.All(a => a.AcceptedAt == null))
            .WithRows()
            .OrderBy(c => c.Edition)
            .ToListAsync(ct);
        var own = reader.MembersToActFor();
        var (ids, open) = (own.Select(hat => hat.Organisation).ToList(), calls.ConvertAll(call => call.Id));
        var proposals = own.Count is 0
            ? []
            : await db
                .HostProposals.AsNoTracking()
                .Where(p => ids.Contains(p.By) && open.Contains(p.Call) && p.WithdrawnAt == null)
                .Select(p => new Standing(p.Call, p.By, p.SubmittedAt != null))
                .ToListAsync(ct);
        foreach (var call in calls)
        {
            var told = false;
            foreach (var member in own)
            {
                told |= TellMember(next, call, rules, member, proposals.Find(p => p.Call == call.Id && p.By == member.Organisation));
            }

            if (!told && reader.IsSecretariat && call.StateAt(next.Now, rules) is CallState.Closed)
            {
                next.Waits(
                    new(
                        Urgency.Due,
                        $"Choose who hosts {call.Edition}",
                        $"The call closed on {Clocks.Day(call.LastDay(rules))}. Compare the proposals, then ask a host or put them to the vote.",
                        $"/host-calls/{call.Edition}/proposals",
                        "Compare the proposals"
                    )
                );
            }
        }
    }

    private static bool TellMember(NextThings next, HostCall call, RulesOfProcedure rules, Hat member, Standing? proposal)
    {
        var path = $"/host-calls/{call.Edition}";
        if (call.Assignments.FirstOrDefault(a => a.IsPending && a.Member == member.Organisation) is { } asked)
        {
            next.Waits(
                new(
                    Urgency.Asked,
                    $"Say whether {member.Name} hosts {call.Edition}",
                    $"Your proposal was chosen for {Clocks.Days(asked.Dates.OpenMeeting, asked.Dates.Days[^1])}. What a host does, and when, is on the page.",
                    $"{path}/assignments/{asked.N}",
                    "Read what you are asked",
                    asked.AnswerBy
                )
            );
            return true;
        }

        if (call.StateAt(next.Now, rules) is not CallState.Open || proposal is { Submitted: true })
        {
            return false;
        }

        // Who acts for one member reads "your", who acts for several which.
        var several = next.Reader.MembersToActFor().Count > 1;
        var (your, of) = several ? ($"the proposal of {member.Name}", $" with {member.Name}") : ("your proposal", "");
        var drafted = proposal is not null;
        next.Waits(
            new(
                drafted ? Urgency.Due : Urgency.Open,
                drafted ? $"Finish {your} to host {call.Edition}" : $"Propose to host {call.Edition}{of}",
                drafted
                    ? "It is saved as a draft; nobody can choose it before you submit it."
                    : $"An assembly from {Clocks.Days(call.PeriodFrom, call.PeriodUntil)} looks for a host. You may save a draft and go on later.",
                several ? $"{path}/propose?for={member.Code}" : $"{path}/propose",
                drafted ? "Go on with the proposal" : "Write a proposal",
                call.ClosesOn
            )
        );
        return true;
    }

    private async Task TellOfTasks(NextThings next, CancellationToken ct)
    {
        var mine = Owners(next.Reader);
        var isSecretariat = next.Reader.IsSecretariat;
        if (mine.Count is 0 && !isSecretariat)
        {
            return;
        }

        var (since, assemblies) = (next.Today.PlusDays(-DaysAfter), mine.Select(it => it.Assembly).Distinct().ToList());
        var rows = await (
            from task in db.PlanTasks.AsNoTracking()
            join assembly in db.Assemblies on task.Assembly equals assembly.Id
            where task.DoneAt == null
            where assemblies.Contains(task.Assembly) || (isSecretariat && task.Owner == TaskOwner.Secretariat)
            where !assembly.Steps.Any(s => s.Kind == StepKind.Cancelled || s.Kind == StepKind.Closed)
            where !assembly.Meetings.Any() || assembly.Meetings.Any(m => m.Date >= since)
            select new { Task = task, assembly.Code }
        ).ToListAsync(ct);
        rows.RemoveAll(row =>
            !mine.Contains((row.Task.Assembly, row.Task.Owner)) && !(isSecretariat && row.Task.Owner is TaskOwner.Secretariat)
        );
        var standing = await db.Standing(rows.ConvertAll(row => row.Task.Assembly).Distinct().ToList(), ct);
        rows.RemoveAll(row => !standing.Contains(row.Task.Assembly));
        var deadlines = await db.DeadlinesOf([.. standing], ct);
        var due = rows.Select(row => (row.Code, row.Task.Title, On: row.Task.DueOn(deadlines.GetValueOrDefault(row.Task.Assembly))))
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

    private static HashSet<(Id<Assembly> Assembly, TaskOwner Owner)> Owners(Reader reader) =>
        [
            .. reader
                .Offices.Where(held => held.Office is Office.Host or Office.Chair or Office.DeputyChair)
                .Select(held => (held.Assembly, held.Office is Office.Host ? TaskOwner.Host : TaskOwner.Chair)),
        ];

    /// <summary>A proposal that was not withdrawn.</summary>
    private sealed record Standing(Id<HostCall> Call, Id<Domain.Members.Organisation> By, bool Submitted);
}
