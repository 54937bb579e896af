using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Presence;

/// <summary>Sitting, quorum, room and screens: the part of the area that is about leading a meeting.</summary>
internal static class SittingSetup
{
    public static void AddSittings(IServiceCollection services)
    {
        services
            .AddScoped<QuorumDesk>()
            .AddScoped<RoomReading>()
            .AddSingleton<RoomsNow>()
            .AddSingleton<LastSeen>()
            .AddSingleton<IMoreTabs, TabsOfTheDay>();
        foreach (var refusal in SittingTables.Refusals)
        {
            services.AddSingleton(refusal);
        }

        // People wait for it with their phones in their hands: every five seconds.
        services.AddSingleton(new RecurringTask("presence.challenges", "*/5 * * * * *", EndChallenges.IfAny));
    }

    public static void MapSittings(IEndpointRouteBuilder api)
    {
        OpenMeeting.Map(api);
        GoToLine.Map(api);
        TakeBreak.Map(api);
        ResumeMeeting.Map(api);
        HandOverChair.Map(api);
        CloseMeeting.Map(api);

        CheckQuorum.Map(api);
        ChallengeQuorum.Map(api);
        ConfirmPresence.Map(api);
        ConfirmByRollCall.Map(api);
        CountChallenge.Map(api);
        ListQuorumChecks.Map(api);

        ShowRoom.Map(api);
        ShowChair.Map(api);
        ShowScreen.Map(api);
        MakeScreenLink.Map(api);
        ListScreenLinks.Map(api);
        RevokeScreenLink.Map(api);
    }
}
