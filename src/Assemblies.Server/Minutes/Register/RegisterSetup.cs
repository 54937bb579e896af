namespace Assemblies.Server.Minutes.Register;

/// <summary>The part of the area that keeps decisions and actions, ends assemblies and shows the yearbook.</summary>
internal static class RegisterSetup
{
    public static void AddRegister(this IServiceCollection services) { }

    public static void MapRegister(IEndpointRouteBuilder api) { }

    public static void MapRegisterRoot(IEndpointRouteBuilder root) { }
}
