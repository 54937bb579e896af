using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>An assembly that was held, or has its host.</summary>
/// <param name="Code">Its code: <c>GA-2025-1</c>.</param>
/// <param name="Host">The code of the member that hosted it.</param>
/// <param name="Country">The country it was in (ISO 3166).</param>
/// <param name="FirstDay">Its first day.</param>
public sealed record HostedAssembly(string Code, string Host, string Country, LocalDate FirstDay);

/// <summary>How often a region hosted.</summary>
/// <param name="Region">The region; null for countries that no region is given for.</param>
/// <param name="Assemblies">Its assemblies, the latest first.</param>
public sealed record RegionShare(string? Region, IReadOnlyList<HostedAssembly> Assemblies)
{
    /// <summary>How many these are.</summary>
    public int Count => Assemblies.Count;

    /// <summary>The region's name in a sentence.</summary>
    internal string Name => Region ?? "no region";
}

/// <summary>Who hosted over the years, by region: those who hosted rarely stand out.</summary>
/// <remarks>Which country lies in which region is an editable table. Order never depends on the order in which rows come.</remarks>
public sealed class Balance
{
    private readonly HostedAssembly[] assemblies;

    private Balance(HostedAssembly[] assemblies, IReadOnlyDictionary<string, string> regionOf, IEnumerable<string> regions)
    {
        this.assemblies = assemblies;
        var byRegion = assemblies.ToLookup(a => regionOf.GetValueOrDefault(a.Country), StringComparer.Ordinal);
        Regions =
        [
            .. regions
                .Cast<string?>()
                .Append(null)
                .Select(region => new RegionShare(region, [.. byRegion[region]]))
                .Where(share => share.Region is not null || share.Count > 0)
                .OrderByDescending(share => share.Count),
        ];
    }

    /// <summary>The assemblies looked at, the latest first.</summary>
    public IReadOnlyList<HostedAssembly> Assemblies => assemblies;

    /// <summary>Every region, also one that never hosted; the most frequent first, equal ones in the order of the table.</summary>
    public IReadOnlyList<RegionShare> Regions { get; }

    /// <summary>"Of the last eight assemblies three were in the South, two in the North …"; regions that did not host are named too.</summary>
    public string Sentence
    {
        get
        {
            if (assemblies.Length == 0)
            {
                return "No assembly has been held yet.";
            }

            var parts = Regions
                .Where(r => r.Count > 0)
                .Select((r, i) => $"{Words.Number(r.Count)}{(i > 0 ? "" : r.Count == 1 ? " was" : " were")} in {In(r)}")
                .Concat(Regions.Where(r => r.Count == 0).Select(r => $"none in {In(r)}"));
            var which = assemblies.Length == 1 ? "Of the last assembly" : $"Of the last {Words.Number(assemblies.Length)} assemblies";
            return $"{which} {string.Join(", ", parts)}.";
        }
    }

    /// <summary>Looks at the latest assemblies.</summary>
    /// <param name="assemblies">All that are known, in any order.</param>
    /// <param name="last">How many of the latest to look at; 8 is four years.</param>
    /// <param name="regionOf">Country → region; null for <see cref="Hosting.Regions.Default"/>.</param>
    public static Balance Of(IEnumerable<HostedAssembly> assemblies, int last = 8, IReadOnlyDictionary<string, string>? regionOf = null)
    {
        var table = regionOf ?? Hosting.Regions.Default;
        var regions = Hosting
            .Regions.Names.Where(table.Values.Contains)
            .Concat(table.Values.Except(Hosting.Regions.Names, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return new([.. Latest(assemblies).Take(last)], table, regions);
    }

    /// <summary>When a member hosted last: "GA-2023-2, four years before", "GA-2028-1, to come", "Never".</summary>
    /// <param name="assemblies">All that are known.</param>
    /// <param name="host">The member's code.</param>
    /// <param name="year">The year of the edition wanted, from which years are counted.</param>
    public static string LastHosted(IEnumerable<HostedAssembly> assemblies, string host, int year) =>
        LatestBy(assemblies, host) is not { } last ? "Never"
        : year - last.FirstDay.Year is var years && years > 0 ? $"{last.Code}, {Words.Count(years, "year")} before"
        : $"{last.Code}, {(years == 0 ? "the same year" : "to come")}";

    /// <summary>The last assembly a member hosted; null when it never did.</summary>
    public static HostedAssembly? LatestBy(IEnumerable<HostedAssembly> assemblies, string host) =>
        Latest(assemblies).FirstOrDefault(a => string.Equals(a.Host, host, StringComparison.Ordinal));

    private static IOrderedEnumerable<HostedAssembly> Latest(IEnumerable<HostedAssembly> assemblies) =>
        assemblies.OrderByDescending(a => a.FirstDay).ThenByDescending(a => a.Code, StringComparer.Ordinal);

    private static string In(RegionShare share) => share.Region is null ? share.Name : $"the {share.Name}";
}
