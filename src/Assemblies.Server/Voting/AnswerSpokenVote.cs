using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// A second officer confirms a spoken vote, and it is a ballot by voice; or strikes it out, since it was heard wrongly. Where the member has voted
/// meanwhile on a device, that ballot stands. A repeat is refused.
/// </summary>
/// <param name="Poll">In which vote.</param>
/// <param name="Member">Whose vote, by the member's code.</param>
/// <param name="IsConfirmed">Whether it is confirmed; false strikes it out.</param>
public sealed record AnswerSpokenVote(Id<Poll> Poll, string Member, bool IsConfirmed) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HearsVotes(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll} {Member}: {(IsConfirmed ? "confirmed" : "struck out")}";

    internal sealed class Handler(AssembliesDb db, PollDesk desk, LiveUpdates live, IClock clock, Reader reader)
        : ICommandHandler<AnswerSpokenVote, Done>
    {
        public async Task<Result<Done>> Handle(AnswerSpokenVote command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { Poll: var poll })
            {
                return PollErrors.Unknown;
            }

            var member = poll.Roll.FirstOrDefault(m => string.Equals(m.Code, command.Member, StringComparison.Ordinal))?.Organisation;
            var spoken = await db.SpokenVotes.SingleOrDefaultAsync(
                v => v.Poll == poll.Id && v.Organisation == member && v.AnsweredAt == null,
                ct
            );
            if (spoken is null)
            {
                return PollErrors.NoSpoken;
            }

            var (now, by) = (clock.GetCurrentInstant(), reader.Person!.Value);
            var refusal = command.IsConfirmed ? await Confirm(poll, spoken, now, by, ct) : spoken.StrikeOut(now, by);
            if (refusal is not null)
            {
                return refusal;
            }

            live.Say(Room.Topic(poll.Assembly), RoomPart.Ballots.Name());
            return Done.It;
        }

        private async Task<Error?> Confirm(Poll poll, SpokenVote spoken, Instant now, Id<Domain.Members.Person> by, CancellationToken ct)
        {
            if (!poll.IsOpen)
            {
                return PollErrors.Ended;
            }

            if (await db.Ballots.AnyAsync(b => b.Poll == poll.Id && b.Organisation == spoken.Organisation, ct))
            {
                return PollErrors.CastAlready;
            }

            var turn = await db.PollVoters.SingleOrDefaultAsync(v => v.Poll == poll.Id && v.Organisation == spoken.Organisation, ct);
            if (turn is null)
            {
                return PollErrors.NobodyThere;
            }

            if (spoken.Confirm(now, by) is { } refusal)
            {
                return refusal;
            }

            db.Add(Ballot.Of(spoken, turn.Person));
            return null;
        }
    }

    internal sealed record Body(bool Confirmed);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/spoken-votes/{member}/answer",
                (Id<Poll> id, string member, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AnswerSpokenVote(id, member, body.Confirmed), ct).ToHttp()
            )
            .WithName("answerSpokenVote")
            .WithSummary("Confirm or strike out a spoken vote")
            .WithDescription(
                "Another officer than the one who wrote it down confirms it: then it is a ballot by voice. Any of them strikes it out. A ballot that came "
                    + "meanwhile from a device stands. A repeat is refused."
            )
            .WithExample(new Body(true))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                PollErrors.Unknown,
                PollErrors.NoSpoken,
                PollErrors.SecondPerson,
                PollErrors.Ended,
                PollErrors.CastAlready,
                PollErrors.NobodyThere
            );
}
