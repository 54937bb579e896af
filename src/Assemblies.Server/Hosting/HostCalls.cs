using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>How calls are fetched to be changed.</summary>
internal static class HostCalls
{
    /// <summary>The call of an edition with its rows, locked: what follows from its state holds until the commit.</summary>
    /// <remarks>Two statements: rows read together with the lock would be those from before the wait for it.</remarks>
    public static async Task<HostCall?> Lock(this DbSet<HostCall> calls, AssembliesDb db, string edition, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from host_call where edition = {edition} for update", ct);
        return await calls.WithRows().SingleOrDefaultAsync(c => c.Edition == edition, ct);
    }

    /// <summary>A proposal and its call, locked.</summary>
    public static async Task<(HostProposal Proposal, HostCall Call)?> Lock(
        this DbSet<HostProposal> proposals,
        AssembliesDb db,
        Id<HostProposal> id,
        CancellationToken ct
    )
    {
        var value = id.Value;
        await db.Database.ExecuteSqlAsync(
            $"select 1 from host_call where id = (select call from host_proposal where id = {value}) for update",
            ct
        );
        var proposal = await proposals.Include(p => p.CoHosts).SingleOrDefaultAsync(p => p.Id == id, ct);
        return proposal is null ? null : (proposal, await db.HostCalls.WithRows().SingleAsync(c => c.Id == proposal.Call, ct));
    }

    /// <summary>Asks the next of the order that was given; null when nobody is left.</summary>
    public static async Task<HostAssignment?> AskNext(
        this HostCall call,
        AssembliesDb db,
        Instant now,
        RulesOfProcedure rules,
        CancellationToken ct
    )
    {
        var asked = call.Assignments.OrderBy(a => a.N).Last().Member;
        var code = await db.Organisations.Where(o => o.Id == asked).Select(o => o.Code).SingleAsync(ct);
        return call.AskNext(await db.HostProposals.Where(p => p.Call == call.Id).ToDictionaryAsync(p => p.Id, ct), code, now, rules);
    }

    /// <summary>With steps and assignments, from which the state is read.</summary>
    public static IQueryable<HostCall> WithRows(this IQueryable<HostCall> calls) =>
        calls.Include(c => c.Steps).Include(c => c.Assignments).AsSplitQuery();

    /// <summary>The rules that count now.</summary>
    public static async Task<RulesOfProcedure> RulesNow(this AssembliesDb db, CancellationToken ct) =>
        (await db.NewestRules(ct)).Parameters;
}
