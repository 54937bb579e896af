using FluentValidation;

namespace Assemblies.Server.Presence;

/// <summary>What texts look like here.</summary>
internal static class Texts
{
    /// <summary>Sentences that may be missing: a reason.</summary>
    public static void Reason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            .WithMessage("Enter text without control characters.")
            .MaximumLength(1000)
            .WithMessage("Enter at most 1000 characters.");

    /// <summary>Without blanks around it; null when nothing is left.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
