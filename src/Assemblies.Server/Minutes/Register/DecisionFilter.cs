using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NpgsqlTypes;

namespace Assemblies.Server.Minutes.Register;

/// <summary>What the register is narrowed to; the same for list, export and page.</summary>
/// <param name="Search">Words that all occur, or begin a word, in number, title or text; accents and capitals do not matter. Null for no search.</param>
/// <param name="Assembly">Only of this assembly.</param>
/// <param name="Year">Only what was decided in this year, Brussels time.</param>
/// <param name="Type">Only of this type of item, such as <c>budget</c>.</param>
/// <param name="IsAdopted">Only decisions, or only what was not adopted; null for both.</param>
/// <param name="Responsible">Only what this organisation carries out, by its code.</param>
/// <param name="IsPublic">Only what everybody reads, or only what is for the members; null for both.</param>
public sealed partial record DecisionFilter(
    string? Search = null,
    string? Assembly = null,
    int? Year = null,
    string? Type = null,
    bool? IsAdopted = null,
    string? Responsible = null,
    bool? IsPublic = null
)
{
    /// <summary>Whether anything is narrowed.</summary>
    public bool IsEmpty => this == new DecisionFilter();

    /// <summary>The words of the search; none where nothing is searched for.</summary>
    internal IReadOnlyList<string> SearchWords =>
        Search is null ? [] : [.. Word().Matches(Search.Normalize(NormalizationForm.FormC)).Take(20).Select(match => match.Value)];

    /// <summary>The entries that fit.</summary>
    internal IQueryable<Decision> Narrow(IQueryable<Decision> entries, AssembliesDb db)
    {
        if (Assembly is { } assembly)
        {
            entries = entries.Where(d => d.Code == assembly);
        }

        if (Year is { } year && year is >= 1900 and <= 2199)
        {
            var (from, until) = (Start(year), Start(year + 1));
            entries = entries.Where(d => d.DecidedAt >= from && d.DecidedAt < until);
        }

        if (Type is { } type)
        {
            entries = entries.Where(d => d.ItemType == type);
        }

        if (IsAdopted is { } adopted)
        {
            entries = entries.Where(d => (d.Seq != null) == adopted);
        }

        if (Responsible is { } code)
        {
            entries = entries.Where(d => db.Organisations.Any(o => o.Id == d.Organisation && o.Code == code));
        }

        if (IsPublic is { } open)
        {
            entries = entries.Where(d => d.IsPublic == open);
        }

        // Nothing but signs was typed: that is found nowhere.
        return SearchWords.Count > 0 ? Found(entries, Query())
            : Search is { Length: > 0 } ? entries.Where(_ => false)
            : entries;
    }

    /// <summary>Those that have it in number or title come first, then the newest.</summary>
    internal IQueryable<Placed> Order(IQueryable<Decision> entries)
    {
        if (SearchWords.Count is 0)
        {
            return entries.Select(d => new Placed { Entry = d, InTitle = false }).OrderByDescending(it => it.Entry.Entry);
        }

        var inTitle = Query("A");
        return entries
            .Select(d => new Placed
            {
                Entry = d,
                InTitle = EF.Property<NpgsqlTsVector>(d, RegisterTables.Words)
                    .Matches(EF.Functions.ToTsQuery(RegisterTables.Folded, inTitle)),
            })
            .OrderByDescending(it => it.InTitle)
            .ThenByDescending(it => it.Entry.Entry);
    }

    private static IQueryable<Decision> Found(IQueryable<Decision> entries, string query) =>
        entries.Where(d =>
            EF.Property<NpgsqlTsVector>(d, RegisterTables.Words).Matches(EF.Functions.ToTsQuery(RegisterTables.Folded, query))
        );

    private string Query(string weight = "") => string.Join(" & ", SearchWords.Select(word => $"{word}:*{weight}"));

    private static Instant Start(int year) => Clocks.Brussels.AtStartOfDay(new(year, 1, 1)).ToInstant();

    // Letters and digits of any script; what lies between parts words, but for a point within a number.
    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+(\.\p{Nd}+)*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}

/// <summary>An entry, and whether what was searched for stands in its title.</summary>
internal sealed class Placed
{
    public required Decision Entry { get; init; }

    public bool InTitle { get; init; }
}
