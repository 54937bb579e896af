using System.Text.Json;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Assemblies.Server.Platform.Database;

/// <summary>Values that lie in the database as JSON.</summary>
public static class JsonColumns
{
    /// <summary>Keeps an immutable value as <c>jsonb</c>. What an older version wrote stays readable: see <see cref="Json.Kept"/>.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property) =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                value => JsonSerializer.Serialize(value, Json.Options),
                text => JsonSerializer.Deserialize<T>(text, Json.Kept)!,
                new ValueComparer<T>(
                    (a, b) => JsonSerializer.Serialize(a, Json.Options) == JsonSerializer.Serialize(b, Json.Options),
                    value => JsonSerializer.Serialize(value, Json.Options).GetHashCode(StringComparison.Ordinal),
                    value => value
                )
            );

    /// <summary>PostgreSQL's own refusal in a chain of exceptions; null when there is none.</summary>
    /// <remarks>EF Core wraps what may pass by itself, such as a deadlock, up to twice.</remarks>
    public static PostgresException? FromPostgres(this Exception? e)
    {
        while (e is not (null or PostgresException))
        {
            e = e.InnerException;
        }

        return e as PostgresException;
    }
}
