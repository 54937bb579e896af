using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Voting;

/// <summary>What is decided in the room: motions, open recorded votes, their results.</summary>
public sealed class VotingArea
{
    private VotingArea() { }

    internal static void AddVoting(IServiceCollection services)
    {
        services
            .AddUseCases<VotingArea>()
            .AddScoped<PollDesk>()
            .AddScoped<BallotBox>()
            .AddScoped<VotesReading>()
            .AddSingleton<VotesNow>()
            .AddSingleton<IMoreTabs, MotionsTab>()
            .AddSingleton(new RoomSection(RoomPlace.Room, "vote", typeof(Pages.RoomVotePart)))
            .AddSingleton(new RoomSection(RoomPlace.Chair, "vote", typeof(Pages.ChairVotePart)))
            .AddSingleton(new RoomSection(RoomPlace.Chair, "not-voted", typeof(Pages.BallotsPart)))
            .AddSingleton(new RoomSection(RoomPlace.Room, "not-voted", typeof(Pages.BallotsPart)))
            .AddSingleton(new RoomSection(RoomPlace.Wall, "vote", typeof(Pages.WallVotePart)));
        foreach (var refusal in VotingTables.Refusals)
        {
            services.AddSingleton(refusal);
        }

        // A vote whose time is over closes by itself while people look at it.
        services.AddSingleton(new RecurringTask("voting.close", "*/5 * * * * *", ClosePollsInTime.IfAny));
    }

    internal static void MapVoting(IEndpointRouteBuilder api)
    {
        PutMotion.Map(api);
        ChangeMotion.Map(api);
        ShelveMotion.Map(api);
        ReopenMotion.Map(api);
        ListMotions.Map(api);
        ShowMotion.Map(api);

        OpenPoll.Map(api);
        ExtendPoll.Map(api);
        ClosePoll.Map(api);
        AnnulPoll.Map(api);
        GiveCastingVote.Map(api);
        ObjectToMotion.Map(api);

        CastBallot.Map(api);
        WriteSpokenVote.Map(api);
        AnswerSpokenVote.Map(api);

        ShowVotes.Map(api);
        ShowPoll.Map(api);
        ShowWallVotes.Map(api);
    }
}
