using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// The chair, or the deputy chair who presides, decides a tie where the rules leave it to them: recorded apart from the members' votes, and the
/// result stands with it. Until then the meeting does not move on. A repeat is refused.
/// </summary>
/// <param name="Poll">Which vote.</param>
/// <param name="Adopts">Whether the motion is adopted by it.</param>
public sealed record GiveCastingVote(Id<Poll> Poll, bool Adopts) : ICommand<PollNow>
{
    /// <inheritdoc />
    public Access Needs => new RunsPoll(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll}";

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock, Reader reader) : ICommandHandler<GiveCastingVote, PollNow>
    {
        public async Task<Result<PollNow>> Handle(GiveCastingVote command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { } hand)
            {
                return PollErrors.Unknown;
            }

            // The secretariat helps to run a meeting; the casting vote is the chair's own.
            if (!reader.Holds(hand.Poll.Assembly, Domain.Meetings.Office.Chair, Domain.Meetings.Office.DeputyChair))
            {
                return AccessErrors.Forbidden;
            }

            var ballots = await desk.Choices(command.Poll, ct);
            var cast = hand.Poll.CastByChair(command.Adopts, ballots, hand.Motion, clock.GetCurrentInstant(), reader.Person);
            if (cast.Value is not { } result)
            {
                return cast.Error!;
            }

            db.Add(result);
            return PollNow.Of(hand.Poll, result);
        }
    }

    internal sealed record Body(bool Adopts);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/casting-vote",
                (Id<Poll> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new GiveCastingVote(id, body.Adopts), ct).ToHttp()
            )
            .WithName("giveCastingVote")
            .WithSummary("Decide a tie by the chair’s casting vote")
            .WithDescription(
                "By chair or deputy chair, where the rules leave ties to them: only after an open vote by more than half of the votes cast with as many yes as no. "
                    + "A repeat is refused."
            )
            .WithExample(new Body(false))
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, PollErrors.Unknown, PollErrors.NoTie, PollErrors.ChangedMeanwhile);
}
