using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Jobs;
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
        services.AddScoped<ExceptionMail>().AddScoped<IComposeMail, ComposeRegistrationNews>();
        services.AddScoped<IKnowWhatIsNext, NextInRegistration>();
        // Each looks first, so that the audit holds what was done and not that nothing was.
        services
            .AddSingleton(new RecurringTask("expire-offers", "* * * * *", Jobs.ExpireOffers))
            .AddSingleton(new RecurringTask("end-registrations", "* * * * *", Jobs.EndRegistrations))
            .AddSingleton(new RecurringTask("purge-needs", "17 * * * *", Jobs.PurgeNeeds));
        // Whoever waits for the pools' lock finds what was there before; these are for who does not.
        services
            .AddSingleton(new ConstraintRefusal(RegistrationTables.OnePerPerson, RegistrationErrors.ChangedMeanwhile))
            .AddSingleton(new ConstraintRefusal(RegistrationTables.OnePerGuest, RegistrationErrors.ChangedMeanwhile))
            .AddSingleton(new ConstraintRefusal(RegistrationTables.OneLine, RegistrationErrors.ChangedMeanwhile))
            .AddSingleton(new ConstraintRefusal(RegistrationTables.OneRequest, RegistrationErrors.AskedAlready));
        services.AddGuests();
    }

    internal static void MapRegistration(IEndpointRouteBuilder api)
    {
        Register.Map(api);
        ShowRegistration.Map(api);
        CancelRegistration.Map(api);
        ReplaceRegistrant.Map(api);
        CountRegistrant.Map(api);
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
        AskForException.Map(api);
        GiveException.Map(api);
        DeclineException.Map(api);
        EndException.Map(api);
        ListExceptions.Map(api);
        api.MapGuests();
    }

    internal static void MapRoot(IEndpointRouteBuilder root) => root.MapGuestsRoot();
}
