using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Presence;

/// <summary>Who is there: the roll, proxies, the ledger of check-ins, hand-over of the vote, the sitting.</summary>
public sealed class PresenceArea
{
    private PresenceArea() { }

    internal static void AddPresence(IServiceCollection services)
    {
        services.AddUseCases<PresenceArea>();
        SittingSetup.AddSittings(services);
    }

    internal static void MapPresence(IEndpointRouteBuilder api)
    {
        SittingSetup.MapSittings(api);
    }
}
