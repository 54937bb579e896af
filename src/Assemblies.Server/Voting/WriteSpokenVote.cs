using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// An officer writes down a vote that was spoken in the room, since a device failed; it counts once a second officer confirms it. Refused for a member that
/// has voted. A repeat is refused while the first waits.
/// </summary>
/// <param name="Poll">In which vote.</param>
/// <param name="Member">Whose vote, by the member's code.</param>
/// <param name="Choice">What was said.</param>
public sealed record WriteSpokenVote(Id<Poll> Poll, string Member, VoteChoice Choice) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HearsVotes(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll} {Member}";

    internal sealed class Validator : AbstractValidator<WriteSpokenVote>
    {
        public Validator()
        {
            RuleFor(c => c.Member).NotEmpty().WithMessage("Choose the member.");
            RuleFor(c => c.Choice).IsInEnum().WithMessage("Choose what was said: yes, no or abstain.");
        }
    }

    internal sealed class Handler(AssembliesDb db, PollDesk desk, LiveUpdates live, IClock clock, Reader reader)
        : ICommandHandler<WriteSpokenVote, Done>
    {
        public async Task<Result<Done>> Handle(WriteSpokenVote command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { Poll: var poll })
            {
                return PollErrors.Unknown;
            }

            var now = clock.GetCurrentInstant();
            var member = poll.Roll.FirstOrDefault(m => string.Equals(m.Code, command.Member, StringComparison.Ordinal));
            var refusal =
                poll.IsOver(now) ? PollErrors.Ended
                : poll.Method is not PollMethod.Ballots ? PollErrors.NotBallots
                : member is null ? PollErrors.NotInPoll.At("member")
                : await db.Ballots.AnyAsync(b => b.Poll == poll.Id && b.Organisation == member.Organisation, ct) ? PollErrors.CastAlready
                : !await db.PollVoters.AnyAsync(v => v.Poll == poll.Id && v.Organisation == member.Organisation, ct)
                    ? PollErrors.NobodyThere
                : null;
            if (refusal is not null)
            {
                return refusal;
            }

            db.Add(new SpokenVote(poll.Id, member!.Organisation, command.Choice, now, reader.Person!.Value));
            live.Say(Room.Topic(poll.Assembly), RoomPart.Ballots.Name());
            return Done.It;
        }
    }

    internal sealed record Body(string Member, VoteChoice Choice);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/spoken-votes",
                (Id<Poll> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new WriteSpokenVote(id, body.Member, body.Choice), ct).ToHttp()
            )
            .WithName("writeSpokenVote")
            .WithSummary("Write down a spoken vote")
            .WithDescription(
                "By a teller, chair, deputy chair, minute-taker or the secretariat, for a member whose delegate is there and whose device failed. It counts once "
                    + "another of them confirms it, and is recorded “by voice”."
            )
            .WithExample(new Body("LT", VoteChoice.Abstain))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                RequestErrors.Invalid,
                PollErrors.Unknown,
                PollErrors.Ended,
                PollErrors.NotBallots,
                PollErrors.NotInPoll,
                PollErrors.CastAlready,
                PollErrors.NobodyThere,
                PollErrors.SpokenWaits
            );
}
