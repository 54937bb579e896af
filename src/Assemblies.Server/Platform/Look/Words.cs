using System.Globalization;
using Assemblies.Domain;
using NodaTime;

namespace Assemblies.Server.Platform.Look;

/// <summary>Numbers and days as people write them in a sentence.</summary>
public static class Words
{
    /// <summary>"1 proposal", "1,200 proposals".</summary>
    public static string Count(int number, string one, string many) => $"{number.ToString("N0", Culture)} {(number is 1 ? one : many)}";

    /// <summary>"no proposals", "one proposal", "thirteen" and more in digits.</summary>
    public static string Spelled(int number, string one, string many) =>
        English.Spelled(number) is { } word ? $"{word} {(number is 1 ? one : many)}" : Count(number, one, many);

    /// <summary>With a capital, to begin a sentence.</summary>
    public static string Capital(string text) => English.Capital(text);

    /// <summary>"today", "tomorrow", "in 23 days", "yesterday", "4 days ago".</summary>
    public static string Away(LocalDate from, LocalDate to) =>
        Period.DaysBetween(from, to) switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            > 0 and var days => $"in {days} days",
            var days => $"{-days} days ago",
        };

    /// <summary>"Anna, Luís and Zoë".</summary>
    public static string List(IReadOnlyCollection<string> items) => English.List(items);

    /// <summary>"9.4 MB", "312 KB".</summary>
    public static string Size(long bytes) =>
        bytes >= 1_000_000
            ? string.Create(Culture, $"{bytes / 1_000_000.0:0.#} MB")
            : string.Create(Culture, $"{Math.Max(1, bytes / 1_000)} KB");

    internal static CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-GB");
}
