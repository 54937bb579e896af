using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>Coming assemblies, the dates on the way there, and what the secretariat has to do by the rules.</summary>
internal sealed class NextInMeetings(AssembliesDb db) : IKnowWhatIsNext
{
    private const int DaysAhead = 30;

    public async Task Tell(NextThings next, CancellationToken ct)
    {
        var seen = db.Meetings.Where(MeetingsSeen.SeenBy(next.Reader)).Where(m => m.CancelledAt == null);
        var coming = await (
            from a in db.Assemblies.AsNoTracking().Where(MeetingsSeen.KnownTo(next.Reader))
            select new
            {
                a.Id,
                a.Code,
                a.Title,
                a.Place.City,
                Steps = a.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList(),
                First = seen.Where(m => m.Assembly == a.Id).Min(m => (LocalDate?)m.Date),
                Last = seen.Where(m => m.Assembly == a.Id).Max(m => (LocalDate?)m.Date),
            }
        )
            .Where(a => a.Last >= next.Today)
            .OrderBy(a => a.First)
            .ToListAsync(ct);
        var deadlines = await db.DeadlinesOf(coming.ConvertAll(a => a.Id), ct);
        foreach (var a in coming)
        {
            var state = AssemblyLife.StateAfter(a.Steps);
            if (state is not (AssemblyState.Planned or AssemblyState.Convened))
            {
                continue;
            }

            var path = $"/assemblies/{a.Code}";
            next.Waits(
                new(
                    Urgency.Read,
                    $"{a.Title} in {a.City}",
                    $"{Clocks.Days(a.First!.Value, a.Last!.Value)}, {a.Code}.",
                    path,
                    "See the programme"
                )
            );
            next.Falls(new(a.First.Value, $"{a.Title} begins in {a.City}.", path));
            if (deadlines.GetValueOrDefault(a.Id) is not { } list)
            {
                continue;
            }

            foreach (var deadline in list.All)
            {
                if (Says(deadline.Kind, a.Code, next) is { } says)
                {
                    next.Falls(new(deadline.Date, says));
                }
            }

            if (next.Reader.IsSecretariat && state is AssemblyState.Planned)
            {
                TellSecretariat(next, a.Code, a.Steps, list.All);
            }
        }
    }

    private static void TellSecretariat(NextThings next, string code, List<StepKind> steps, IEnumerable<Deadline> list)
    {
        foreach (var deadline in list.Where(d => d.Date <= next.Today.PlusDays(DaysAhead)))
        {
            if (deadline.Kind is DeadlineKind.Announcement && !AssemblyLife.IsAnnounced(steps))
            {
                next.Waits(
                    new(
                        Urgency.Due,
                        $"Announce the dates of {code}",
                        "A plain mail to everybody who will be convened, so that they keep the days free.",
                        $"/assemblies/{code}/announce",
                        "Look at the announcement",
                        deadline.Date
                    )
                );
            }
            else if (deadline.Kind is DeadlineKind.Convocation)
            {
                next.Waits(
                    new(
                        Urgency.Due,
                        $"Convene {code}",
                        "Who gets what, and whether the rules allow it today, stands on the page before anything is sent.",
                        $"/assemblies/{code}/convene",
                        "Check and convene",
                        deadline.Date
                    )
                );
            }
        }
    }

    // What follows a meeting gets its sentence with its pages.
    private static string? Says(DeadlineKind kind, string code, NextThings next) =>
        next.Reader is { IsMember: false, IsSecretariat: false }
            ? null
            : kind switch
            {
                DeadlineKind.Announcement when next.Reader.IsSecretariat => $"Last day to announce the dates of {code}.",
                DeadlineKind.Convocation when next.Reader.IsSecretariat => $"Last day to convene {code}.",
                DeadlineKind.MembersItems => $"Last day to request an item for the agenda of {code}.",
                DeadlineKind.Candidatures => $"Last day to name candidates for {code}.",
                DeadlineKind.Registration => $"Last day to register for {code}.",
                DeadlineKind.RegistrationChanges => $"Last day to change a registration for {code}.",
                DeadlineKind.CountryUpdates => $"Last day to hand in the country update for {code}.",
                DeadlineKind.FinalDocuments => $"The final agenda and the documents of {code} are sent.",
                DeadlineKind.Amendments => $"Last day for amendments to what is on the agenda of {code}.",
                _ => null,
            };
}
