namespace Assemblies.Server.Tests;

/// <summary>The files of the repository that these tests were built from.</summary>
public static class Repository
{
    /// <summary>Its root.</summary>
    public static DirectoryInfo Root { get; } = Find(new(AppContext.BaseDirectory));

    /// <summary>The path of one of its files or folders.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root.FullName, .. parts]);

    private static DirectoryInfo Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Assemblies.sln"))
            ? folder
            : Find(folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie in the repository."));
}
