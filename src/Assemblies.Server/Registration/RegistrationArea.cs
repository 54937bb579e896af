using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Registration;

/// <summary>Who comes: registrations, seats, waiting lists, exceptions, guests, badges.</summary>
public sealed class RegistrationArea
{
    private RegistrationArea() { }

    internal static void AddRegistration(IServiceCollection services)
    {
        services.AddUseCases<RegistrationArea>();
        services.AddScoped<SeatBooks>().AddScoped<RegistrationNews>().AddScoped<RegistrationReading>();
        services.AddScoped<WhoRegisters>().AddScoped<Registering>().AddScoped<Cancelling>().AddScoped<OwnLines>().AddScoped<SeatLists>();
        services.AddScoped<IComposeMail, ComposeRegistrationNews>();
        services.AddGuests();
    }

    internal static void MapRegistration(IEndpointRouteBuilder api)
    {
        Register.Map(api);
        ShowRegistration.Map(api);
        CancelRegistration.Map(api);
        ReplaceRegistrant.Map(api);
        AcceptSeat.Map(api);
        GiveSeatBack.Map(api);
        ListSeats.Map(api);
        ChangeSeats.Map(api);
        AddBookable.Map(api);
        ChangeBookable.Map(api);
        RemoveBookable.Map(api);
        ChangeSeatTerms.Map(api);
        ListWaiting.Map(api);
        PromoteByHand.Map(api);
        api.MapGuests();
    }

    internal static void MapRoot(IEndpointRouteBuilder root) => root.MapGuestsRoot();
}
