using System.Globalization;
using System.Text.RegularExpressions;

namespace Assemblies.Domain.Meetings;

/// <summary>Which assembly of which year: its code is <c>GA-2027-1</c>.</summary>
/// <param name="Year">Four digits.</param>
/// <param name="Number">1 for spring, 2 for autumn, more for what comes beside them.</param>
public sealed partial record Edition(int Year, int Number)
{
    /// <summary>Its code.</summary>
    public string Code => string.Create(CultureInfo.InvariantCulture, $"GA-{Year}-{Number}");

    /// <summary>Its title, unless somebody gives it another.</summary>
    public string Title =>
        Number switch
        {
            1 => string.Create(CultureInfo.InvariantCulture, $"General Assembly Spring {Year}"),
            2 => string.Create(CultureInfo.InvariantCulture, $"General Assembly Autumn {Year}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"General Assembly {Year}, number {Number}"),
        };

    /// <summary>The one that follows when there are two a year.</summary>
    public Edition Next => Number == 1 ? new(Year, 2) : new(Year + 1, 1);

    /// <summary>Reads a code; null when it is none.</summary>
    public static Edition? Parse(string? code) =>
        code is not null && Pattern().Match(code) is { Success: true } match
            ? new(
                int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
            )
            : null;

    [GeneratedRegex("^GA-(?<year>20[0-9]{2})-(?<number>[1-9])\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
