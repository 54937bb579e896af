using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Agenda;

/// <summary>What a line of the programme is: an item of some kind, or a session without one.</summary>
public enum LineKind
{
    /// <summary>An item that is heard and discussed.</summary>
    Information,

    /// <summary>An item that is decided.</summary>
    Decision,

    /// <summary>An election.</summary>
    Election,

    /// <summary>An exchange of progress.</summary>
    Progress,

    /// <summary>A session without a number.</summary>
    Session,

    /// <summary>A pause.</summary>
    Break,

    /// <summary>A meal, a visit, an evening.</summary>
    Social,

    /// <summary>People check in, or the quorum is checked.</summary>
    CheckIn,
}

/// <summary>Between lines, items and sessions.</summary>
internal static class LineKinds
{
    /// <summary>The kind of item; null for a session without one.</summary>
    public static ItemKind? Item(this LineKind kind) =>
        kind switch
        {
            LineKind.Information => ItemKind.Information,
            LineKind.Decision => ItemKind.Decision,
            LineKind.Election => ItemKind.Election,
            LineKind.Progress => ItemKind.Progress,
            _ => null,
        };

    /// <summary>The kind of session; plain for one that has an item.</summary>
    public static SessionKind Session(this LineKind kind) =>
        kind switch
        {
            LineKind.Break => SessionKind.Break,
            LineKind.Social => SessionKind.Social,
            LineKind.CheckIn => SessionKind.CheckIn,
            _ => SessionKind.Plain,
        };

    /// <summary>What a reader may enter: the host no items.</summary>
    public static IReadOnlyList<LineKind> Of(Reader reader, string assembly) =>
        new PreparesAgenda(assembly).Allows(reader)
            ? Enum.GetValues<LineKind>()
            : [.. Enum.GetValues<LineKind>().Where(kind => kind.Item() is null)];

    /// <summary>The line of an item.</summary>
    public static LineKind Line(this ItemKind kind) => Enum.GetValues<LineKind>().First(line => line.Item() == kind);

    /// <summary>The line of a session without items.</summary>
    public static LineKind Line(this SessionKind kind) =>
        Enum.GetValues<LineKind>().First(line => line.Item() is null && line.Session() == kind);
}
