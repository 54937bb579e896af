using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// A delegate casts the vote of a member: their own, or that of a principal whose proxy their member holds. Whose turn it is was pinned with the vote
/// and follows who comes and goes. A ballot once cast is final; the same again gets the same answer, however often.
/// </summary>
/// <param name="Poll">In which vote.</param>
/// <param name="Member">Whose vote, by the member's code.</param>
/// <param name="Choice">What it says.</param>
/// <param name="IsConfirmed">Whether they know that it is against the principal's instruction.</param>
/// <param name="Key">A key its sender chose; null for none. With the same key another choice is refused as another request.</param>
public sealed record CastBallot(Id<Poll> Poll, string Member, VoteChoice Choice, bool IsConfirmed, string? Key)
    : IWritesItself<CastBallot.Recorded>
{
    /// <summary>Who asks is found out in the statement that writes the ballot: it writes only for whoever is signed in and whose turn it is.</summary>
    public Access Needs => new Anybody();

    /// <summary>The ballot that stands.</summary>
    /// <param name="Member">Whose vote.</param>
    /// <param name="Choice">What it says.</param>
    /// <param name="At">When it was recorded.</param>
    /// <param name="Sentence">"Recorded: No, 15:31:07".</param>
    public sealed record Recorded(string Member, VoteChoice Choice, Instant At, string Sentence);

    internal sealed class Validator : AbstractValidator<CastBallot>
    {
        public Validator() => RuleFor(c => c.Choice).IsInEnum().WithMessage(VotingErrors.NoChoice.Message);
    }

    internal sealed class Handler(BallotBox box, Credentials sent, AssembliesDb db, IClock clock)
        : IRequestHandler<CastBallot, Result<Recorded>>
    {
        public async Task<Result<Recorded>> Handle(CastBallot command, CancellationToken cancellationToken)
        {
            var key = command.Key is { Length: > 0 } chosen ? SHA256.HashData(Encoding.UTF8.GetBytes(chosen)) : null;
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var at = Micro(clock.GetCurrentInstant());
                if (await box.Cast(sent, command, key, at, cancellationToken) is { } zone)
                {
                    return Answer(command.Member, command.Choice, at, zone);
                }

                if (await WhyNot(command, key, cancellationToken) is { } answer)
                {
                    return answer;
                }
            }

            return PollErrors.ChangedMeanwhile;
        }

        /// <summary>What stands in its way, or the ballot that stands already; null when nothing does any more: then it is tried again.</summary>
        private async Task<Result<Recorded>?> WhyNot(CastBallot command, byte[]? key, CancellationToken ct)
        {
            var reader = await sent.Reader(ct);
            if (!reader.IsSignedIn)
            {
                return AccessErrors.SignIn;
            }

            if (reader.MayOnlyRead)
            {
                return AccessErrors.ReadOnlyToken;
            }

            var found = await (
                from p in db.Polls.AsNoTracking()
                join a in db.Assemblies on p.Assembly equals a.Id
                join m in db.Meetings on p.Meeting equals m.Id
                where p.Id == command.Poll
                select new
                {
                    Poll = p,
                    a.Code,
                    m.TimeZone,
                }
            ).SingleOrDefaultAsync(ct);
            if (found is null || !InsiderOf.IsInsider(reader, found.Code))
            {
                return PollErrors.Unknown;
            }

            var poll = found.Poll;
            var member = poll.Roll.FirstOrDefault(m => string.Equals(m.Code, command.Member, StringComparison.Ordinal));
            if (member is null)
            {
                return PollErrors.NotInPoll;
            }

            var turn = await db.PollVoters.SingleOrDefaultAsync(v => v.Poll == poll.Id && v.Organisation == member.Organisation, ct);
            var ballot = await db.Ballots.SingleOrDefaultAsync(b => b.Poll == poll.Id && b.Organisation == member.Organisation, ct);
            if (ballot is not null)
            {
                return turn?.Person == reader.Person || ballot.By == reader.Person || reader.BelongsTo(member.Organisation)
                    ? Stands(command, ballot, key, found.TimeZone)
                    : PollErrors.NotYourTurn;
            }

            var refusal = poll.IsOver(clock.GetCurrentInstant())
                ? poll.IsAnnulled
                    ? PollErrors.Closed with
                    {
                        Message = $"This vote was annulled: {poll.WhyAnnulled}",
                    }
                    : PollErrors.Closed
                : poll.Method is not PollMethod.Ballots
                    ? PollErrors.NotBallots
                    : turn?.Person != reader.Person
                        ? NotYours(turn, reader, member.Organisation)
                        : command.IsConfirmed
                            ? null
                            : Against(command, member, turn?.Instruction);
            return refusal is null ? default(Result<Recorded>?) : Result<Recorded>.Refuse(refusal);
        }

        private static Error? Against(CastBallot command, PolledMember member, InstructedVote? told) =>
            told is null or InstructedVote.AsSaid || string.Equals(told.ToString(), command.Choice.ToString(), StringComparison.Ordinal)
                ? null
                : PollErrors.AgainstInstruction with
                {
                    Message =
                        $"{member.Name} has instructed to vote {told.ToString()!.ToLowerInvariant()}. The ballot stays yours to cast: confirm “{command.Choice.ToString().ToLowerInvariant()}”, or choose otherwise.",
                };

        private static Result<Recorded> Stands(CastBallot command, Ballot ballot, byte[]? key, string zone)
        {
            var answer = Answer(command.Member, ballot.Choice, ballot.At, zone);
            return ballot.Choice == command.Choice ? answer
                : key is not null && ballot.Key is { } sentWith && key.AsSpan().SequenceEqual(sentWith) ? VotingErrors.KeyReused
                : PollErrors.CastAlready with { Message = $"{answer.Sentence}. A ballot once cast is final." };
        }

        private static Error NotYours(PollVoter? turn, Reader reader, Id<Organisation> member) =>
            turn is null && reader.BelongsTo(member)
                ? PollErrors.NotYourTurn with
                {
                    Message = "Nobody who may cast the vote of your member is checked in now. Check in again, then vote.",
                }
                : PollErrors.NotYourTurn;

        // As the database keeps it: the answer of a repeat is the same to the digit.
        private static Instant Micro(Instant at) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / 10 * 10);
    }

    /// <summary>"Recorded: No, 15:31:07", by the venue's clock.</summary>
    internal static Recorded Answer(string member, VoteChoice choice, Instant at, string zone) =>
        new(member, choice, at, $"Recorded: {choice}, {Clocks.Second(at, zone)}");

    internal sealed record Body(string Member, VoteChoice Choice, bool Confirmed = false);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/ballots",
                (Id<Poll> id, Body body, HttpRequest request, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new CastBallot(id, body.Member, body.Choice, body.Confirmed, request.Headers[Idempotency.Header].ToString()),
                            ct
                        )
                        .ToHttp()
            )
            .WithMetadata(new FindsReaderItself())
            .WithName("castBallot")
            .WithSummary("Cast the vote of a member")
            .WithDescription(
                "By the delegate whose turn it is: for their own member, and once more for each principal whose proxy it holds. Final: the same again gets the "
                    + "same answer, another choice is refused. Against a principal’s instruction it is refused with poll.against_instruction until "
                    + "`confirmed` is true. After the vote has closed, or its time is over: 410, or the ballot that stands."
            )
            .WithExample(new Body("ES", VoteChoice.No))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.ReadOnlyToken,
                RequestErrors.Invalid,
                VotingErrors.KeyReused,
                PollErrors.Unknown,
                PollErrors.Closed,
                PollErrors.NotBallots,
                PollErrors.NotInPoll,
                PollErrors.NotYourTurn,
                PollErrors.CastAlready,
                PollErrors.AgainstInstruction,
                PollErrors.ChangedMeanwhile
            );
}
