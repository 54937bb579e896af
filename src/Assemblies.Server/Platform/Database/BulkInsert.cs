using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Platform.Database;

/// <summary>Many rows of one table in one statement, within the open transaction and at once: for thousands of rows that a command makes.</summary>
public static class BulkInsert
{
    private static readonly ConcurrentDictionary<Type, Table> Tables = new();

    /// <summary>Inserts them; what they raise as domain events is not heard.</summary>
    public static async Task InsertAll<T>(this AssembliesDb db, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count is 0)
        {
            return;
        }

        var table = Tables.GetOrAdd(typeof(T), type => Table.Of(db.Model.FindEntityType(type)!));
        var json = new JsonArray([.. rows.Select(row => (JsonNode)table.Row(row))]).ToJsonString();
#pragma warning disable EF1002 // names of our own tables and columns
        await db.Database.ExecuteSqlRawAsync(table.Sql, [json], ct);
#pragma warning restore EF1002
    }

    private sealed record Table(string Sql, IReadOnlyList<(string Column, bool IsJson, Func<object, object?> Read)> Columns)
    {
        public static Table Of(IEntityType type)
        {
            var store = StoreObjectIdentifier.Table(type.GetTableName()!);
            var columns = type.GetProperties()
                .Where(property => !property.IsShadowProperty())
                .Select(property =>
                    (Column: property.GetColumnName(store)!, IsJson: property.GetColumnType() is "jsonb", Read: Reader(property))
                )
                .ToList();
            var names = string.Join(", ", columns.Select(column => $"\"{column.Column}\""));
            return new(
                $$"""insert into "{{store.Name}}" ({{names}}) select {{names}} from jsonb_populate_recordset(null::"{{store.Name}}", cast({0} as jsonb))""",
                columns
            );
        }

        public JsonObject Row(object row)
        {
            var values = new JsonObject();
            foreach (var (column, isJson, read) in Columns)
            {
                values[column] = Value(read(row), isJson);
            }

            return values;
        }

        private static Func<object, object?> Reader(IProperty property)
        {
            var (getter, converter) = (property.GetGetter(), property.GetTypeMapping().Converter);
            return row =>
            {
                var value = getter.GetClrValue(row);
                return converter is null || value is null ? value : converter.ConvertToProvider(value);
            };
        }

        private static JsonNode? Value(object? value, bool isJson) =>
            value switch
            {
                null => null,
                string text when isJson => JsonNode.Parse(text),
                string text => JsonValue.Create(text),
                bool flag => JsonValue.Create(flag),
                int number => JsonValue.Create(number),
                long number => JsonValue.Create(number),
                byte[] bytes => JsonValue.Create("\\x" + Convert.ToHexStringLower(bytes)),
                string[] texts => new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]),
                Guid id => JsonValue.Create(id),
                Instant instant => JsonValue.Create(InstantPattern.ExtendedIso.Format(instant)),
                LocalDate date => JsonValue.Create(LocalDatePattern.Iso.Format(date)),
                LocalTime time => JsonValue.Create(LocalTimePattern.ExtendedIso.Format(time)),
                _ => throw new NotSupportedException(
                    string.Create(CultureInfo.InvariantCulture, $"A column of {value.GetType()} is not inserted in bulk yet.")
                ),
            };
    }
}
