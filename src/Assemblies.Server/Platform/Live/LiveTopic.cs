namespace Assemblies.Server.Platform.Live;

/// <summary>What pages can stay up to date with, such as one assembly's room.</summary>
/// <param name="Name">Unique among all topics; without blanks.</param>
public readonly record struct LiveTopic(string Name)
{
    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>The names that areas give to parts of pages; a change names those that look different afterwards.</summary>
internal static class LivePart
{
    /// <summary>All of them: for whoever may have missed something.</summary>
    public const string Everything = "*";
}
