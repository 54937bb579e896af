using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Http;

namespace Assemblies.Server.Members.Import;

/// <summary>One row of a list: where it stands in the file, and its cells by column. What is not there stays as it is; what is there and empty is emptied.</summary>
internal sealed record ImportRow(int Line, IReadOnlyDictionary<ImportColumn, string> Cells);

/// <summary>A list as it was read: a table or a network file.</summary>
/// <param name="Encoding">The encoding that was guessed or said.</param>
/// <param name="Separator">What parts the columns, in words; null for JSON.</param>
/// <param name="Headings">The headings as they stand, with the columns they are taken for; empty for JSON.</param>
/// <param name="Rows">The rows.</param>
internal sealed record ImportSheet(
    string Encoding,
    string? Separator,
    IReadOnlyList<(string Heading, ImportColumn? Column)> Headings,
    IReadOnlyList<ImportRow> Rows
)
{
    private static readonly Dictionary<string, string> Separators = new(StringComparer.Ordinal)
    {
        [";"] = "semicolon",
        [","] = "comma",
        ["\t"] = "tab",
    };

    /// <summary>Reads it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="encoding">The encoding, where it was said.</param>
    /// <param name="columns">Columns by heading, where they were said; an empty name leaves a column out.</param>
    public static Result<ImportSheet> Read(byte[] bytes, string? encoding, IReadOnlyDictionary<string, ImportColumn?>? columns)
    {
        if (FileText.Read(bytes, encoding) is not { } file)
        {
            var (windows, mac) = FileText.Readings(bytes);
            return MembersErrors.EncodingUnclear with
            {
                Message = $"{MembersErrors.EncodingUnclear.Message} One reads “{windows}”, the other “{mac}”.",
            };
        }

        if (file.Text.Contains('\0', StringComparison.Ordinal))
        {
            return MembersErrors.Unreadable;
        }

        return file.Text.AsSpan().TrimStart() is ['{', ..] ? Network(file) : Table(file, columns);
    }

    private static Result<ImportSheet> Network(FileText file)
    {
        try
        {
            var network = JsonSerializer.Deserialize<NetworkFile>(file.Text, Json.Options)!;
            return new ImportSheet(file.Encoding, null, [], [.. network.Organisations.SelectMany(NetworkRows.Of)]);
        }
        catch (JsonException e)
        {
            return MembersErrors.Unreadable with
            {
                Message =
                    $"{MembersErrors.Unreadable.Message} The trouble is in line {e.LineNumber + 1}{(e.Path is { } path ? $", at {path}" : "")}.",
            };
        }
    }

    private static Result<ImportSheet> Table(FileText file, IReadOnlyDictionary<string, ImportColumn?>? columns)
    {
        var first = file.Text.AsSpan();
        first = first[..(first.IndexOfAny('\r', '\n') is >= 0 and var end ? end : first.Length)];
        var (separator, most) = (";", 0);
        foreach (var one in Separators.Keys)
        {
            if (first.Count(one[0]) is var count && count > most)
            {
                (separator, most) = (one, count);
            }
        }

        var lines = DelimitedText.Read(file.Text, separator[0]).ToList();
        if (lines.Count is 0)
        {
            return MembersErrors.Unreadable;
        }

        var headings = lines[0].Cells.Select(heading => heading.Trim()).Select(heading => (heading, Column(heading))).ToList();
        if (headings.TrueForAll(heading => heading.Item2 is not ImportColumn.Code))
        {
            return MembersErrors.Unreadable with
            {
                Message = "No column is the organisation's code. Name one “code” in the first line, or say which it is.",
            };
        }

        if (
            headings
                .Where(heading => heading.Item2 is not null)
                .GroupBy(heading => heading.Item2!.Value, heading => $"“{heading.heading}”")
                .FirstOrDefault(column => column.Skip(1).Any()) is
            { } twice
        )
        {
            return MembersErrors.Unreadable with
            {
                Message =
                    $"{string.Join(" and ", twice)} are both taken for the column “{twice.Key.Heading()}”. Take one out, or give it another heading.",
            };
        }

        var rows = new List<ImportRow>();
        foreach (var (began, cells) in lines.Skip(1))
        {
            if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
            {
                continue;
            }

            var byColumn = new Dictionary<ImportColumn, string>();
            for (var i = 0; i < headings.Count; i++)
            {
                if (headings[i].Item2 is { } column)
                {
                    byColumn[column] = InertCells.In(i < cells.Length ? cells[i] : "").Trim();
                }
            }

            rows.Add(new(began, byColumn));
        }

        return new ImportSheet(file.Encoding, Separators[separator], headings, rows);

        ImportColumn? Column(string heading) =>
            columns is not null && columns.TryGetValue(heading, out var said) ? said : ImportColumns.Guess(heading);
    }
}

/// <summary>A network file's organisations as rows, one a representative.</summary>
internal static class NetworkRows
{
    public static IEnumerable<ImportRow> Of(ListedOrganisation listed, int index)
    {
        var its = new Dictionary<ImportColumn, string>();
        Add(ImportColumn.Code, listed.Code);
        Add(ImportColumn.Kind, listed.Kind.ToString());
        Add(ImportColumn.Name, listed.Name);
        Add(ImportColumn.NameLatin, listed.NameLatin);
        Add(ImportColumn.Country, listed.Country);
        Add(ImportColumn.City, listed.City);
        Add(ImportColumn.CityLatin, listed.CityLatin);
        Add(ImportColumn.Latitude, listed.Latitude?.ToString(CultureInfo.InvariantCulture));
        Add(ImportColumn.Longitude, listed.Longitude?.ToString(CultureInfo.InvariantCulture));
        Add(ImportColumn.TimeZone, listed.TimeZone);
        Add(ImportColumn.JoinedOn, Day(listed.JoinedOn));
        Add(ImportColumn.FeePaidUntil, Day(listed.FeePaidUntil));
        Add(ImportColumn.Weight, listed.Weight?.ToString(CultureInfo.InvariantCulture));
        if (listed.Representatives is not { Count: > 0 } people)
        {
            return [new(index + 1, its)];
        }

        return people.Select(person =>
        {
            var row = new Dictionary<ImportColumn, string>(its);
            foreach (
                var (column, text) in new (ImportColumn, string?)[]
                {
                    (ImportColumn.Person, person.Name),
                    (ImportColumn.PersonLatin, person.NameLatin),
                    (ImportColumn.Email, person.Email),
                    (ImportColumn.Role, person.Role.ToString()),
                    (ImportColumn.Language, person.Language),
                    (ImportColumn.PersonTimeZone, person.TimeZone),
                    (ImportColumn.From, Day(person.From)),
                    (ImportColumn.Until, Day(person.Until)),
                }
            )
            {
                if (text is not null)
                {
                    row[column] = text.Trim();
                }
            }

            return new ImportRow(index + 1, row);
        });

        void Add(ImportColumn column, string? text)
        {
            if (text is not null)
            {
                its[column] = text.Trim();
            }
        }
    }

    private static string? Day(NodaTime.LocalDate? day) => day is { } known ? NodaTime.Text.LocalDatePattern.Iso.Format(known) : null;
}
