using System.Globalization;
using NodaTime;

namespace Assemblies.Domain;

/// <summary>Dates, counts and lists as people write them. English, whatever the culture of the process.</summary>
internal static class Words
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>Words up to twelve, digits above: "nine", "31".</summary>
    internal static string Number(int number) => (number is 0 ? null : English.Spelled(number)) ?? number.ToString(Plain);

    /// <summary>A number with its noun: "one day", "14 days", "no days".</summary>
    internal static string Count(int number, string one, string? many = null)
    {
        var noun = number == 1 ? one : many ?? one + "s";
        return number == 0 ? $"no {noun}" : $"{Number(number)} {noun}";
    }

    /// <summary>A duration: "five minutes", "one hour", "2 hours 15 minutes".</summary>
    internal static string Duration(int minutes)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        return hours == 0 ? Count(minutes, "minute")
            : rest == 0 ? Count(hours, "hour")
            : string.Create(Plain, $"{hours} {(hours == 1 ? "hour" : "hours")} {rest} {(rest == 1 ? "minute" : "minutes")}");
    }

    /// <summary>"25 March 2027".</summary>
    internal static string Date(LocalDate date) => date.ToString("d MMMM uuuu", Plain);

    /// <summary>"Thursday 25 March 2027".</summary>
    internal static string Day(LocalDate date) => date.ToString("dddd d MMMM uuuu", Plain);

    /// <summary>"12:30".</summary>
    internal static string Time(LocalTime time) => time.ToString("HH:mm", Plain);

    /// <summary>A title as it is quoted in a sentence.</summary>
    internal static string Quote(string title) => $"“{title}”";

    /// <inheritdoc cref="English.List" />
    internal static string List(IReadOnlyList<string> parts) => English.List(parts);

    /// <summary>The sentence with a capital at its start.</summary>
    internal static string Sentence(string text) => English.Capital(text);
}
