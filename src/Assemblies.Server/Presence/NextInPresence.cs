using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// Proxies that wait for an answer, that were given or are held, or can still be given; the room while a meeting of one's own is open; the
/// certificate of attendance when the last meeting is over.
/// </summary>
internal sealed class NextInPresence(AssembliesDb db) : IKnowWhatIsNext
{
    /// <summary>How many days before the last one it is said that a proxy can be given.</summary>
    private const int DaysAhead = 14;

    /// <summary>How many days after the last meeting the certificate is named.</summary>
    private const int DaysAfter = 30;

    public async Task Tell(NextThings next, CancellationToken ct)
    {
        if (next.Reader.Person is not { } person)
        {
            return;
        }

        var own = next.Reader.OwnDelegations().ToDictionary(h => h.Organisation, h => h.Name);
        if (own.Count > 0)
        {
            await TellOfProxies(next, own, ct);
        }

        await TellOfOpenMeetings(next, person, ct);
        await TellOfCertificates(next, person, ct);
    }

    private async Task TellOfProxies(NextThings next, Dictionary<Id<Domain.Members.Organisation>, string> own, CancellationToken ct)
    {
        var members = own.Keys.ToList();
        var coming = (
            await db
                .Assemblies.AsNoTracking()
                .Where(a => a.Meetings.Any(m => m.Statutory && m.CancelledAt == null && m.Date >= next.Today))
                .Select(a => new
                {
                    a.Id,
                    a.Code,
                    a.Title,
                    Steps = a.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList(),
                })
                .ToListAsync(ct)
        ).FindAll(a => AssemblyLife.StateAfter(a.Steps) is AssemblyState.Convened);
        var ids = coming.ConvertAll(a => a.Id);
        var proxies = await (
            from p in db.Proxies
            join principal in db.Organisations on p.Principal equals principal.Id
            join holder in db.Organisations on p.Holder equals holder.Id
            where ids.Contains(p.Assembly) && (p.State == ProxyState.Given || p.State == ProxyState.Accepted)
            where members.Contains(p.Principal) || members.Contains(p.Holder)
            select new
            {
                p.Assembly,
                p.Principal,
                p.Holder,
                p.State,
                PrincipalName = principal.Name,
                HolderName = holder.Name,
            }
        )
            .IgnoreAutoIncludes()
            .AsNoTracking()
            .ToListAsync(ct);
        var deadlines = await db.DeadlinesOf(ids, ct);
        foreach (var a in coming)
        {
            var path = $"/assemblies/{a.Code}/proxies";
            var here = proxies.FindAll(p => p.Assembly == a.Id);
            foreach (var p in here)
            {
                next.Waits(
                    (own.ContainsKey(p.Holder), p.State) switch
                    {
                        (true, ProxyState.Given) => new(
                            Urgency.Asked,
                            $"Answer the proxy of {p.PrincipalName}",
                            $"{p.PrincipalName} asks you to vote for it at {a.Code}. It counts once you accept it.",
                            path,
                            "Read the proxy"
                        ),
                        (true, _) => new(
                            Urgency.Read,
                            $"You vote for {p.PrincipalName} at {a.Code}",
                            "Its vote counts while one of you is there.",
                            path,
                            "See the proxy"
                        ),
                        (_, ProxyState.Given) => new(
                            Urgency.Read,
                            $"Your proxy waits for {p.HolderName}",
                            $"You gave your vote at {a.Code} to {p.HolderName}, which has not answered yet.",
                            path,
                            "See the proxy"
                        ),
                        _ => new(
                            Urgency.Read,
                            $"{p.HolderName} votes for you at {a.Code}",
                            "If one of you comes after all, online too, the proxy ends and you vote yourselves.",
                            path,
                            "See the proxy"
                        ),
                    }
                );
            }

            if (
                deadlines.GetValueOrDefault(a.Id) is { Rules.ProxiesPerHolder: > 0 } list
                && list[DeadlineKind.Proxies] is { } deadline
                && !deadline.IsPast(next.Now)
            )
            {
                next.Falls(new(deadline.Date, $"Last day to give or withdraw a proxy for {a.Code}.", path));
                if (here.Count is 0 && deadline.Date <= next.Today.PlusDays(DaysAhead))
                {
                    next.Waits(
                        new(
                            Urgency.Open,
                            $"Give a proxy if nobody of you can be at {a.Code}",
                            "Another member then votes for you. Whoever can take part online needs none.",
                            path,
                            "Give a proxy",
                            deadline.Date
                        )
                    );
                }
            }
        }
    }

    private async Task TellOfOpenMeetings(NextThings next, Id<Domain.Members.Person> person, CancellationToken ct)
    {
        var steps = await (
            from r in db.Registrants
            join a in db.Assemblies on r.Assembly equals a.Id
            join m in db.Meetings on a.Id equals m.Assembly
            join s in db.SittingSteps.OpenNow(db) on m.Id equals s.Meeting
            where r.Person == person && r.CancelledAt == null && m.CancelledAt == null
            select new
            {
                a.Code,
                m.Title,
                m.Format,
                Last = db
                    .PresenceEntries.Where(e => e.Meeting == m.Id && e.Registrant == r.Id)
                    .OrderByDescending(e => e.Number)
                    .Select(e => (Move?)e.Move)
                    .FirstOrDefault(),
            }
        ).ToListAsync(ct);
        foreach (var open in steps)
        {
            next.Waits(
                open.Last is not Move.In && open.Format is not MeetingFormat.OnSite
                    ? new(
                        Urgency.Asked,
                        $"Check in online: “{open.Title}” is open",
                        $"{open.Code} is in session. If you are in the room, the desk at the door checks you in.",
                        $"/assemblies/{open.Code}/room",
                        "Go to the room"
                    )
                    : new(
                        Urgency.Asked,
                        $"“{open.Title}” is in session",
                        "What is on, whether the quorum holds, and what comes next.",
                        $"/assemblies/{open.Code}/room",
                        "Go to the room"
                    )
            );
        }
    }

    private async Task TellOfCertificates(NextThings next, Id<Domain.Members.Person> person, CancellationToken ct)
    {
        var since = next.Now - Duration.FromDays(DaysAfter);
        var attended = await (
            from r in db.Registrants
            join a in db.Assemblies on r.Assembly equals a.Id
            where r.Person == person && db.PresenceEntries.Any(e => e.Registrant == r.Id)
            where a.Meetings.Any(m => m.CancelledAt == null && m.EndsAt > since)
            where a.Meetings.All(m => m.CancelledAt != null || m.EndsAt < next.Now)
            select new
            {
                r.Id,
                a.Code,
                a.Title,
            }
        ).ToListAsync(ct);
        foreach (var one in attended)
        {
            next.Waits(
                new(
                    Urgency.Read,
                    $"Your certificate of attendance: {one.Title}",
                    "Your days and hours by the list of the desk, to print or to save as PDF.",
                    $"/assemblies/{one.Code}/attendance/certificates/{one.Id}",
                    "See the certificate"
                )
            );
        }
    }
}
