using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;

namespace Assemblies.Server.Presence;

/// <summary>What all ways out have in common.</summary>
internal static class LettingOut
{
    /// <summary>Lets somebody out: a row, unless they are out.</summary>
    public static async Task<Result<DoorAnswer>> LetOut(
        this AssembliesDb db,
        OpenDoor door,
        Registrant who,
        string? reason,
        DoorActor actor,
        CancellationToken ct
    )
    {
        var ledger = await db.LedgerOf(door.Meeting, who.Id, ct);
        var row = ledger.CheckOut(actor, reason);
        if (row is not null)
        {
            db.Add(row);
        }

        return await db.Answer(door, who, ledger, row is not null, ct);
    }
}
