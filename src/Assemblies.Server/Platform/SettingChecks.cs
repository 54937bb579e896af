using System.Globalization;
using System.Net;
using Assemblies.Server.Platform.Calendar;
using Npgsql;

namespace Assemblies.Server.Platform;

/// <summary>What is wrong with a setting's value, as the end of a sentence; null when it is right.</summary>
internal static class SettingChecks
{
    private const string NoConnection =
        "it has to be a connection string such as Host=127.0.0.1;Database=assemblies;Username=assemblies;Password=…";

    public static string? Any(string value) => null;

    public static string? NotEmpty(string value) => string.IsNullOrWhiteSpace(value) ? "it needs some words" : null;

    public static string? Port(string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? null
            : "a port is a number from 1 to 65535";

    public static string? Connections(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 20
            ? null
            : "it has to be a whole number from 1 to 20";

    public static string? Number(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "it has to be a whole number, 0 or more";

    public static string? Positive(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? null
            : "it has to be a whole number, 1 or more";

    /// <summary>What Kestrel can listen on.</summary>
    public static string? Addresses(string value) =>
        value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } all
        && Array.TrueForAll(all, IsAddress)
            ? null
            : "each has to be an address such as http://127.0.0.1:8080, with semicolons between";

    public static string? Connection(string value)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(value).Host is { Length: > 0 } ? null : NoConnection;
        }
        catch (ArgumentException)
        {
            return NoConnection;
        }
    }

    public static string? Address(string value) => EmailAddress.IsUsable(value) ? null : "it has to be a mail address";

    public static string? AddressOrNothing(string value) => value.Length is 0 ? null : Address(value);

    public static string? UrlOrNothing(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? null
            : "it has to be an address that begins with http:// or https://";

    public static string? FileOrNothing(string value) => File.Exists(value) ? null : "there is no such file on this machine";

    public static string? TrueFalseOrNothing(string value) => bool.TryParse(value, out _) ? null : "it has to be true or false";

    public static string? OneOf<TEnum>(string value)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(value, ignoreCase: true, out _) && !char.IsDigit(value[0])
            ? null
            : $"it has to be one of {string.Join(", ", Enum.GetNames<TEnum>())}";

    public static string? Networks(string value) =>
        value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).All(one => IPNetwork.TryParse(one, out _))
            ? null
            : "each has to be a network such as 10.0.0.0/8, with commas between";

    private static bool IsAddress(string value)
    {
        try
        {
            // A port that is no number would be taken for a part of the name, and the service listen somewhere else.
            return BindingAddress.Parse(value)
                    is { Scheme: "http" or "https", PathBase: "", Port: >= 0 and < 65536, Host: var host } address
                && host.Length > 0
                && (address.IsUnixPipe || host.StartsWith('[') || !host.Contains(':', StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
