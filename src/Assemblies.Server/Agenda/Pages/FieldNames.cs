using Assemblies.Domain;

namespace Assemblies.Server.Agenda.Pages;

/// <summary>Refusals of a command whose fields a form calls otherwise.</summary>
internal static class FieldNames
{
    /// <summary>The same refusal, its fields called as the form calls them.</summary>
    public static Error Called(this Error error, Func<string, string> name) =>
        error with
        {
            Fields = error.Fields.ToDictionary(field => name(field.Key), field => field.Value, StringComparer.Ordinal),
        };
}
