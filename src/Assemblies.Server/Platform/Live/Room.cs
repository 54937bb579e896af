using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;

namespace Assemblies.Server.Platform.Live;

/// <summary>The room of an assembly, as its pages follow it.</summary>
/// <remarks>
/// After each change everybody in the room asks at the same moment. What is asked for by then is loaded once for all (<see cref="LiveAnswers"/>, with
/// <see cref="Topic"/>), whoever asks, and each reader's view of it is worked out without the database; so is who may see it, from
/// <see cref="Security.Reader"/> alone wherever that will do. Then the statements of a change do not grow with those who look.
/// </remarks>
internal static class Room
{
    /// <summary>What its pages follow; a change names a <see cref="RoomPart"/> in lower case.</summary>
    public static LiveTopic Topic(Id<Assembly> assembly) => new($"room/{assembly}");

    /// <summary>A part as changes and pages name it.</summary>
    public static string Name(this RoomPart part) =>
        part switch
        {
            RoomPart.Sitting => "sitting",
            RoomPart.Presence => "presence",
            RoomPart.Quorum => "quorum",
            RoomPart.Vote => "vote",
            RoomPart.Ballots => "ballots",
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "An unknown part."),
        };
}
