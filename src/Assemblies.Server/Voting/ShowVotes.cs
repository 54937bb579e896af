using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Voting;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;

namespace Assemblies.Server.Voting;

/// <summary>The votes in the room: the motions of the item that is on, the vote that is open with the reader's ballots, and the results.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ShowVotes(string Code) : IQuery<ShowVotes.Answer>
{
    /// <summary>Whoever is signed in; what of it is theirs says the room, which is read once for all.</summary>
    public Access Needs => new SignedIn();

    /// <summary>The votes.</summary>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="TimeZone">The zone of the venue.</param>
    /// <param name="Item">The printed number of the item that is on; null when nothing is, or not for the reader.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Motions">Its motions.</param>
    /// <param name="Open">The vote that is open; null when none is.</param>
    /// <param name="Mine">The ballots that are the reader's to cast in it, or that they cast.</param>
    /// <param name="MayObject">Whether the reader may object now.</param>
    /// <param name="Runs">Whether the reader may open and close votes.</param>
    /// <param name="HasCastingVote">Whether a tie waits for the reader, who chairs.</param>
    /// <param name="NotVoted">Who has not voted yet; for those who run or hear the vote, null for others.</param>
    public sealed record Answer(
        string Code,
        string? TimeZone,
        string? Item,
        string? Title,
        IReadOnlyList<MotionNow> Motions,
        OpenVote? Open,
        IReadOnlyList<BallotOfReader> Mine,
        bool MayObject,
        bool Runs,
        bool HasCastingVote,
        IReadOnlyList<NotVoted>? NotVoted
    );

    internal sealed class Handler(VotesNow votes, AssemblyIds ids, Reader reader) : IQueryHandler<ShowVotes, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowVotes query, CancellationToken cancellationToken)
        {
            // In a full room everybody asks at the same moment: what they may know of is said by what is read once for all.
            return
                InsiderOf.IsInsider(reader, query.Code)
                && await ids.Of(query.Code, cancellationToken) is { } assembly
                && await votes.Read(query.Code, assembly, cancellationToken) is { } room
                ? Of(query.Code, room, reader)
                : AccessErrors.NotFound;
        }
    }

    private static Answer Of(string code, RoomVotes room, Reader reader)
    {
        if (!room.IsFor(reader))
        {
            return new(code, room.Meeting?.TimeZone, null, null, [], null, [], false, false, false, null);
        }

        var item = room.Item!.Value.Item;
        var hears =
            reader.IsSecretariat || reader.Holds(room.Assembly, Office.Chair, Office.DeputyChair, Office.Teller, Office.MinuteTaker);
        var runs = reader.IsSecretariat || reader.Holds(room.Assembly, Office.Chair, Office.DeputyChair);
        return new(
            code,
            room.Meeting!.TimeZone,
            item.Number,
            item.Title,
            room.MotionsNow(),
            room.OpenNow(),
            room.BallotsOf(reader),
            room.Open is { Poll: { Method: PollMethod.Consensus } poll }
                && room.Voters.Any(v => v.Poll == poll.Id && v.Person == reader.Person),
            runs,
            reader.Holds(room.Assembly, Office.Chair, Office.DeputyChair) && room.Motions.Any(m => m.Stands.Polls.Any(p => p.AwaitsChair)),
            hears ? room.NotVotedFor(reader) : null
        );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/votes",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowVotes(code), ct).ToHttp()
            )
            .WithName("showVotes")
            .WithSummary("The votes in the room, as they are now")
            .WithDescription(
                "The motions of the item that is on, the vote that is open with the reader’s ballots, and the results. Empty while no item is on, and for "
                    + "whom it is not. Who has not voted yet is for those who run or hear the vote; never what anybody voted before it is closed."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound);
}
