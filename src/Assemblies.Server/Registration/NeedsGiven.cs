using Assemblies.Domain.Registration;
using FluentValidation;

namespace Assemblies.Server.Registration;

/// <summary>What somebody said of diet, access and telephone; kept apart, and removed 30 days after the last day.</summary>
/// <param name="Helps">What helps them.</param>
/// <param name="More">Anything else, in their words.</param>
/// <param name="Phone">A mobile number for the days of the assembly, with its country code.</param>
public sealed record NeedsGiven(IReadOnlyList<Help> Helps, string? More, string? Phone)
{
    /// <summary>Nothing.</summary>
    public static readonly NeedsGiven Nothing = new([], null, null);

    internal bool IsSameAs(Needs? needs) =>
        Helps.ToHashSet().SetEquals(needs?.Helps ?? [])
        && string.Equals(Tidy(More), needs?.More, StringComparison.Ordinal)
        && string.Equals(Tidy(Phone), needs?.Phone, StringComparison.Ordinal);

    private static string? Tidy(string? text) => text?.Trim() is { Length: > 0 } some ? some : null;

    internal sealed class Validator : AbstractValidator<NeedsGiven>
    {
        public Validator()
        {
            RuleForEach(n => n.Helps).IsInEnum().WithMessage("Choose from the list.");
            RuleFor(n => n.More).MaximumLength(500).WithMessage("Say it in at most 500 letters.").OverridePropertyName("more");
            RuleFor(n => n.Phone)
                .Must(IsNumber)
                .WithMessage("Enter the number with its country code, for example +48 601 234 567.")
                .OverridePropertyName("phone");
        }

        private static bool IsNumber(string? phone) =>
            Tidy(phone) is not { } number
            || (
                number is ['+', ..]
                && number.Length <= 30
                && number.Count(char.IsAsciiDigit) is >= 7 and <= 15
                && number.All(c => char.IsAsciiDigit(c) || "+ -()/.".Contains(c, StringComparison.Ordinal))
            );
    }
}
