using System.Globalization;

namespace Assemblies.Domain;

/// <summary>Small numbers, lists and beginnings of sentences as people write them, whatever the culture of the process.</summary>
public static class English
{
    private static readonly string[] Small =
    [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    /// <summary>"no", "nine", "twelve"; null above, where digits are read more easily.</summary>
    public static string? Spelled(int number) => number >= 0 && number < Small.Length ? Small[number] : null;

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyCollection<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts.Last()}";

    /// <summary>With a capital, to begin a sentence.</summary>
    public static string Capital(string text) => text.Length is 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
