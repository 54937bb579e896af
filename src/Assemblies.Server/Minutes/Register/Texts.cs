using System.Globalization;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;

namespace Assemblies.Server.Minutes.Register;

/// <summary>What texts look like, for the validators of the register.</summary>
internal static class Texts
{
    /// <summary>The most characters of what is decided or done.</summary>
    public const int Long = 10_000;

    /// <summary>One line that may be missing.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalWords<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.OneLine().MaximumLength(most).WithMessage(AtMost(most));

    /// <summary>Sentences that may be missing.</summary>
    public static IRuleBuilderOptions<T, string?> Sentences<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            .WithMessage("Enter text without control characters.")
            .MaximumLength(most)
            .WithMessage(AtMost(most));

    /// <summary>Sentences that have to be there.</summary>
    public static IRuleBuilderOptions<T, string?> Needed<T>(this IRuleBuilder<T, string?> rule, int most, string missing) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(missing).Sentences(most);

    /// <summary>The text without blanks around it; null when there is none.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string AtMost(int most) => string.Create(CultureInfo.InvariantCulture, $"Enter at most {most} characters.");
}
