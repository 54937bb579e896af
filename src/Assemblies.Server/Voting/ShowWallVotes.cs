using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;

namespace Assemblies.Server.Voting;

/// <summary>The votes on the wall, for whoever holds a screen's link: the vote that is open, how many have voted, and the results. What is closed never.</summary>
/// <param name="Token">The secret of the link.</param>
public sealed record ShowWallVotes(string Token) : IQuery<ShowWallVotes.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>The wall's votes.</summary>
    /// <param name="TimeZone">The zone of the venue.</param>
    /// <param name="Motions">The motions of the item that is on; none while it is closed.</param>
    /// <param name="Open">The vote that is open; null when none is.</param>
    public sealed record Answer(string? TimeZone, IReadOnlyList<MotionNow> Motions, OpenVote? Open);

    internal sealed class Handler(AssembliesDb db, VotesNow votes) : IQueryHandler<ShowWallVotes, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowWallVotes query, CancellationToken cancellationToken) =>
            await db.ScreenOf(query.Token, cancellationToken) is not { } screen
            || await votes.Read(screen.Code, screen.Assembly, cancellationToken) is not { } room
                ? AccessErrors.NotFound
            : room.IsForWall ? new Answer(room.Meeting!.TimeZone, room.MotionsNow(), room.OpenNow())
            : new Answer(room.Meeting?.TimeZone, [], null);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "screens/{token}/votes",
                (string token, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowWallVotes(token), ct).ToHttp()
            )
            .WithName("showWallVotes")
            .WithSummary("The votes on the wall")
            .WithDescription("By the link of a screen, until it is taken back. Nothing of a closed item.")
            .Refuses(AccessErrors.NotFound);
}
