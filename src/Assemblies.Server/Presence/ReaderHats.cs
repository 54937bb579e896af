using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Presence;

/// <summary>What a reader is in the room.</summary>
internal static class ReaderHats
{
    /// <summary>The members they speak for: head before deputy before adviser.</summary>
    public static IEnumerable<Hat> MemberHats(this Reader reader) =>
        reader
            .Hats.Where(hat =>
                hat is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy or MandateRole.Adviser }
            )
            .OrderBy(hat => hat.Role);
}
