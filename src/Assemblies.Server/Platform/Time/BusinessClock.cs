using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Platform.Time;

/// <summary>How far business time is ahead of the machine's; one row, moved in Development only.</summary>
public sealed class ClockOffset
{
    /// <summary>Always 1: there is one.</summary>
    public int Id { get; private set; } = 1;

    /// <summary>Seconds ahead.</summary>
    public long Seconds { get; private set; }

    internal static ClockOffset Of(Duration offset) => new() { Seconds = (long)offset.TotalSeconds };
}

/// <summary>Business time: the machine's clock and an offset that Development keeps in the database, the same after a restart.</summary>
/// <remarks>Deadlines, notices and reminders go by it. Leases, sign-ins, outbox and audit go by the database's <c>now()</c>.</remarks>
internal sealed class BusinessClock(IClock machine, IServiceScopeFactory scopes) : IClock
{
    private Duration offset = Duration.Zero;

    public Instant GetCurrentInstant() => machine.GetCurrentInstant() + offset;

    /// <summary>Reads the offset; called at start. Another replica that runs already learns of a move at its next one.</summary>
    public async Task Read(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        offset = Duration.FromSeconds(await db.ClockOffsets.Select(o => o.Seconds).SingleOrDefaultAsync(ct));
    }

    /// <summary>Sets business time; the offset is kept.</summary>
    public async Task Set(Instant now, CancellationToken ct)
    {
        // Whole seconds, rounded up: it is then not a moment before what was asked for.
        var seconds = (long)Math.Ceiling((now - machine.GetCurrentInstant()).TotalSeconds);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        await db.Database.ExecuteSqlAsync(
            $"insert into clock_offset (id, seconds) values (1, {seconds}) on conflict (id) do update set seconds = excluded.seconds",
            ct
        );
        offset = Duration.FromSeconds(seconds);
    }
}
