using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;

namespace Assemblies.Domain.Voting;

/// <summary>A member that may vote in a poll: present or represented when it was opened.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Holder">The member that represented it, by code; null for one that was present itself.</param>
/// <param name="Instruction">How the principal wants its vote cast; null for no instruction on this motion.</param>
/// <param name="Aside">What the principal said on the item in words that do not name this motion; null for nothing.</param>
public sealed record PolledMember(
    Id<Organisation> Organisation,
    string Code,
    string Name,
    string? Holder,
    InstructedVote? Instruction,
    string? Aside = null
)
{
    /// <summary>Whether it was represented.</summary>
    public bool IsRepresented => Holder is not null;
}
