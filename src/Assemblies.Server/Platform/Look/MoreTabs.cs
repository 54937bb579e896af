using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Platform.Look;

/// <summary>An area's own tabs of an assembly, by what the reader is there and where the assembly stands. Asked only of whoever is signed in.</summary>
public interface IMoreTabs
{
    /// <summary>The tabs: the part of the address after the code, and the word.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="code">The assembly's code.</param>
    /// <param name="ct">Ends it.</param>
    Task<IReadOnlyList<(string Path, string Text)>> Of(Reader reader, string code, CancellationToken ct);
}
