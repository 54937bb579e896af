using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Members.Pages;

/// <summary>Members' values in the words of pages.</summary>
internal static class MembersWords
{
    public static string Of(OrganisationKind kind) =>
        kind switch
        {
            OrganisationKind.Member => "Member",
            OrganisationKind.Applicant => "Applicant",
            OrganisationKind.AssociatedPartner => "Associated partner",
            OrganisationKind.Commission => "European Commission",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of organisation."),
        };

    public static string Of(MandateRole role) => Words.Capital(role.InWords());

    public static string Day(LocalDate day) => Clocks.Days(day, day);

    /// <summary>"since 1 January 2016", "from 1 January 2027 to 30 June 2028".</summary>
    public static string Term(LocalDate from, LocalDate? until, LocalDate today) =>
        until is { } last ? Clocks.Days(from, last)
        : from > today ? $"from {Day(from)}"
        : $"since {Day(from)}";

    /// <summary>What a form of facts says; what cannot be read stays with the form.</summary>
    public static OrganisationFacts Facts(Form form) =>
        new(
            form.Chosen<OrganisationKind>("facts.kind") ?? (OrganisationKind)(-1),
            form.Text("facts.name"),
            form.TextOrNull("facts.nameLatin"),
            new(
                form.TextOrNull("facts.seat.country")?.ToUpperInvariant(),
                form.TextOrNull("facts.seat.city"),
                form.TextOrNull("facts.seat.cityLatin"),
                form.Real("facts.seat.latitude"),
                form.Real("facts.seat.longitude"),
                form.TextOrNull("facts.seat.timeZone")
            ),
            form.Date("facts.joinedOn"),
            form.Date("facts.feePaidUntil"),
            form.Number("facts.weight") ?? 0
        );

    /// <summary>What a form says of name and address.</summary>
    public static NameAndAddress NameAndAddress(Form form) =>
        new(form.Text("person.email"), form.Text("person.name"), form.TextOrNull("person.nameLatin"));

    /// <summary>What a form of a person says.</summary>
    public static PersonFacts Person(Form form) =>
        new(
            form.Text("person.email"),
            form.Text("person.name"),
            form.TextOrNull("person.nameLatin"),
            form.Text("person.language"),
            form.Text("person.timeZone")
        );
}
