using System.Linq.Expressions;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>The shape of an organisation's facts; forms, programs and imports are held to it alike.</summary>
internal sealed class OrganisationRules : AbstractValidator<OrganisationFacts>
{
    internal const string TooLong = "This is more than 200 letters, say it shorter";

    public OrganisationRules()
    {
        RuleFor(f => f.Name)
            .Must(IsText)
            .WithMessage("Enter the organisation's own name")
            .OneLine()
            .MaximumLength(200)
            .WithMessage(TooLong);
        RuleFor(f => f.NameLatin).OneLine().MaximumLength(200).WithMessage(TooLong);
        RuleFor(f => f.Kind).IsInEnum().WithMessage("Choose what it is to the network");
        RuleFor(f => f.Weight).InclusiveBetween(1, 1000).WithMessage("Enter a weight from 1 to 1000");
        RuleFor(f => f.Seat.Country)
            .Must(country => country is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            .WithMessage("Enter the country's two letters by ISO 3166, for example GR")
            .OverridePropertyName("seat.country");
        RuleFor(f => f.Seat.City).OneLine().MaximumLength(200).WithMessage(TooLong).OverridePropertyName("seat.city");
        RuleFor(f => f.Seat.CityLatin).OneLine().MaximumLength(200).WithMessage(TooLong).OverridePropertyName("seat.cityLatin");
        RuleFor(f => f.Seat.Latitude)
            .Must(degrees => degrees is null or (>= -90 and <= 90))
            .WithMessage("Enter degrees north from -90 to 90, for example 46.05")
            .OverridePropertyName("seat.latitude");
        RuleFor(f => f.Seat.Longitude)
            .Must(degrees => degrees is null or (>= -180 and <= 180))
            .WithMessage("Enter degrees east from -180 to 180, for example 14.51")
            .OverridePropertyName("seat.longitude");
        RuleFor(f => f.Seat.TimeZone)
            .Must(IsZone)
            .WithMessage("Choose a time zone of the list, for example Europe/Ljubljana")
            .OverridePropertyName("seat.timeZone");
    }

    internal static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text);

    internal static bool IsZone(string? zone) => zone is null || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    internal static bool IsMail(string? email) => EmailAddress.IsUsable(email?.Trim());

    /// <summary>Letters, digits, dots and hyphens: it stands in addresses.</summary>
    internal static bool IsCode(string? code) =>
        code is { Length: > 0 and <= 30 }
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
        && char.IsAsciiLetterOrDigit(code[0])
        && code.ToLowerInvariant() is not ("import" or "export" or "new");
}

/// <summary>Somebody as an organisation names them.</summary>
/// <param name="Email">Where mail reaches them.</param>
/// <param name="Name">Their own name.</param>
/// <param name="NameLatin">In Latin script, where the own one is in another.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="TimeZone">IANA zone id.</param>
public sealed record PersonFacts(string Email, string Name, string? NameLatin, string Language, string TimeZone);

/// <summary>What the secretariat corrects of a person; the rest is the person's own choice.</summary>
/// <param name="Email">Where mail reaches them.</param>
/// <param name="Name">Their own name.</param>
/// <param name="NameLatin">In Latin script, where the own one is in another.</param>
public sealed record NameAndAddress(string Email, string Name, string? NameLatin);

/// <summary>The shape of name and address.</summary>
internal sealed class NameRules : AbstractValidator<NameAndAddress>
{
    public NameRules() => Check(this, p => p.Email, p => p.Name, p => p.NameLatin);

    internal static void Check<T>(
        AbstractValidator<T> validator,
        Expression<Func<T, string>> email,
        Expression<Func<T, string>> name,
        Expression<Func<T, string?>> latin
    )
    {
        validator.RuleFor(email).Must(OrganisationRules.IsMail).WithMessage("Enter a mail address, for example anna@platform.example.org");
        validator
            .RuleFor(name)
            .Must(OrganisationRules.IsText)
            .WithMessage("Enter the person's own name")
            .OneLine()
            .MaximumLength(200)
            .WithMessage(OrganisationRules.TooLong);
        validator.RuleFor(latin).OneLine().MaximumLength(200).WithMessage(OrganisationRules.TooLong);
    }
}

/// <summary>The shape of what is known of a person.</summary>
internal sealed class PersonRules : AbstractValidator<PersonFacts>
{
    public PersonRules()
    {
        NameRules.Check(this, p => p.Email, p => p.Name, p => p.NameLatin);
        RuleFor(p => p.Language).Must(Languages.Knows).WithMessage("Choose a language of the list, for example en");
        RuleFor(p => p.TimeZone)
            .Must(zone => zone is not null && OrganisationRules.IsZone(zone))
            .WithMessage("Choose a time zone of the list, for example Europe/Ljubljana");
    }
}
