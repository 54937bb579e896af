using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes;

/// <summary>Minutes that members may object to; for minute-takers what is on now, or to be published; for chair and minute-taker what is to be signed.</summary>
internal sealed class NextInMinutes(AssembliesDb db) : IKnowWhatIsNext
{
    public async Task Tell(NextThings next, CancellationToken ct)
    {
        if (next.Reader.Hats.Any(hat => hat is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy }))
        {
            await TellObjections(next, ct);
        }

        foreach (var held in next.Reader.Offices.Where(o => SignsMinutes.Signers.Contains(o.Office)).DistinctBy(o => o.Assembly))
        {
            await TellKeeper(next, held.Code, held.Assembly, ct);
        }
    }

    private async Task TellObjections(NextThings next, CancellationToken ct)
    {
        var open = await db
            .Assemblies.Where(a =>
                db.MinutesVersions.Any(v => v.Assembly == a.Id) && !db.MinutesApprovals.Any(p => p.Assembly == a.Id && p.EndedAt == null)
            )
            .OrderBy(a => a.Code)
            .Select(a => new { a.Id, a.Code })
            .ToListAsync(ct);
        foreach (var one in open)
        {
            if (await db.ObjectionsUntil(one.Id, null, ct) is { } until && !until.IsPast(next.Now))
            {
                next.Waits(
                    new(
                        Urgency.Read,
                        $"Read the minutes of {one.Code}",
                        "Your member can object to what is wrong.",
                        $"/assemblies/{one.Code}/minutes",
                        "Read the minutes",
                        until.Date
                    )
                );
            }
        }
    }

    private async Task TellKeeper(NextThings next, string code, Domain.Id<Assembly> assembly, CancellationToken ct)
    {
        var approval = await db.StandingApproval(assembly, ct);
        if (approval is not null)
        {
            var signed = await db.MinutesSignatures.AnyAsync(
                s => s.Assembly == assembly && s.Version == approval.Version && s.Person == next.Reader.Person,
                ct
            );
            if (!signed)
            {
                next.Waits(
                    new(
                        Urgency.Asked,
                        $"Sign the minutes of {code}",
                        "A later assembly approved them.",
                        $"/assemblies/{code}/minutes",
                        "Sign the minutes"
                    )
                );
            }

            return;
        }

        var writes = next.Reader.Offices.Any(o => o.Assembly == assembly && o.Office is Office.MinuteTaker);
        if (
            writes
            && await db.IsNotOver(assembly, next.Now, ct) is null
            && !await db.MinutesVersions.AnyAsync(v => v.Assembly == assembly, ct)
        )
        {
            next.Waits(
                new(
                    Urgency.Due,
                    $"Publish the minutes of {code}",
                    "Its meetings are closed.",
                    $"/assemblies/{code}/minutes/publish",
                    "Look at the draft",
                    (await db.DeadlinesOf(assembly, ct))?[Domain.Rules.DeadlineKind.DraftMinutes]?.Date
                )
            );
        }
    }
}
