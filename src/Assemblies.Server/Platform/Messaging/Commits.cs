namespace Assemblies.Server.Platform.Messaging;

/// <summary>Counts what this process has committed: what is cached goes by it, and is read anew after any command.</summary>
public sealed class Commits
{
    private long number;

    /// <summary>Rises with each commit.</summary>
    public long Number => Volatile.Read(ref number);

    internal void Happened() => Interlocked.Increment(ref number);
}
