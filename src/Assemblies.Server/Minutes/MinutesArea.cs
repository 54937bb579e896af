using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Minutes;

/// <summary>What is decided and written down: minutes, the register of decisions, actions, how an assembly ends, the yearbook.</summary>
public sealed class MinutesArea
{
    private MinutesArea() { }

    internal static void AddMinutes(IServiceCollection services)
    {
        services.AddUseCases<MinutesArea>();
        services.AddRecords();
        services.AddRegister();
    }

    internal static void MapMinutes(IEndpointRouteBuilder api)
    {
        MinutesSetup.MapRecords(api);
        RegisterSetup.MapRegister(api);
    }

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        MinutesSetup.MapRecordsRoot(root);
        RegisterSetup.MapRegisterRoot(root);
    }
}
