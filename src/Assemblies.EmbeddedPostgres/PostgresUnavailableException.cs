namespace Assemblies.EmbeddedPostgres;

/// <summary>The private PostgreSQL cannot run here; the message says what to do.</summary>
public sealed class PostgresUnavailableException(string message) : Exception(message);
