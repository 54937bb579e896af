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
        services.AddRegister();
    }

    internal static void MapMinutes(IEndpointRouteBuilder api) => RegisterSetup.MapRegister(api);

    internal static void MapRoot(IEndpointRouteBuilder root) => RegisterSetup.MapRegisterRoot(root);
}
