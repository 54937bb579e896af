namespace Assemblies.Server.Platform.Look;

/// <summary>The pages of a room that areas add to.</summary>
public enum RoomPlace
{
    /// <summary>The room, for everybody in it.</summary>
    Room,

    /// <summary>What whoever leads the meeting has beside it.</summary>
    Chair,

    /// <summary>The wall.</summary>
    Wall,
}

/// <summary>A live part that an area adds to a page of the room; registered with the area's services.</summary>
/// <param name="Place">To which page.</param>
/// <param name="Part">The name of its <c>data-live</c> element.</param>
/// <param name="Component">A component that takes what the page's address names: <c>Code</c>, on the wall <c>Token</c>.</param>
public sealed record RoomSection(RoomPlace Place, string Part, Type Component);
