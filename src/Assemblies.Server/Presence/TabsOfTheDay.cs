using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The room on the days of the assembly and while a meeting is open; the door for those who stand at it; proxies for members once it is convened.</summary>
internal sealed class TabsOfTheDay(IServiceScopeFactory scopes, IClock clock) : IMoreTabs
{
    private static readonly Office[] AtDoor = [Office.Host, Office.Teller, Office.Chair, Office.DeputyChair];

    public async Task<IReadOnlyList<(string Path, string Text)>> Of(Reader reader, string code, CancellationToken ct)
    {
        var offices = reader.Offices.Where(held => held.Code == code).Select(held => held.Office).ToList();
        if (!reader.IsSecretariat && !reader.IsMember && offices.Count is 0)
        {
            return [];
        }

        // A page's parts ask side by side: each in a scope of its own.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var now = clock.GetCurrentInstant();
        var (before, after) = (now + Duration.FromHours(12), now - Duration.FromHours(12));
        var stands = await db
            .Assemblies.Where(a => a.Code == code)
            .Select(a => new
            {
                IsConvened = a.Steps.OrderByDescending(s => s.Seq).Select(s => s.Kind).First() == StepKind.Convened,
                IsOn = a.Meetings.Any(m =>
                    m.CancelledAt == null
                    && (
                        (m.StartsAt < before && m.EndsAt > after)
                        || (
                            db.SittingSteps.Any(s => s.Meeting == m.Id)
                            && !db.SittingSteps.Any(s => s.Meeting == m.Id && s.Kind == SittingStepKind.Closed)
                        )
                    )
                ),
            })
            .SingleOrDefaultAsync(ct);
        if (stands is not { IsConvened: true })
        {
            return [];
        }

        var tabs = new List<(string, string)>();
        if (stands.IsOn)
        {
            tabs.Add(("/room", "Room"));
            if (reader.IsSecretariat || offices.Exists(AtDoor.Contains))
            {
                tabs.Add(("/check-in", "Check-in"));
            }
        }

        tabs.Add(("/proxies", "Proxies"));
        return tabs;
    }
}
