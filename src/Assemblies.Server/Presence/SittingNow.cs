using Assemblies.Domain.Presence;

namespace Assemblies.Server.Presence;

/// <summary>Where a meeting stands after a step.</summary>
/// <param name="Step">The number of its last step, to send with the next one.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Check">The quorum check that was made with it; null when none was.</param>
public sealed record SittingNow(int Step, SittingState State, RoomCheck? Check)
{
    internal static SittingNow Of(Sitting sitting, QuorumCheck? check, string? by = null) =>
        new(sitting.Seq, sitting.State, check is null ? null : RoomCheck.Of(check, by));
}
