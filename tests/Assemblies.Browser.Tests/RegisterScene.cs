using System.Net.Http.Json;
using Assemblies.Domain.Voting;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Minutes.Register;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Browser.Tests;

/// <summary>What the pages of the register show: decisions, one with a corrigendum, one overtaken, one superseded, motions that were not adopted, actions.</summary>
internal static class RegisterScene
{
    private const string Decisions = "/api/v1/decisions/GA-2027-1";

    /// <summary>Goes on from <see cref="DayScene"/>.</summary>
    public static async Task Play(DayOne day)
    {
        await Decide(day, "Budget 2028", "The budget for 2028 in document 8b is adopted.", "budget");
        await Decide(
            day,
            "Membership fees 2028",
            "The membership fees for 2028 are those of table 2 of document 8b.",
            "fees",
            Outcome.Rejected
        );
        await Decide(
            day,
            "Admission of RO",
            "Rețeaua STEM Carpați (Romania) is admitted, with effect from the end of the assembly.",
            "admission"
        );
        await Decide(day, "Position on the next EU programme", "Amendment 1: delete paragraph 3.", "position", Outcome.TiedRejected);
        var chair = await day.As(DayOne.Chair);
        var corrigendum = new { text = "The budget for 2028 in document 8a is adopted.", reason = "The text named the wrong document." };
        await chair.PostAsJsonAsync($"{Decisions}/01/correct", corrigendum).Succeeds();
        await chair
            .PostAsJsonAsync(
                $"{Decisions}/01/assign",
                new
                {
                    organisation = "SI",
                    due = "2027-06-30",
                    effective = "2028-01-01",
                }
            )
            .Succeeds();
        await chair.PostAsJsonAsync($"{Decisions}/02/open", new { isPublic = false, reason = "The applicant is told first." }).Succeeds();
        var notices = new
        {
            what = "Send the fee notices for 2028",
            organisation = "SI",
            until = "2027-06-30",
            decision = "01",
        };
        await chair.PostAsJsonAsync($"{DayOne.A}/actions", notices).Succeeds();
        await chair.PostAsJsonAsync($"{DayOne.A}/actions", new { what = "Find a printer for the badges" }).Succeeds();
        await chair.PostAsJsonAsync($"{DayOne.A}/actions", new { what = "Thank the ministry", person = DayOne.Chair }).Succeeds();
        await chair.PostAsJsonAsync($"{DayOne.A}/actions/3/done", new { words = "The letter went out." }).Succeeds();

        // Adopted, taken up again, rejected; and one that takes the place of another.
        var group = await Decide(day, "Working group on AI", "A working group on AI in STEM is set up.", "workingGroup");
        var motion = await day.Service.Db(db => db.PollResults.Where(r => r.Poll == group).Select(r => r.Motion).SingleAsync());
        await DecidedVotes.Decide(day.Service, DayOne.Code, "", "", Outcome.Rejected, "workingGroup", again: motion);
        await Decide(day, "Reports", "Working groups report once a year.", "workingGroup");
        await Decide(day, "Reports, more often", "Working groups report twice a year.", "workingGroup");
        await chair.PostAsJsonAsync($"{Decisions}/05/supersede", new { earlier = "GA-2027-1/04" }).Succeeds();
    }

    private static Task<Domain.Id<Poll>> Decide(DayOne day, string title, string text, string type, Outcome outcome = Outcome.Adopted) =>
        DecidedVotes.Decide(day.Service, DayOne.Code, title, text, outcome, type);
}
