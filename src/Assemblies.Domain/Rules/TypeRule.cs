using System.Globalization;
using System.Text.RegularExpressions;

namespace Assemblies.Domain.Rules;

/// <summary>What the rules ask of motions of one type.</summary>
/// <param name="Majority">The majority among members.</param>
/// <param name="Quorum">A quorum of its own, beside the general one; null for none.</param>
/// <param name="BothMajorities">Whether members and weights must both say yes.</param>
/// <param name="Secret">Whether it is voted on by secret ballot.</param>
/// <remarks>
/// It is typed and read in one line, such as "at least 2/3 of cast, quorum at least 2/3, secret". Source: rules.md, item types.
/// </remarks>
public sealed partial record TypeRule(MajorityRule Majority, Share? Quorum = null, bool BothMajorities = false, bool Secret = false)
{
    /// <summary>How it is typed.</summary>
    public const string Example = "at least 2/3 of cast, quorum at least 2/3";

    /// <summary>"at least 2/3 of cast, quorum at least 2/3, both majorities, secret": what <see cref="Parse"/> reads.</summary>
    public string InWords() =>
        string.Join(
            ", ",
            new[]
            {
                Majority.InWords(),
                Quorum is null ? null : $"quorum {Quorum.InWords()}",
                BothMajorities ? "both majorities" : null,
                Secret ? "secret" : null,
            }.OfType<string>()
        );

    /// <summary>Whether its shares are shares that something can be.</summary>
    public bool MakesSense() => Majority.Share.MakesSense() && Quorum?.MakesSense() is not false && Enum.IsDefined(Majority.Base);

    /// <summary>Reads a line; null when it is none.</summary>
    public static TypeRule? Parse(string? text)
    {
        if (Pattern().Match(text?.Trim() ?? "") is not { Success: true } match)
        {
            return null;
        }

        var rule = new TypeRule(
            new(ShareOf(match, "majority"), Enum.Parse<VoteBase>(match.Groups["base"].ValueSpan, ignoreCase: true)),
            match.Groups["quorum"].Success ? ShareOf(match, "quorum") : null,
            match.Groups["both"].Success,
            match.Groups["secret"].Success
        );
        return rule.MakesSense() ? rule : null;
    }

    private static Share ShareOf(Match match, string which) =>
        new(
            match.Groups[which].ValueSpan.StartsWith("more", StringComparison.OrdinalIgnoreCase) ? Comparison.MoreThan : Comparison.AtLeast,
            Number(match, which + "Num"),
            Number(match, which + "Den")
        );

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<majority>more than|at least) (?<majorityNum>[0-9]{1,4})/(?<majorityDen>[0-9]{1,4}) of (?<base>cast|expressed|present|entitled)"
            + @"(, *quorum (?<quorum>more than|at least) (?<quorumNum>[0-9]{1,4})/(?<quorumDen>[0-9]{1,4}))?(?<both>, *both majorities)?(?<secret>, *secret)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Pattern();
}

/// <summary>The rule of one type, as a version of the rules keeps it.</summary>
/// <param name="Type">Which type: <c>budget</c>.</param>
/// <param name="Rule">What is asked of it.</param>
public sealed record RuleOfType(string Type, TypeRule Rule);

/// <summary>A type of motion that the rules know.</summary>
/// <param name="Key">Its stable name, as items and motions bear it: <c>budget</c>.</param>
/// <param name="Title">What people read.</param>
/// <param name="Default">What is asked of it where nobody has said otherwise.</param>
public sealed record MotionType(string Key, string Title, TypeRule Default)
{
    /// <summary>The vote by which an item that came late is taken up, or not.</summary>
    public const string LateItem = "lateItem";

    private static readonly Share TwoThirds = new(Comparison.AtLeast, 2, 3);
    private static readonly Share FourFifths = new(Comparison.AtLeast, 4, 5);
    private static readonly TypeRule Simple = new(MajorityRule.Simple);
    private static readonly TypeRule TwoThirdsOfPresent = new(new(TwoThirds, VoteBase.Present));

    /// <summary>Every type, always in the same order.</summary>
    public static IReadOnlyList<MotionType> All { get; } =
    [
        new("agenda", "Agenda", Simple),
        new("minutes", "Minutes", Simple),
        new("report", "Reports", Simple),
        new("workingGroup", "Working groups and taskforces", Simple),
        new("position", "Positions", Simple),
        new("host", "Host of an assembly", Simple),
        new("budget", "Budget and accounts", Simple),
        new("fees", "Membership fees", Simple),
        new("strategy", "Strategy and work plan", Simple),
        new("admission", "Admission of a member", new(new(TwoThirds, VoteBase.Cast))),
        new("exclusion", "Exclusion of a member", TwoThirdsOfPresent),
        new("persons", "Persons", Simple with { Secret = true }),
        new(LateItem, "Taking up a late item", TwoThirdsOfPresent),
        new("closedSession", "Closing a session", TwoThirdsOfPresent),
        new("rules", "Rules of procedure", new(new(TwoThirds, VoteBase.Cast), Share.MoreThanHalf)),
        new("charter", "Charter", new(new(TwoThirds, VoteBase.Cast), TwoThirds)),
        new("purpose", "Purpose of the association", new(new(FourFifths, VoteBase.Cast), TwoThirds)),
        new("dissolution", "Dissolution", new(new(FourFifths, VoteBase.Cast), TwoThirds)),
        new("procedural", "Procedure", Simple),
    ];

    /// <summary>A type by its name; null for one that the rules do not know.</summary>
    public static MotionType? Of(string? key) => All.FirstOrDefault(type => string.Equals(type.Key, key, StringComparison.Ordinal));
}
