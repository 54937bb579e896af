using Assemblies.Server.Platform.Messaging;
using FluentValidation;

namespace Assemblies.Server.Registration;

/// <summary>What words look like that are kept with what somebody did: reasons, sources.</summary>
internal static class Notes
{
    /// <summary>Who told it, and when: one line of at most 300 letters.</summary>
    public static IRuleBuilderOptions<T, string?> Note<T>(this IRuleBuilder<T, string?> rule) =>
        rule.OneLine().MaximumLength(300).WithMessage("Say in at most 300 letters who told you, and when.");

    /// <summary>A reason that others read.</summary>
    public static IRuleBuilderOptions<T, string?> Why<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty()
            .WithMessage("Say why, in a sentence; those it concerns read it.")
            .MaximumLength(500)
            .WithMessage("Say it in at most 500 letters.");
}
