using CsvHelper;

namespace Assemblies.Server.Platform.Csv;

/// <summary>Tables by RFC 4180, read and written.</summary>
internal static class DelimitedText
{
    /// <summary>The rows with the line of the file where each begins, counted from 1; an empty line is a row with one empty cell.</summary>
    /// <remarks>A quote that stands where none may is a letter, and one that is never closed takes the rest: the import names the cell.</remarks>
    public static IEnumerable<(int Line, string[] Cells)> Read(string text, char separator)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Recover,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        };
        using var reader = CsvReader.FromText(text, options);
        while (reader.Read())
        {
            yield return ((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }
    }

    /// <summary>The rows as text, each ended by CRLF.</summary>
    public static string Write(IEnumerable<IEnumerable<string>> rows, char separator)
    {
        using var text = new StringWriter();
        using (var writer = CsvWriter.Create(text, new CsvWriterOptions { Separator = separator }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                writer.WriteRecord([.. row]);
            }
        }

        return text.ToString();
    }
}
