using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Platform.Look;

/// <summary>A place that a navigation leads to.</summary>
/// <param name="Address">Its path.</param>
/// <param name="Text">Its name.</param>
public sealed record Place(string Address, string Text)
{
    /// <summary><c>page</c> on the page itself, <c>true</c> on those below it, else null: the value of <c>aria-current</c>.</summary>
    internal string? CurrentAt(string path) =>
        string.Equals(path, Address, StringComparison.Ordinal) ? "page"
        : Address.Length > 1 && path.StartsWith(Address + "/", StringComparison.Ordinal) ? "true"
        : null;
}

/// <summary>Who finds what in the row under the mark.</summary>
internal static class SiteMap
{
    private static readonly Place Home = new("/", "Home");
    private static readonly Place Assemblies = new("/assemblies", "Assemblies");
    private static readonly Place Decisions = new("/decisions", "Decisions");
    private static readonly Place Members = new("/organisations", "Members");
    private static readonly Place Hosting = new("/host-calls", "Hosting");
    private static readonly Place Rules = new("/rules", "Rules");

    /// <summary>The public and guests: what is open. Members and officers: their own too. The secretariat: everything.</summary>
    public static IReadOnlyList<Place> Of(Reader reader) =>
        reader.IsSecretariat ? [Home, Assemblies, Decisions, Hosting, Members, Rules]
        : reader.IsMember || reader.Offices.Count > 0 ? [Home, Assemblies, Decisions, Hosting, Members]
        : [Home, Assemblies, Decisions];
}
