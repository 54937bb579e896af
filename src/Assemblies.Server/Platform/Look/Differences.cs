using System.Globalization;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Platform.Look;

/// <summary>What changes from one value to another of its type, property by property, in words.</summary>
internal static class Differences
{
    /// <summary>"fee paid until: 2026-12-31 → 2027-12-31".</summary>
    public static IReadOnlyList<string> Between<T>(T was, T now)
        where T : notnull =>
        [
            .. typeof(T)
                .GetProperties()
                .Where(property => property.Name is not "EqualityContract")
                .Select(property => (property.Name, Was: property.GetValue(was), Now: property.GetValue(now)))
                .Where(it => !Equals(it.Was, it.Now))
                .SelectMany(it =>
                    it is { Was: Seat before, Now: Seat after }
                        ? Between(before, after)
                        : [$"{Words(it.Name)}: {Say(it.Was)} → {Say(it.Now)}"]
                ),
        ];

    /// <summary>"from 2026-01-01 until 2027-12-31".</summary>
    public static string Days(LocalDate from, LocalDate? until) => $"from {Say(from)}{(until is { } last ? $" until {Say(last)}" : "")}";

    private static string Say(object? value) =>
        value switch
        {
            null => "–",
            LocalDate day => NodaTime.Text.LocalDatePattern.Iso.Format(day),
            IFormattable text => text.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static string Words(string name) =>
        string.Concat(
            name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString())
        );
}
