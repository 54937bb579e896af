using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Registration;

/// <summary>Who comes: registrations, seats, waiting lists, exceptions, guests, badges.</summary>
public sealed class RegistrationArea
{
    private RegistrationArea() { }

    internal static void AddRegistration(IServiceCollection services) => services.AddUseCases<RegistrationArea>();

    internal static void MapRegistration(IEndpointRouteBuilder api) { }
}
