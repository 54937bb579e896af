using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Platform.Database;

/// <summary>Which rules and deadlines hold for an assembly: read in one place by every area.</summary>
public static class RulesReading
{
    /// <summary>The version in force for what is not convened yet.</summary>
    public static Task<RulesVersion> NewestRules(this AssembliesDb db, CancellationToken ct) =>
        db.RulesVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstAsync(ct);

    /// <summary>What day it is by the rules in force: mandates and deadlines go by it.</summary>
    public static async Task<LocalDate> Today(this AssembliesDb db, Instant now, CancellationToken ct) =>
        (await db.NewestRules(ct)).Parameters.DayOf(now);

    /// <summary>The version an assembly is under: the one it was convened under, before that the newest.</summary>
    public static Task<RulesVersion> RulesFor(this AssembliesDb db, Assembly assembly, CancellationToken ct) =>
        assembly.RulesVersion is { } pinned ? db.RulesVersions.AsNoTracking().SingleAsync(v => v.Number == pinned, ct) : db.NewestRules(ct);

    /// <summary>The same by id; null when there is no such assembly.</summary>
    public static Task<RulesVersion?> RulesFor(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        (
            from a in db.Assemblies
            from version in db.RulesVersions
            where a.Id == assembly && (a.RulesVersion == null || a.RulesVersion == version.Number)
            orderby version.Number descending
            select version
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(ct);

    /// <summary>
    /// The deadlines of an assembly, those set by hand included; null as long as it has no day with a statutory meeting. Its meetings need
    /// not be loaded, and what is not saved yet does not count.
    /// </summary>
    public static async Task<DeadlineList?> DeadlinesOf(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        (await db.DeadlinesOf([assembly], ct)).GetValueOrDefault(assembly);

    /// <summary>The same for an assembly with its meetings loaded, as they are now: what is not saved yet counts too.</summary>
    public static async Task<DeadlineList?> DeadlinesOf(this AssembliesDb db, Assembly assembly, CancellationToken ct)
    {
        if (assembly is not { D: { } first, D2: { } last })
        {
            return null;
        }

        var rules = await db.RulesFor(assembly, ct);
        var overrides = await db.DeadlineOverrides.AsNoTracking().Where(o => o.Assembly == assembly.Id).ToListAsync(ct);
        return DeadlineList.Of(rules.Parameters, first, last, DeadlineOverride.InForce(overrides));
    }

    /// <summary>The same for several assemblies, in as many statements as for one; those without a statutory day are missing.</summary>
    public static async Task<IReadOnlyDictionary<Id<Assembly>, DeadlineList>> DeadlinesOf(
        this AssembliesDb db,
        IReadOnlyCollection<Id<Assembly>> assemblies,
        CancellationToken ct
    )
    {
        var days = await db
            .Assemblies.Where(a => assemblies.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                Rules = a.RulesVersion ?? db.RulesVersions.Max(v => v.Number),
                First = a.Meetings.Where(m => m.Statutory && m.CancelledAt == null).Min(m => (LocalDate?)m.Date),
                Last = a.Meetings.Where(m => m.Statutory && m.CancelledAt == null).Max(m => (LocalDate?)m.Date),
            })
            .Where(a => a.First != null)
            .ToListAsync(ct);
        var numbers = days.Select(a => a.Rules).Distinct().ToList();
        var rules = await db.RulesVersions.AsNoTracking().Where(v => numbers.Contains(v.Number)).ToDictionaryAsync(v => v.Number, ct);
        var overrides = (await db.DeadlineOverrides.AsNoTracking().Where(o => assemblies.Contains(o.Assembly)).ToListAsync(ct)).ToLookup(
            o => o.Assembly
        );
        return days.ToDictionary(
            a => a.Id,
            a => DeadlineList.Of(rules[a.Rules].Parameters, a.First!.Value, a.Last!.Value, DeadlineOverride.InForce(overrides[a.Id]))
        );
    }
}
