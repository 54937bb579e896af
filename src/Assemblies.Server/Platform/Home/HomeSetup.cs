using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Home;

/// <summary>The first page: what is next for its reader, as the areas tell it.</summary>
public sealed class HomeSetup
{
    private HomeSetup() { }

    internal static void AddHome(IServiceCollection services) => services.AddUseCases<HomeSetup>();
}
