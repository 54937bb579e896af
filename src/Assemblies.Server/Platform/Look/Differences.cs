using System.Globalization;
using System.Text.Json;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Platform.Look;

/// <summary>What differs between two values of a type, property by property.</summary>
internal static class Differences
{
    /// <summary>Each property that differs; those of a seat by themselves.</summary>
    public static IReadOnlyList<Difference> Between<T>(T one, T other)
        where T : notnull =>
        [
            .. typeof(T)
                .GetProperties()
                .Where(property => property.Name is not "EqualityContract")
                .Select(property => new Difference(
                    JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                    property.GetValue(one),
                    property.GetValue(other)
                ))
                .Where(it => !Equals(it.One, it.Other))
                .SelectMany(it =>
                    it is { One: Seat before, Other: Seat after }
                        ? Between(before, after).Select(part => part with { Field = $"{it.Field}.{part.Field}" })
                        : [it]
                ),
        ];

    /// <summary>"fee paid until: 2026-12-31 → 2027-12-31".</summary>
    public static IReadOnlyList<string> InWords<T>(T was, T now)
        where T : notnull => [.. Between(was, now).Select(it => $"{Words(it.Field)}: {Say(it.One)} → {Say(it.Other)}")];

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

    private static string Words(string field) =>
        string.Concat(field[(field.LastIndexOf('.') + 1)..].Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}

/// <summary>A property of which two values differ.</summary>
/// <param name="Field">Its name as forms have it, such as <c>seat.city</c>.</param>
/// <param name="One">The value of the one.</param>
/// <param name="Other">The value of the other.</param>
internal sealed record Difference(string Field, object? One, object? Other);
