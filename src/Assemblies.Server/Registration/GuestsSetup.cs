using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>What guests, badges and letters add to the area.</summary>
internal static class GuestsSetup
{
    public static IServiceCollection AddGuests(this IServiceCollection services)
    {
        services.AddScoped<GuestSeats>().AddScoped<RegistrationLines>().AddScoped<IComposeMail, CircularMail>();
        services.AddScoped<IKnowWhatIsNext, NextForGuests>();
        foreach (var kind in GuestMail.Kinds)
        {
            services.AddScoped<IComposeMail>(scope => new GuestMail(
                kind,
                scope.GetRequiredService<AssembliesDb>(),
                scope.GetRequiredService<IClock>(),
                scope.GetRequiredService<Settings>()
            ));
        }

        return services
            .AddRecurring("guests.forget", "47 3 * * *", new ForgetGuests())
            .AddSingleton(new RecurringTask("send-circulars", "*/15 * * * * *", SendCirculars.Job))
            .AddSingleton(new ConstraintRefusal(GuestTables.ConfirmedOnce, GuestErrors.ConfirmedMeanwhile))
            .AddSingleton(new ConstraintRefusal(GuestTables.InvitedOnce, GuestErrors.InvitedAlready));
    }

    public static void MapGuests(this IEndpointRouteBuilder api)
    {
        ShowGuestForm.Map(api);
        AskToAttend.Map(api);
        ListGuests.Map(api);
        InviteGuest.Map(api);
        AdmitGuest.Map(api);
        RefuseGuest.Map(api);
        ListRegistrations.Map(api);
        SummariseRegistrations.Map(api);
        ExportRegistrations.Map(api);
        ShowRegistrant.Map(api);
        ListBadges.Map(api);
        ListSelections.Map(api);
        ListCirculars.Map(api);
        PreviewCircular.Map(api);
        TryCircular.Map(api);
        SendCircular.Map(api);
        ShowCircular.Map(api);
        CallBackCircular.Map(api);
    }

    public static void MapGuestsRoot(this IEndpointRouteBuilder root)
    {
        ShowAttendance.MapRoot(root);
        AttendAsGuest.MapRoot(root);
    }
}
