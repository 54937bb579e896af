namespace Assemblies.Server.Platform;

/// <summary>For moments that take far more memory than serving does, and come once.</summary>
internal static class Memory
{
    /// <summary>Gives it back to the machine: while the service is idle nothing else would.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
