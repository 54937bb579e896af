using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests;

/// <summary>GA-2027-1 in Ljubljana, as it stands right after SI agreed to host it.</summary>
public static class DemoAssembly
{
    /// <summary>Its code.</summary>
    public const string Code = "GA-2027-1";

    /// <summary>The house on whose stage it is.</summary>
    public static readonly Place Ljubljana = new("Cankarjev dom", null, "Ljubljana", "SI", 46.06, 14.51, "Europe/Ljubljana");

    /// <summary>Lets the areas react to SI’s agreement, as if the call had been answered.</summary>
    public static async Task Host(
        TestService service,
        string edition = Code,
        string host = "SI",
        LocalDate? openMeeting = null,
        Place? place = null,
        params string[] coHosts
    )
    {
        var open = openMeeting ?? new LocalDate(2027, 4, 21);
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var hosts = await db.Organisations.ToDictionaryAsync(o => o.Code, o => o.Id);
        var by = await db.People.Where(p => p.Email == DemoNetwork.SloveniaHead).Select(p => p.Id).SingleAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var accepted = new HostAccepted(
            edition,
            hosts[host],
            [.. coHosts.Select(code => hosts[code])],
            place ?? Ljubljana,
            open,
            [open.PlusDays(1), open.PlusDays(2)],
            by
        );
        foreach (var reaction in scope.ServiceProvider.GetServices<IReactTo<HostAccepted>>())
        {
            await reaction.Happened(accepted, CancellationToken.None);
        }

        await scope.ServiceProvider.GetRequiredService<DomainEvents>().React(CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
