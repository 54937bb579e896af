using System.Text;

namespace Assemblies.Server.Platform.Csv;

/// <summary>A table as a spreadsheet opens it: UTF-8 with its mark, so that letters survive.</summary>
internal static class CsvTable
{
    /// <summary>What it is handed out as.</summary>
    public const string MediaType = "text/csv";

    /// <summary>The separator that was asked for: a comma, else a semicolon.</summary>
    public static char Separator(string? asked) => asked is "," ? ',' : ';';

    /// <summary>The bytes of the file. Cells that people wrote have to come by <see cref="InertCells.Out"/>.</summary>
    public static byte[] Write(IEnumerable<IEnumerable<string>> rows, char separator) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(DelimitedText.Write(rows, separator))];

    /// <summary>The file as an answer.</summary>
    public static IResult File(byte[] table, string name) => TypedResults.File(table, $"{MediaType}; charset=utf-8", name);
}
