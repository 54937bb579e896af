using Assemblies.Domain;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The room, for everybody in it: what is on, who is there, the quorum, what comes next, and what the reader is in it.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ShowRoom(string Code) : IQuery<ShowRoom.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InRoomOf(Code);

    /// <summary>The room.</summary>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="Meeting">The meeting that is open, else the next, else the last, of those that are the reader's.</param>
    /// <param name="Order">Its running order, as the reader may see it.</param>
    /// <param name="Quorum">The quorum as it stands; null where there is none, since the meeting decides nothing.</param>
    /// <param name="Challenge">The challenge that runs; null when none does.</param>
    /// <param name="Reader">What the reader is in the room.</param>
    public sealed record Answer(
        string Code,
        string Title,
        RoomMeeting Meeting,
        RoomOrder Order,
        RoomQuorum? Quorum,
        RoomChallenge? Challenge,
        RoomReader Reader
    );

    internal sealed class Handler(RoomsNow rooms, LastSeen lastSeen, IClock clock, Reader reader) : IQueryHandler<ShowRoom, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowRoom query, CancellationToken cancellationToken)
        {
            if (await rooms.Read(query.Code, cancellationToken) is not { } room || !ReaderOf.Allows(reader, room.Assembly))
            {
                return AccessErrors.NotFound;
            }

            var now = clock.GetCurrentInstant();
            lastSeen.Note(room, reader, now);
            return Of(room, reader, now);
        }
    }

    /// <summary>What a reader sees of a room that is read already; refused when none of its meetings is theirs.</summary>
    internal static Result<Answer> Of(RoomNow room, Reader reader, Instant now)
    {
        if (room.For(reader, now) is not { } meeting)
        {
            return AccessErrors.Forbidden;
        }

        var visibility = room.VisibilityOf(reader, meeting);
        var order = room.Order(meeting, visibility, now);
        return new Answer(
            room.Assembly.Code,
            room.Assembly.Title,
            room.Meeting(meeting, meeting.OnlineLinkFor(order, visibility)),
            order,
            room.Quorum(meeting),
            meeting.ChallengeOf(),
            room.ReaderAt(meeting, reader, now)
        );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/room",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowRoom(code), ct).ToHttp()
            )
            .WithName("showRoom")
            .WithSummary("The room, as it is now")
            .WithDescription(
                "What is on, the running order with expected times, the quorum with every member, a challenge that runs, and what the reader is in it. "
                    + "Partners and the Commission see the open meeting. What is closed keeps its time and number; its title is for those who may read it."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}

/// <summary>Whoever is signed in and may know of the assembly; whether a meeting of it is theirs the handler looks at.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record InRoomOf(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        // In a full room everybody asks at the same moment: what they may know of, the handler finds in the room, which is read once for all.
        return context.Reader.IsSignedIn ? null : await new SignedInReaderOf(Code).Check(context, ct);
    }
}
