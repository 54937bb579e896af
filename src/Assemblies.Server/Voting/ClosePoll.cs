using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// The chair closes a vote, or a question for objections: every ballot that was confirmed counts, none comes after, and the result stands in the same
/// transaction. On a tie that the chair's casting vote decides the result waits for it. While spoken votes wait for a second officer it is asked back, and while
/// a challenge of the quorum runs it is refused. A repeat is refused.
/// </summary>
/// <param name="Poll">Which.</param>
/// <param name="WithoutSpoken">Whether spoken votes that wait are left out knowingly.</param>
public sealed record ClosePoll(Id<Poll> Poll, bool WithoutSpoken) : ICommand<PollNow>
{
    /// <inheritdoc />
    public Access Needs => new RunsPoll(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll}";

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock, Reader reader) : ICommandHandler<ClosePoll, PollNow>
    {
        public async Task<Result<PollNow>> Handle(ClosePoll command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { } hand)
            {
                return PollErrors.Unknown;
            }

            if (hand.Poll.IsOpen && !command.WithoutSpoken && await Waiting(hand.Poll, ct) is { Count: > 0 } members)
            {
                return PollErrors.SpokenWaitOf(members);
            }

            return await desk.Close(hand, clock.GetCurrentInstant(), reader.Person, ct) is { } refusal
                ? refusal
                : PollNow.Of(hand.Poll, db.PollResults.Local.FirstOrDefault(r => r.Poll == command.Poll));
        }

        // Members whose ballot came meanwhile from a device are done: what was spoken for them changes nothing.
        private async Task<List<string>> Waiting(Poll poll, CancellationToken ct)
        {
            var waiting = await db.SpokenFor(poll.Id, ct);
            return [.. poll.Roll.Where(m => waiting.Contains(m.Organisation)).Select(m => m.Name)];
        }
    }

    internal sealed record Body(bool WithoutSpoken = false);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/close",
                (Id<Poll> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ClosePoll(id, body?.WithoutSpoken ?? false), ct).ToHttp()
            )
            .WithName("closePoll")
            .WithSummary("Close a vote")
            .WithDescription(
                "By chair, deputy chair or secretariat. Every ballot that was confirmed counts, and none comes after. The result stands at once; on a tie that "
                    + "the chair’s casting vote decides it waits for that. Refused with poll.spoken_wait while spoken votes wait to be confirmed, until "
                    + "`withoutSpoken` is true; refused while a challenge of the quorum runs. A repeat is refused."
            )
            .WithExample(new Body(true))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                PollErrors.Unknown,
                PollErrors.Ended,
                PollErrors.SpokenWait,
                PollErrors.ChangedMeanwhile,
                QuorumErrors.ChallengeRuns
            );
}

/// <summary>
/// Closes the votes whose time is over. One with spoken votes that wait is left to the chair, and one whose quorum is challenged comes after the count. Nothing
/// happens when none is; a repeat finds none.
/// </summary>
public sealed record ClosePollsInTime : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "votes whose time is over";

    /// <summary>Sends it where there is something to close: a round that finds nothing leaves no trace.</summary>
    internal static async Task IfAny(IServiceProvider services, CancellationToken ct)
    {
        var (db, clock) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<IClock>());
        var now = clock.GetCurrentInstant();
        if (await Due(db, now).AnyAsync(ct))
        {
            await services.GetRequiredService<IMediator>().Send(new ClosePollsInTime(), ct);
        }
    }

    private static IQueryable<Poll> Due(AssembliesDb db, Instant now) =>
        db.Polls.Where(p =>
            p.EndedAt == null
            && p.Until <= now
            && !db.SpokenVotes.Any(v =>
                v.Poll == p.Id && v.AnsweredAt == null && !db.Ballots.Any(b => b.Poll == p.Id && b.Organisation == v.Organisation)
            )
            && !db.QuorumChallenges.Running(db).Any(c => c.Meeting == p.Meeting)
        );

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock) : ICommandHandler<ClosePollsInTime, Done>
    {
        public async Task<Result<Done>> Handle(ClosePollsInTime command, CancellationToken ct)
        {
            var now = clock.GetCurrentInstant();
            foreach (var id in await Due(db, now).Select(p => p.Id).Order().ToListAsync(ct))
            {
                // Somebody may have closed or extended it while its lock was waited for.
                if (await desk.Take(id, ct) is { Poll: { IsOpen: true } poll } hand && poll.Until <= now)
                {
                    await desk.Close(hand, now, null, ct);
                }
            }

            return Done.It;
        }
    }
}
