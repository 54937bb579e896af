using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>What the service does by itself; each job looks whether there is anything to do, and then sends one command.</summary>
internal static class Jobs
{
    /// <summary>Tells of changes that have rested long enough.</summary>
    public static async Task SettleChanges(IServiceProvider services, CancellationToken ct)
    {
        var (db, settings) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<Settings>());
        var ripe = await db
            .Database.SqlQuery<Guid>(
                $"""select entry as "Value" from pending_change where at <= now() - make_interval(secs => {settings.Settle.TotalSeconds}) limit 1"""
            )
            .ToListAsync(ct);
        if (ripe.Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new SettleChanges(), ct);
        }
    }

    /// <summary>Takes back what was sent by mandates that have ended.</summary>
    public static async Task EndInvitations(IServiceProvider services, CancellationToken ct)
    {
        if ((await services.GetRequiredService<EndedMandates>().Find(ct)).Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new EndInvitations(), ct);
        }
    }

    /// <summary>Reminds whom it concerns.</summary>
    public static async Task SendReminders(IServiceProvider services, CancellationToken ct)
    {
        if ((await services.GetRequiredService<ReminderPlan>().Timely(ct)).Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new SendReminders(), ct);
        }
    }
}
