using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Hosting;

/// <summary>Names in an address's query, written as in JSON: <c>lastHosted</c>. The framework reads C#'s names only.</summary>
internal static class QueryEnums
{
    /// <summary>The value; null when nothing was given.</summary>
    /// <param name="text">What stands in the query.</param>
    /// <param name="field">Its name there.</param>
    /// <param name="wrong">The refusal of a name that is none; null otherwise.</param>
    public static T? Read<T>(string? text, string field, out Error? wrong)
        where T : struct, Enum
    {
        wrong = null;
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Name(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        var names = string.Join(", ", Enum.GetValues<T>().Select(Name));
        wrong = RequestErrors.Invalid with
        {
            Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [$"This is one of {names}."] },
        };
        return null;
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
