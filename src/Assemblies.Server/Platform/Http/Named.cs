using System.Diagnostics.CodeAnalysis;

namespace Assemblies.Server.Platform.Http;

/// <summary>A value in an address, by its name as JSON writes it (<c>membersItems</c>): ASP.NET Core alone reads only <c>MembersItems</c>.</summary>
/// <typeparam name="T">Its enumeration.</typeparam>
/// <param name="Value">The value.</param>
public readonly record struct Named<T>(T Value) : IParsable<Named<T>>
    where T : struct, Enum
{
    /// <inheritdoc />
    public static Named<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result)
            ? result
            : throw new FormatException($"It is one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Named<T> result)
    {
        var fits = Enum.TryParse<T>(s, ignoreCase: true, out var value) && Enum.IsDefined(value) && char.IsAsciiLetter(s![0]);
        result = new(value);
        return fits;
    }
}
