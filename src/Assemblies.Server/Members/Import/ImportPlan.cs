using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
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
    private Dictionary<string, Organisation> organisations = [];
    private Dictionary<string, Person> people = [];

    /// <summary>What is wrong; nothing may be saved when there is something.</summary>
    public List<ImportError> Errors { get; private set; } = [];

    /// <summary>What is new or changes.</summary>
    public List<ImportChange> Changes { get; private set; } = [];

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
        var named = sheet.Rows.Select(row => row.Cells.GetValueOrDefault(ImportColumn.Code, "")).ToHashSet(StringComparer.Ordinal);
        var ids = organisations.Values.Where(o => named.Contains(o.Code)).Select(o => o.Id).ToList();
        var mandates = new ImportedMandates(await db.Mandates.Where(m => ids.Contains(m.Organisation)).ToListAsync(ct), today);
        foreach (var row in sheet.Rows)
        {
            Take(row, mandates);
        }

        foreach (var listed in mandates.Match())
        {
            TakeMandate(listed, mandates);
        }

        foreach (var (listed, message) in mandates.Clashes())
        {
            listed.Cells.Wrong(ImportColumn.Role, message);
        }

        // In the order of the list, whatever was looked at first.
        (Errors, Changes) = ([.. Errors.OrderBy(error => error.Line)], [.. Changes.OrderBy(change => change.Line)]);
    }

    private void Take(ImportRow row, ImportedMandates mandates)
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
        var facts = cells.Facts(known?.Facts);
        Check(cells, OrganisationShape.Validate(facts));
        if (Errors.Count > wrong)
        {
            return;
        }

        var organisation = TakeOrganisation(row, code, known, facts, cells);
        if (organisation is not null && cells.Text(ImportColumn.Email) is { } email)
        {
            TakeRepresentative(row, cells, organisation, Person.NormalEmail(email), mandates);
        }
        else if (cells.Text(ImportColumn.Person) is not null && organisation is not null)
        {
            cells.Wrong(ImportColumn.Email, "A representative needs a mail address.");
        }
    }

    private Organisation? TakeOrganisation(ImportRow row, string code, Organisation? known, OrganisationFacts facts, ImportCells cells)
    {
        if (seen.TryGetValue(code, out var first))
        {
            if (first.Organisation.Facts != facts.Tidy())
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
            Note(row, code, Differences.InWords(known.Facts, facts), known.Change(facts));
        }

        seen[code] = (known, row.Line);
        return known;
    }

    private void TakeRepresentative(ImportRow row, ImportCells cells, Organisation organisation, string email, ImportedMandates mandates)
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

        mandates.Lists(new(row, cells, organisation, TakePerson(row, cells, known, facts), role!.Value, from, until));
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
                Differences.InWords(was, facts),
                known.Change(facts.Email, facts.Name, facts.NameLatin, facts.Language, facts.TimeZone)
            );
        }

        seenPeople.TryAdd(facts.Email, row.Line);
        return known;
    }

    private void TakeMandate(ListedMandate listed, ImportedMandates mandates)
    {
        var (row, cells, organisation, person, role) = (listed.Row, listed.Cells, listed.Organisation, listed.Person, listed.Role);
        var known = listed.Known;
        var (first, last) = (listed.From ?? known?.From ?? today, cells.Has(ImportColumn.Until) ? listed.Until : known?.Until);
        if (last < first)
        {
            cells.Wrong(ImportColumn.Until, "The last day comes before the first.");
            return;
        }

        var of = $"{person.Email}, {role.ToString().ToLowerInvariant()} of {organisation.Code}";
        if (known is null)
        {
            known = new(person.Id, organisation.Id, role, first, last, by);
            db.Add(known);
            Changes.Add(new(row.Line, of, true, [Differences.Days(first, last)]));
        }
        else
        {
            var was = Differences.Days(known.From, known.Until);
            Note(row, of, [$"{was} → {Differences.Days(first, last)}"], known.Change(first, last));
        }

        mandates.Stands(listed, known);
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
                cells.Wrong(ColumnOf(error.PropertyName), error.ErrorMessage.TrimEnd('.') + ".");
            }
        }
    }

    private static ImportColumn? ColumnOf(string property) =>
        Enum.TryParse<ImportColumn>(property.Split('.')[^1], ignoreCase: true, out var column) ? column : null;
}
