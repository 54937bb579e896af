using System.Globalization;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>What texts, places and links look like, for the validators of this area.</summary>
internal static class Shapes
{
    /// <summary>One line that has to be there, without control characters.</summary>
    public static IRuleBuilderOptions<T, string> Line<T>(this IRuleBuilder<T, string> rule, int most) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text))
            .WithMessage("Enter something here.")
            .OneLine()
            .MaximumLength(most)
            .WithMessage(AtMost(most));

    /// <summary>One line that may be missing.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalLine<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.OneLine().MaximumLength(most).WithMessage(AtMost(most));

    /// <summary>Sentences that have to be there: a reason.</summary>
    public static IRuleBuilderOptions<T, string> Reason<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(text => !string.IsNullOrWhiteSpace(text))
            .WithMessage("Say why: it is kept with the step.")
            .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            .WithMessage("Enter text without control characters.")
            .MaximumLength(2000)
            .WithMessage(AtMost(2000));

    /// <summary>An address of the web that may be missing.</summary>
    public static IRuleBuilderOptions<T, string?> Link<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(link => link is null || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http")))
            .WithMessage("Enter an address that begins with https://.")
            .OptionalLine(1000);

    /// <summary>The name of a zone.</summary>
    public static IRuleBuilderOptions<T, string> Zone<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(zone => zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null)
            .WithMessage("Name a time zone as in the IANA list, for example Europe/Ljubljana.");

    /// <summary>A meeting, with its fields named as they are sent: at the top, not below the plan.</summary>
    public static void Meeting<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, MeetingPlan>> plan) =>
        validator
            .RuleFor(plan)
            .Custom(
                (value, context) =>
                {
                    foreach (var failure in new MeetingValidator().Validate(value).Errors)
                    {
                        context.AddFailure(failure.PropertyName, failure.ErrorMessage);
                    }
                }
            );

    private static string AtMost(int most) => string.Create(CultureInfo.InvariantCulture, $"Enter at most {most} characters.");

    /// <summary>A place.</summary>
    internal sealed class PlaceValidator : AbstractValidator<Place>
    {
        public PlaceValidator()
        {
            RuleFor(p => p.Venue).OptionalLine(200);
            RuleFor(p => p.Address).OptionalLine(300);
            RuleFor(p => p.City).Line(100);
            RuleFor(p => p.CityLatin).OptionalLine(100);
            RuleFor(p => p.Country)
                .Must(country => country is null || (country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
                .WithMessage("Enter the country's two letters, for example SI.");
            RuleFor(p => p.Latitude).InclusiveBetween(-90, 90).WithMessage("Enter degrees north from -90 to 90.");
            RuleFor(p => p.Longitude).InclusiveBetween(-180, 180).WithMessage("Enter degrees east from -180 to 180.");
            RuleFor(p => p.TimeZone).Zone();
        }
    }

    /// <summary>A meeting; what makes sense beyond its shape is the domain's.</summary>
    internal sealed class MeetingValidator : AbstractValidator<MeetingPlan>
    {
        public MeetingValidator()
        {
            RuleFor(m => m.Key)
                .Matches("^[a-z][a-z0-9-]{0,19}$")
                .WithMessage("Enter a short name of small letters, digits and hyphens, for example day1.");
            RuleFor(m => m.Title).Line(200);
            RuleFor(m => m.Room).OptionalLine(200);
            RuleFor(m => m.MapLink).Link();
            RuleFor(m => m.OnlineLink).Link();
        }
    }
}
