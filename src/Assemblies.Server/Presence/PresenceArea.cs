using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Presence.Evidence;

namespace Assemblies.Server.Presence;

/// <summary>Who is there: the roll, proxies, the ledger of check-ins, hand-over of the vote, the sitting.</summary>
public sealed class PresenceArea
{
    private PresenceArea() { }

    internal static void AddPresence(IServiceCollection services)
    {
        services.AddUseCases<PresenceArea>();
        services.AddDoor();
        SittingSetup.AddSittings(services);
        services.AddEvidence();
    }

    internal static void MapPresence(IEndpointRouteBuilder api)
    {
        DoorSetup.MapDoor(api);
        SittingSetup.MapSittings(api);
        EvidenceSetup.MapEvidence(api);
    }

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        RoomLive.Map(root);
        EvidenceSetup.MapEvidenceRoot(root);
    }
}
