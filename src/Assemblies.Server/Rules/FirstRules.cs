using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Rules;

/// <summary>At start: a network that has no rules yet gets the defaults as version 1, so that every assembly is under some.</summary>
internal sealed class FirstRules(IServiceScopeFactory scopes, IClock clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        if (await db.RulesVersions.AnyAsync(cancellationToken))
        {
            return;
        }

        db.RulesVersions.Add(RulesVersion.First(clock.GetCurrentInstant()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.FromPostgres()?.ConstraintName == RulesTables.VersionNumber)
        {
            // Another replica was first.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
