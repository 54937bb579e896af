using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>Under which zone data the meetings' instants were worked out; one row.</summary>
public sealed class ZoneDataVersion
{
    private ZoneDataVersion() { }

    internal ZoneDataVersion(string version) => Version = version;

    /// <summary>Always 1: there is one.</summary>
    public int Id { get; private set; } = 1;

    /// <summary>Such as <c>TZDB: 2026c</c>.</summary>
    public string Version { get; private set; } = "";

    internal void Become(string version) => Version = version;
}

/// <summary>At start: when the zone data changed, the meetings' instants are worked out anew from their local times, which are the truth.</summary>
internal sealed partial class ZoneData(IServiceScopeFactory scopes, ILogger<ZoneData> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var now = DateTimeZoneProviders.Tzdb.VersionId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // One replica at a time; the others then find it done.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('assemblies.zone_data'))", cancellationToken);
        var known = await db.Set<ZoneDataVersion>().SingleOrDefaultAsync(cancellationToken);
        if (known?.Version == now)
        {
            return;
        }

        if (known is null)
        {
            db.Add(new ZoneDataVersion(now));
        }
        else
        {
            known.Become(now);
        }

        var meetings = await db.Meetings.ToListAsync(cancellationToken);
        foreach (var meeting in meetings)
        {
            meeting.Derive(meeting.TimeZone);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        WorkedOutAnew(meetings.Count, now);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Worked out the instants of {Meetings} meetings by {Version}")]
    private partial void WorkedOutAnew(int meetings, string version);
}
