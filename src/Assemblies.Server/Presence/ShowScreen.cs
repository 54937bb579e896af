using Assemblies.Domain;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The room on the wall, for whoever holds a screen's link: what everybody in the hall may see. Titles of what is closed never.</summary>
/// <param name="Token">The secret of the link.</param>
public sealed record ShowScreen(string Token) : IQuery<ShowScreen.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>The wall.</summary>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="Meeting">The meeting that is open, else the next, else the last; null when it has none.</param>
    /// <param name="Order">Its running order.</param>
    /// <param name="Quorum">The quorum as it stands; null where there is none, since the meeting decides nothing.</param>
    /// <param name="Challenge">The challenge that runs; null when none does.</param>
    public sealed record Answer(
        string Code,
        string Title,
        RoomMeeting? Meeting,
        RoomOrder? Order,
        RoomQuorum? Quorum,
        RoomChallenge? Challenge
    );

    internal sealed class Handler(AssembliesDb db, RoomsNow rooms, IClock clock) : IQueryHandler<ShowScreen, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowScreen query, CancellationToken cancellationToken) =>
            await db.ScreenOf(query.Token, cancellationToken) is { } screen && await rooms.Read(screen.Code, cancellationToken) is { } room
                ? Of(room, clock.GetCurrentInstant())
                : AccessErrors.NotFound;
    }

    /// <summary>What the wall shows of a room that is read already.</summary>
    internal static Answer Of(RoomNow room, Instant now)
    {
        var (code, title) = (room.Assembly.Code, room.Assembly.Title);
        if (room.OnWall(now) is not { } meeting)
        {
            return new(code, title, null, null, null, null);
        }

        var order = room.Order(meeting, Visibility.Of(meeting.Sitting.Of.Audience), now);
        return new(code, title, room.Meeting(meeting, null), order, room.Quorum(meeting), meeting.ChallengeOf());
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "screens/{token}",
                (string token, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowScreen(token), ct).ToHttp()
            )
            .WithName("showScreen")
            .WithSummary("The room on the wall")
            .WithDescription("By the link of a screen, until it is taken back. What is closed keeps its time and number, and nothing else.")
            .Refuses(AccessErrors.NotFound);
}
