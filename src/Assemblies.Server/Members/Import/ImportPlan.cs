using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members.Import;

/// <summary>Compares a list with what is known, and changes the tracked rows accordingly: a preview throws them away, an import saves them.</summary>
internal sealed class ImportPlan(AssembliesDb db, LocalDate today, Id<Person>? by)
{
    private static readonly OrganisationRules OrganisationShape = new();
    private static readonly PersonRules PersonShape = new();

    private readonly Dictionary<string, (Organisation Organisation, int Line)> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> seenPeople = new(StringComparer.Ordinal);
    private readonly HashSet<(string, Id<Organisation>, MandateRole)> seenMandates = [];
    private Dictionary<string, Organisation> organisations = [];
    private Dictionary<string, Person> people = [];
    private List<Mandate> mandates = [];

    /// <summary>What is wrong; nothing may be saved when there is something.</summary>
    public List<ImportError> Errors { get; } = [];

    /// <summary>What is new or changes.</summary>
    public List<ImportChange> Changes { get; } = [];

    /// <summary>How many organisations, people and mandates stay as they are.</summary>
    public int Unchanged { get; private set; }

    public async Task Run(ImportSheet sheet, CancellationToken ct)
    {
        var emails = sheet
            .Rows.Select(row => Person.NormalEmail(row.Cells.GetValueOrDefault(ImportColumn.Email, "")))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        organisations = await db.Organisations.ToDictionaryAsync(o => o.Code, StringComparer.Ordinal, ct);
        people = await db.People.Where(p => emails.Contains(p.Email)).ToDictionaryAsync(p => p.Email, StringComparer.Ordinal, ct);
        mandates = await db.Mandates.Where(m => m.Until == null || m.Until >= today).ToListAsync(ct);
        foreach (var row in sheet.Rows)
        {
            Take(row);
        }
    }

    private void Take(ImportRow row)
    {
        var cells = new ImportCells(row, Errors);
        var wrong = Errors.Count;
        var code = cells.Text(ImportColumn.Code) ?? "";
        if (!OrganisationRules.IsCode(code))
        {
            cells.Wrong(
                ImportColumn.Code,
                code.Length is 0 ? "The code is missing." : $"“{code}” is no code: use letters, digits, dots and hyphens."
            );
            return;
        }

        var known = organisations.GetValueOrDefault(code);
        var facts = Facts(cells, known?.Facts);
        Check(cells, OrganisationShape.Validate(facts));
        if (Errors.Count > wrong)
        {
            return;
        }

        var organisation = TakeOrganisation(row, code, known, facts, cells);
        if (organisation is not null && cells.Text(ImportColumn.Email) is { } email)
        {
            TakeRepresentative(row, cells, organisation, Person.NormalEmail(email));
        }
        else if (cells.Text(ImportColumn.Person) is not null && organisation is not null)
        {
            cells.Wrong(ImportColumn.Email, "A representative needs a mail address.");
        }
    }

    private static OrganisationFacts Facts(ImportCells cells, OrganisationFacts? before)
    {
        var kind = cells.One<OrganisationKind>(ImportColumn.Kind, before?.Kind);
        if (kind is null && before is null && !cells.Has(ImportColumn.Kind))
        {
            cells.Wrong(ImportColumn.Kind, "A new organisation needs its kind: member, applicant, associatedPartner or commission.");
        }

        return new(
            kind ?? (OrganisationKind)(-1),
            cells.Text(ImportColumn.Name, before?.Name) ?? "",
            cells.Text(ImportColumn.NameLatin, before?.NameLatin),
            new(
                cells.Text(ImportColumn.Country, before?.Seat.Country)?.ToUpperInvariant(),
                cells.Text(ImportColumn.City, before?.Seat.City),
                cells.Text(ImportColumn.CityLatin, before?.Seat.CityLatin),
                cells.Real(ImportColumn.Latitude, before?.Seat.Latitude),
                cells.Real(ImportColumn.Longitude, before?.Seat.Longitude),
                cells.Text(ImportColumn.TimeZone, before?.Seat.TimeZone)
            ),
            cells.Day(ImportColumn.JoinedOn, before?.JoinedOn),
            cells.Day(ImportColumn.FeePaidUntil, before?.FeePaidUntil),
            cells.Number(ImportColumn.Weight, before?.Weight ?? 1) ?? 1
        );
    }

    private Organisation? TakeOrganisation(ImportRow row, string code, Organisation? known, OrganisationFacts facts, ImportCells cells)
    {
        if (seen.TryGetValue(code, out var first))
        {
            if (first.Organisation.Facts != facts)
            {
                cells.Wrong(
                    null,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{code} is told otherwise here than in line {first.Line}. Make both the same."
                    )
                );
            }

            return first.Organisation;
        }

        if (known is null)
        {
            known = new(code, facts);
            organisations[code] = known;
            db.Add(known);
            Changes.Add(new(row.Line, code, true, [facts.Name]));
        }
        else
        {
            Note(row, code, Differences.Between(known.Facts, facts), known.Change(facts));
        }

        seen[code] = (known, row.Line);
        return known;
    }

    private void TakeRepresentative(ImportRow row, ImportCells cells, Organisation organisation, string email)
    {
        var wrong = Errors.Count;
        var known = people.GetValueOrDefault(email);
        var facts = new PersonFacts(
            email,
            cells.Text(ImportColumn.Person, known?.Name) ?? "",
            cells.Text(ImportColumn.PersonLatin, known?.NameLatin),
            cells.Text(ImportColumn.Language) ?? known?.Language ?? "en",
            cells.Text(ImportColumn.PersonTimeZone) ?? known?.TimeZone ?? organisation.TimeZone ?? "Europe/Brussels"
        );
        Check(cells, PersonShape.Validate(facts));
        var (from, until) = (cells.Day(ImportColumn.From, null), cells.Day(ImportColumn.Until, null));
        var role = cells.One<MandateRole>(ImportColumn.Role, null);
        if (role is null && Errors.Count == wrong)
        {
            cells.Wrong(ImportColumn.Role, "A representative needs a role: head, deputy, adviser, observer or contact.");
        }

        if (Errors.Count > wrong)
        {
            return;
        }

        var person = TakePerson(row, cells, known, facts);
        if (!seenMandates.Add((email, organisation.Id, role!.Value)))
        {
            cells.Wrong(null, $"{email} is {role.Value.ToString().ToLowerInvariant()} of {organisation.Code} twice in this list.");
            return;
        }

        TakeMandate(row, cells, organisation, person, role.Value, from, until);
    }

    private Person TakePerson(ImportRow row, ImportCells cells, Person? known, PersonFacts facts)
    {
        if (known is null)
        {
            known = new(facts.Email, facts.Name, facts.NameLatin, facts.Language, facts.TimeZone);
            people[facts.Email] = known;
            db.Add(known);
            Changes.Add(new(row.Line, facts.Email, true, [facts.Name]));
        }
        else if (seenPeople.TryGetValue(facts.Email, out var first))
        {
            if (new PersonFacts(known.Email, known.Name, known.NameLatin, known.Language, known.TimeZone) != facts)
            {
                cells.Wrong(
                    null,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{facts.Email} is told otherwise here than in line {first}. Make both the same."
                    )
                );
            }
        }
        else
        {
            var was = new PersonFacts(known.Email, known.Name, known.NameLatin, known.Language, known.TimeZone);
            Note(
                row,
                facts.Email,
                Differences.Between(was, facts),
                known.Change(facts.Email, facts.Name, facts.NameLatin, facts.Language, facts.TimeZone)
            );
        }

        seenPeople.TryAdd(facts.Email, row.Line);
        return known;
    }

    private void TakeMandate(
        ImportRow row,
        ImportCells cells,
        Organisation organisation,
        Person person,
        MandateRole role,
        LocalDate? from,
        LocalDate? until
    )
    {
        var there = mandates.FindAll(m => m.Organisation == organisation.Id && m.Role == role);
        var known = there.Find(m => m.Person == person.Id);
        var (first, last) = (from ?? known?.From ?? today, cells.Has(ImportColumn.Until) ? until : known?.Until);
        if (last < first)
        {
            cells.Wrong(ImportColumn.Until, "The last day comes before the first.");
            return;
        }

        // An import may bring the end of one head and the next one, in any order: what counts is how it stands in the end.
        var other = there.Find(m => m.Person != person.Id && (m.Until is null || m.Until >= first) && (last is null || m.From <= last));
        if (role is (MandateRole.Head or MandateRole.Deputy) && other is not null)
        {
            cells.Wrong(
                ImportColumn.Role,
                $"{organisation.Code} has another {role.ToString().ToLowerInvariant()} at the time. End that mandate first, or give it a last day above this row."
            );
            return;
        }

        var of = $"{person.Email}, {role.ToString().ToLowerInvariant()} of {organisation.Code}";
        if (known is null)
        {
            known = new(person.Id, organisation.Id, role, first, last, by);
            mandates.Add(known);
            db.Add(known);
            Changes.Add(new(row.Line, of, true, [Differences.Days(first, last)]));
        }
        else
        {
            var was = Differences.Days(known.From, known.Until);
            Note(row, of, [$"{was} → {Differences.Days(first, last)}"], known.Change(first, last));
        }
    }

    private void Note(ImportRow row, string of, IReadOnlyList<string> details, bool changed)
    {
        if (changed)
        {
            Changes.Add(new(row.Line, of, false, details));
        }
        else
        {
            Unchanged++;
        }
    }

    private static void Check(ImportCells cells, ValidationResult shape)
    {
        foreach (var error in shape.Errors)
        {
            // A kind that could not be read, or is missing altogether, was named already.
            if (
                error.PropertyName is not nameof(OrganisationFacts.Kind)
                || (cells.Has(ImportColumn.Kind) && cells.Text(ImportColumn.Kind) is null)
            )
            {
                cells.Wrong(ColumnOf(error.PropertyName), error.ErrorMessage + ".");
            }
        }
    }

    private static ImportColumn? ColumnOf(string property) =>
        Enum.TryParse<ImportColumn>(property.Split('.')[^1], ignoreCase: true, out var column) ? column : null;
}

/// <summary>What changes, in words.</summary>
internal static class Differences
{
    public static IReadOnlyList<string> Between<T>(T was, T now)
        where T : notnull =>
        [
            .. typeof(T)
                .GetProperties()
                .Where(property => property.Name is not "EqualityContract")
                .Select(property => (property.Name, Was: property.GetValue(was), Now: property.GetValue(now)))
                .Where(it => !Equals(it.Was, it.Now))
                .SelectMany(it =>
                    it is { Was: Seat before, Now: Seat after }
                        ? Between(before, after)
                        : [$"{Words(it.Name)}: {Say(it.Was)} → {Say(it.Now)}"]
                ),
        ];

    public static string Days(LocalDate from, LocalDate? until) => $"from {Say(from)}{(until is { } last ? $" until {Say(last)}" : "")}";

    private static string Say(object? value) =>
        value switch
        {
            null => "–",
            LocalDate day => NodaTime.Text.LocalDatePattern.Iso.Format(day),
            IFormattable text => text.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

    private static string Words(string name) =>
        string.Concat(
            name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString())
        );
}
