namespace Assemblies.Domain.Rules;

/// <summary>One parameter of the rules as people read it.</summary>
/// <param name="Key">Its stable name, as in JSON and forms: <c>conveneDaysBefore</c>.</param>
/// <param name="Title">What it governs.</param>
/// <param name="Value">Its value in words.</param>
public sealed record RuleLine(string Key, string Title, string Value);

/// <summary>One parameter that differs between two versions.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">What it governs.</param>
/// <param name="Before">The older value in words.</param>
/// <param name="After">The newer value in words.</param>
public sealed record RuleChange(string Key, string Title, string Before, string After)
{
    /// <summary>The change in a sentence.</summary>
    public string Sentence => $"{Title}: now {After}; it was {Before}.";
}

/// <summary>The rules in words, for the page of the rules and for what a new version changes.</summary>
public static class RuleLines
{
    /// <summary>Every parameter with its value, always in the same order.</summary>
    public static IReadOnlyList<RuleLine> Describe(this RulesOfProcedure rules) =>
        [.. RuleParameter.All.Select(one => new RuleLine(one.Key, one.Title, one.InWords(rules)))];

    /// <summary>What differs in the newer version, in the order of <see cref="Describe"/>; empty when nothing does.</summary>
    public static IReadOnlyList<RuleChange> ChangesSince(this RulesOfProcedure newer, RulesOfProcedure older) =>
        [
            .. RuleParameter
                .All.Where(one => !Equals(one.ValueOf(newer), one.ValueOf(older)))
                .Select(one => new RuleChange(one.Key, one.Title, one.InWords(older), one.InWords(newer))),
        ];
}
