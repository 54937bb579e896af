using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Presence.Evidence;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The room on the days of the assembly and while a meeting is open; the door for those who stand at it; proxies for members once it is convened; the
/// attendance for its officers; one's own certificate of it once the last meeting is over.
/// </summary>
internal sealed class TabsOfTheDay(IServiceScopeFactory scopes, IClock clock) : IMoreTabs
{
    public async Task<IReadOnlyList<(string Path, string Text)>> Of(Reader reader, string code, CancellationToken ct)
    {
        // A page's parts ask side by side: each in a scope of its own.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var now = clock.GetCurrentInstant();
        var (before, after) = (now + Duration.FromHours(12), now - Duration.FromHours(12));
        var stands = await db
            .Assemblies.Where(a => a.Code == code)
            .Select(a => new
            {
                Steps = a.Steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList(),
                IsOn = a.Meetings.Any(m =>
                    m.CancelledAt == null
                    && ((m.StartsAt < before && m.EndsAt > after) || db.SittingSteps.OpenNow(db).Any(s => s.Meeting == m.Id))
                ),
                IsOver = a.Meetings.All(m => m.CancelledAt != null || m.EndsAt < now),
                Attended = db
                    .Registrants.Where(r => r.Assembly == a.Id && r.Person == reader.Person)
                    .Where(r => db.PresenceEntries.Any(e => e.Registrant == r.Id))
                    .Select(r => (Id<Registrant>?)r.Id)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(ct);
        if (stands is null)
        {
            return [];
        }

        var isOfficer = new KeepsEvidence(code).Allows(reader);
        var state = AssemblyLife.StateAfter(stands.Steps);
        var tabs = new List<(string, string)>();
        if (state is AssemblyState.Convened && (reader.IsMember || isOfficer))
        {
            if (stands.IsOn)
            {
                tabs.Add(("/room", "Room"));
                if (new AtDesk(code).Allows(reader))
                {
                    tabs.Add(("/check-in", "Check-in"));
                }
            }

            tabs.Add(("/proxies", "Proxies"));
        }

        // The evidence is asked for years later.
        if (state is AssemblyState.Convened or AssemblyState.Adjourned or AssemblyState.Closed && isOfficer)
        {
            tabs.Add(("/attendance", "Attendance"));
        }

        if (stands is { IsOver: true, Attended: { } own })
        {
            tabs.Add(($"/attendance/certificates/{own}", "Your certificate"));
        }

        return tabs;
    }
}
