using System.Globalization;
using Assemblies.Domain.Members;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Members.Import;

/// <summary>Reads one row's cells, and collects what could not be read.</summary>
internal sealed class ImportCells(ImportRow row, List<ImportError> errors)
{
    private static readonly LocalDatePattern[] Days =
    [
        LocalDatePattern.Iso,
        .. new[] { "d.M.uuuu", "d/M/uuuu", "d MMMM uuuu" }.Select(pattern =>
            LocalDatePattern.Create(pattern, CultureInfo.InvariantCulture)
        ),
    ];

    public bool Has(ImportColumn column) => row.Cells.ContainsKey(column);

    /// <summary>The text; <paramref name="before"/> when there is no such column, null when the cell is empty.</summary>
    public string? Text(ImportColumn column, string? before = null) =>
        row.Cells.TryGetValue(column, out var text) ? (text.Length is 0 ? null : text) : before;

    public LocalDate? Day(ImportColumn column, LocalDate? before) =>
        Read(
            column,
            before,
            "a date, for example 2027-12-31",
            text => Days.Select(p => p.Parse(text)).Where(p => p.Success).Select(p => (LocalDate?)p.Value).FirstOrDefault()
        );

    public double? Real(ImportColumn column, double? before) =>
        Read(
            column,
            before,
            "a number, for example 46.05",
            text =>
                double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number)
                    ? number
                    : default(double?)
        );

    public int? Number(ImportColumn column, int? before) =>
        Read(
            column,
            before,
            "a whole number",
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : default(int?)
        );

    /// <summary>One of a list, however it is written: "associated partner", "AssociatedPartner".</summary>
    public T? One<T>(ImportColumn column, T? before)
        where T : struct, Enum =>
        Read(
            column,
            before,
            $"one of {string.Join(", ", Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName))}",
            text => Enum.TryParse<T>(string.Concat(text.Where(char.IsLetter)), ignoreCase: true, out var value) ? value : default(T?)
        );

    /// <summary>What the row says of its organisation; the rest as it was before.</summary>
    public OrganisationFacts Facts(OrganisationFacts? before)
    {
        var kind = One<OrganisationKind>(ImportColumn.Kind, before?.Kind);
        if (kind is null && before is null && !Has(ImportColumn.Kind))
        {
            Wrong(ImportColumn.Kind, "A new organisation needs its kind: member, applicant, associatedPartner or commission.");
        }

        return new(
            kind ?? (OrganisationKind)(-1),
            Text(ImportColumn.Name, before?.Name) ?? "",
            Text(ImportColumn.NameLatin, before?.NameLatin),
            new(
                Text(ImportColumn.Country, before?.Seat.Country)?.ToUpperInvariant(),
                Text(ImportColumn.City, before?.Seat.City),
                Text(ImportColumn.CityLatin, before?.Seat.CityLatin),
                Real(ImportColumn.Latitude, before?.Seat.Latitude),
                Real(ImportColumn.Longitude, before?.Seat.Longitude),
                Text(ImportColumn.TimeZone, before?.Seat.TimeZone)
            ),
            Day(ImportColumn.JoinedOn, before?.JoinedOn),
            Day(ImportColumn.FeePaidUntil, before?.FeePaidUntil),
            Number(ImportColumn.Weight, before?.Weight) ?? 1
        );
    }

    public void Wrong(ImportColumn? column, string message) => errors.Add(new(row.Line, column?.Heading(), message));

    private T? Read<T>(ImportColumn column, T? before, string wanted, Func<string, T?> read)
        where T : struct
    {
        if (!row.Cells.TryGetValue(column, out var text))
        {
            return before;
        }

        if (text.Length is 0)
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            Wrong(column, $"“{text}” is not {wanted}.");
        }

        return value;
    }
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Line">Its first line in the file, counted from 1; in a network file the number of the organisation.</param>
/// <param name="Column">The column; null for the row as a whole.</param>
/// <param name="Message">A sentence.</param>
public sealed record ImportError(int Line, string? Column, string Message);

/// <summary>What an import does with one organisation, person or mandate.</summary>
/// <param name="Line">Where it stands first.</param>
/// <param name="Of">Its code or address.</param>
/// <param name="IsNew">It was not known.</param>
/// <param name="Details">What changes, in words.</param>
public sealed record ImportChange(int Line, string Of, bool IsNew, IReadOnlyList<string> Details);
