using Assemblies.Domain;
using FluentValidation;

namespace Assemblies.Server.Hosting;

/// <summary>How the secretariat says by what way it was told.</summary>
internal static class Sources
{
    public static void Check<T>(AbstractValidator<T> validator, Func<T, Source?> of) =>
        validator
            .RuleFor(c => of(c))
            .Must(source => source is null || source.Note.Trim().Length is > 0 and <= 500)
            .OverridePropertyName("source")
            .WithMessage("Say who told you, and when, in up to 500 letters.");
}
