using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Presence;

/// <summary>The roll, proxies, the door and who votes: what of the area comes before and beside the sitting.</summary>
internal static class DoorSetup
{
    public static void AddDoor(this IServiceCollection services)
    {
        services.AddScoped<IKnowWhatIsNext, NextInPresence>();
        services.AddScoped<IComposeMail, ProxyComposer>();
        services.AddSingleton(new ConstraintRefusal(PresenceTables.RollOnce, PresenceErrors.ChangedMeanwhile));
        services.AddSingleton(new ConstraintRefusal(PresenceTables.OneProxy, PresenceDomainErrors.ProxyGiven));
        services.AddSingleton(new ConstraintRefusal(PresenceTables.StepOnce, PresenceErrors.ChangedMeanwhile));
        services.AddSingleton(new ConstraintRefusal(PresenceTables.OneHandover, PresenceErrors.ChangedMeanwhile));

        // The record date ends at midnight in Brussels, whatever the machine's zone: so it comes by each hour.
        services.AddRecurring("presence.roll", "6 * * * *", new FixRolls());
    }

    public static void MapDoor(IEndpointRouteBuilder api)
    {
        ShowRoll.Map(api);
        CorrectRoll.Map(api);

        ListProxies.Map(api);
        GiveProxy.Map(api);
        AcceptProxy.Map(api);
        RefuseProxy.Map(api);
        WithdrawProxy.Map(api);

        ShowDesk.Map(api);
        SearchDesk.Map(api);
        CheckIn.Map(api);
        CheckInSelf.Map(api);
        CheckInWalkIn.Map(api);
        CheckOut.Map(api);
        CheckOutSelf.Map(api);
        UndoPresence.Map(api);
        HandOverVote.Map(api);
        TakeVoteBack.Map(api);

        ShowPresence.Map(api);
        ListAttendance.Map(api);
        HeadCount.Map(api);
        ListSilent.Map(api);
    }
}
