using Assemblies.Domain;
using FluentValidation;

namespace Assemblies.Server.Presence;

/// <summary>What texts look like, for the validators of this area.</summary>
internal static class PresenceShapes
{
    private const int Most = 1000;

    /// <summary>Sentences that have to be there.</summary>
    public static IRuleBuilderOptions<T, string> Why<T>(this IRuleBuilder<T, string> rule, string missing) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(missing).Sentences();

    /// <summary>Sentences that may be missing.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalWhy<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(IsClean).WithMessage("Enter text without control characters.").MaximumLength(Most).WithMessage(TooLong);

    /// <summary>How the secretariat came to know it.</summary>
    public static void SourceNote<T>(this AbstractValidator<T> validator, Func<T, Source?> source) =>
        validator
            .RuleFor(c => source(c) == null ? null : source(c)!.Note)
            .Must(note => note is null || (note.Length <= 300 && IsClean(note)))
            .WithMessage("Say in at most 300 letters who told you, and when.")
            .OverridePropertyName("sourceNote");

    private static IRuleBuilderOptions<T, string> Sentences<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsClean).WithMessage("Enter text without control characters.").MaximumLength(Most).WithMessage(TooLong);

    private static string TooLong => "Enter at most 1000 characters.";

    private static bool IsClean(string? text) => text is null || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'));
}
