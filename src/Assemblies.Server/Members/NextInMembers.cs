using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Members;

/// <summary>Tells head and deputy that their member's fee ends within two months, or is over: without it, it has no vote.</summary>
internal sealed class NextInMembers(AssembliesDb db) : IKnowWhatIsNext
{
    public async Task Tell(NextThings next, CancellationToken ct)
    {
        var theirs = next
            .Reader.Hats.Where(hat => hat.Kind is OrganisationKind.Member && next.Reader.ActsFor(hat.Organisation))
            .Select(hat => hat.Organisation)
            .ToList();
        if (theirs.Count is 0)
        {
            return;
        }

        var soon = next.Today.PlusMonths(2);
        var ending = await db.Organisations.AsNoTracking().Where(o => theirs.Contains(o.Id) && o.FeePaidUntil <= soon).ToListAsync(ct);
        foreach (var member in ending)
        {
            // What is over is no date to know any more, but the vote is lost for want of it.
            if (member.FeePaidUntil < next.Today)
            {
                next.Waits(
                    new(
                        Urgency.Due,
                        $"Pay the fee of {member.Name}",
                        $"It was paid until {Clocks.Days(member.FeePaidUntil.Value, member.FeePaidUntil.Value)}. Unpaid on the record date, a member has seat and voice, but no vote.",
                        $"/organisations/{member.Code}",
                        "See the member"
                    )
                );
                continue;
            }

            next.Falls(
                new(
                    member.FeePaidUntil!.Value,
                    $"The fee of {member.Name} is paid until then. Unpaid on the record date, it has seat and voice, but no vote.",
                    $"/organisations/{member.Code}"
                )
            );
        }
    }
}
