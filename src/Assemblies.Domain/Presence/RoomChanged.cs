using Assemblies.Domain.Meetings;

namespace Assemblies.Domain.Presence;

/// <summary>A part of what people in the room look at.</summary>
public enum RoomPart
{
    /// <summary>A meeting was opened or closed, another line is on, a break began or ended, somebody else presides.</summary>
    Sitting,

    /// <summary>Somebody came or went, a vote was handed over, a proxy was given, withdrawn or became void.</summary>
    Presence,

    /// <summary>A quorum check was made, or a challenge runs, is confirmed or is over.</summary>
    Quorum,

    /// <summary>A motion was entered, changed or shelved, or a vote was opened, extended, closed or annulled.</summary>
    Vote,

    /// <summary>A ballot was cast: who has not voted yet is another list now.</summary>
    Ballots,
}

/// <summary>What people in the room look at has changed; raised by whatever changes it, so that pages follow by themselves.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="What">Which part.</param>
public sealed record RoomChanged(Id<Assembly> Assembly, RoomPart What) : DomainEvent;
