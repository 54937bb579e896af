using FluentValidation;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>What texts look like, for every area's validators.</summary>
internal static class TextRules
{
    private const string Marks = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>One line: a name, a title. Neither control characters nor marks that turn the direction of what follows; null is for others to refuse.</summary>
    public static IRuleBuilderOptions<T, string?> OneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(c => char.IsControl(c) || Marks.Contains(c, StringComparison.Ordinal)))
            .WithMessage("Enter one line, without control characters.");

    /// <summary>Sentences, over several lines where it takes them: no other control characters, at most so many letters; null is for others to refuse.</summary>
    public static IRuleBuilderOptions<T, string?> Sentences<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            .WithMessage("Enter text without control characters.")
            .MaximumLength(most)
            .WithMessage(FormattableString.Invariant($"Enter at most {most} characters."));

    /// <summary>Sentences that have to be there.</summary>
    public static IRuleBuilderOptions<T, string?> Needed<T>(this IRuleBuilder<T, string?> rule, string missing) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(missing);
}
