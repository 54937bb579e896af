using Assemblies.Server.Members.Demo;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Members;

/// <summary>Before the first request is served: the demo network into an empty database, and the first account of the secretariat.</summary>
internal sealed class AtStart(IServiceScopeFactory scopes, Settings settings) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateServiceScope();
        var (db, mediator) = (
            scope.ServiceProvider.GetRequiredService<AssembliesDb>(),
            scope.ServiceProvider.GetRequiredService<IMediator>()
        );
        if (settings.SeedDemo && !await db.Organisations.AnyAsync(cancellationToken))
        {
            await mediator.Send(new SeedDemo(), cancellationToken);
        }

        if (settings.FirstSecretariat is { } email)
        {
            await mediator.Send(new MakeFirstSecretariat(email), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
