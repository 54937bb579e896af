using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Registering as long as nobody has, a seat that is offered, a place in line; for host and secretariat, who asks for an exception.</summary>
internal sealed class NextInRegistration(AssembliesDb db) : IKnowWhatIsNext
{
    public async Task Tell(NextThings next, CancellationToken ct)
    {
        if (next.Reader.Person is not { } person)
        {
            return;
        }

        var coming = await (
            from a in db.Assemblies
            where a.Meetings.Any(m => m.CancelledAt == null && m.EndsAt > next.Now)
            orderby a.Code
            select new Coming(
                a.Id,
                a.Code,
                a.Title,
                a.Meetings.Where(m => m.CancelledAt == null).Select(m => new Held(m.Audience, m.StartsAt, m.EndsAt)).ToList(),
                a.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList()
            )
        ).ToListAsync(ct);
        var convened = coming.FindAll(a => AssemblyLife.StateAfter(a.Steps) is AssemblyState.Convened);
        if (convened.Count is 0)
        {
            return;
        }

        var ids = convened.ConvertAll(a => a.Id);
        var answered = await db
            .Registrants.Where(r => r.Person == person && ids.Contains(r.Assembly))
            .Select(r => r.Assembly)
            .ToListAsync(ct);
        var deadlines = await db.DeadlinesOf(ids, ct);
        foreach (var a in convened)
        {
            var deadline = deadlines.GetValueOrDefault(a.Id)?[DeadlineKind.Registration];
            var isFor = next.Reader.Hats.Any(h => a.Meetings.Exists(m => AudienceRule.Invites(Reader.ClassOf(h.Kind), m.Audience)));
            if (
                isFor
                && !answered.Contains(a.Id)
                && deadline?.IsPast(next.Now) is not true
                && a.Meetings.TrueForAll(m => m.StartsAt > next.Now)
            )
            {
                next.Waits(
                    new(
                        Urgency.Due,
                        $"Register for {a.Title}",
                        "Days, on site or online, dinner and what else is booked: one form. Say so, too, if you do not come.",
                        $"/assemblies/{a.Code}/registration",
                        "Register",
                        deadline?.Date
                    )
                );
            }
        }

        await TellOfLines(next, convened, ct);
        await TellOrganisers(next, convened, ct);
    }

    private async Task TellOfLines(NextThings next, List<Coming> convened, CancellationToken ct)
    {
        var ids = convened.ConvertAll(a => a.Id);
        var lines = await (
            from line in db.SeatLines
            join registrant in db.Registrants on line.Registrant equals registrant.Id
            join pool in db.SeatPools on line.Pool equals pool.Id
            where registrant.Person == next.Reader.Person && ids.Contains(registrant.Assembly)
            where line.State == SeatState.Offered || line.State == SeatState.Waiting
            orderby line.JoinedAt, line.Id
            select new
            {
                registrant.Assembly,
                line.State,
                line.OfferedUntil,
                pool.Kind,
                Title = pool.Meeting == null ? pool.Title : db.Meetings.Where(m => m.Id == pool.Meeting).Select(m => m.Title).First(),
                Number = db.SeatLines.Count(o => o.Pool == line.Pool && o.State == SeatState.Waiting && o.Place < line.Place) + 1,
            }
        ).ToListAsync(ct);
        foreach (var line in lines)
        {
            var of = convened.Single(a => a.Id == line.Assembly);
            var zone = Zones.Of(next.Reader.Zone ?? Clocks.Brussels.Id);
            next.Waits(
                line.State is SeatState.Offered
                    ? new(
                        Urgency.Asked,
                        $"Take the seat that is held for you: {line.Title}",
                        $"It is yours until {Clocks.Moment(line.OfferedUntil!.Value, zone)}; then the next in line is asked.",
                        $"/assemblies/{of.Code}/registration",
                        "Answer the offer",
                        line.OfferedUntil.Value.InZone(Clocks.Brussels).Date
                    )
                    : new(
                        Urgency.Read,
                        $"You are on the waiting list: {line.Title}",
                        $"Number {line.Number} in line{(line.Kind is PoolKind.OnSite ? " for a seat on site" : "")}. You get a mail when a seat is yours.",
                        $"/assemblies/{of.Code}/registration",
                        "See your registration"
                    )
            );
        }
    }

    private async Task TellOrganisers(NextThings next, List<Coming> convened, CancellationToken ct)
    {
        var mine = convened.FindAll(a => next.Reader.IsSecretariat || next.Reader.Holds(a.Id, Office.Host)).ConvertAll(a => a.Id);
        if (mine.Count is 0)
        {
            return;
        }

        var asked = await db
            .ExceptionRequests.Where(r => mine.Contains(r.Assembly) && r.AnsweredAt == null)
            .Where(r => next.Reader.IsSecretariat || r.Kind != DeadlineKind.Proxies)
            .GroupBy(r => r.Assembly)
            .Select(g => new { Assembly = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        foreach (var one in asked)
        {
            var of = convened.Single(a => a.Id == one.Assembly);
            next.Waits(
                new(
                    Urgency.Asked,
                    $"Answer {Words.Spelled(one.Count, "request", "requests")} for an exception at {of.Code}",
                    "Somebody missed a deadline and asks for more time.",
                    $"/assemblies/{of.Code}/exceptions",
                    one.Count is 1 ? "Look at the request" : "Look at the requests"
                )
            );
        }
    }

    private sealed record Held(Audience Audience, Instant StartsAt, Instant EndsAt);

    private sealed record Coming(Domain.Id<Assembly> Id, string Code, string Title, List<Held> Meetings, List<StepKind> Steps);
}
