using Assemblies.Domain;
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
/// transaction. On a tie that the chair's casting vote decides the result waits for it. A repeat is refused.
/// </summary>
/// <param name="Poll">Which.</param>
public sealed record ClosePoll(Id<Poll> Poll) : ICommand<PollNow>
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

            return await desk.Close(hand, clock.GetCurrentInstant(), reader.Person, ct) is { } refusal
                ? refusal
                : PollNow.Of(hand.Poll, db.PollResults.Local.FirstOrDefault(r => r.Poll == command.Poll));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/close",
                (Id<Poll> id, IMediator mediator, CancellationToken ct) => mediator.Send(new ClosePoll(id), ct).ToHttp()
            )
            .WithName("closePoll")
            .WithSummary("Close a vote")
            .WithDescription(
                "By chair, deputy chair or secretariat. Every ballot that was confirmed counts, and none comes after. The result stands at once; on a tie that "
                    + "the chair’s casting vote decides it waits for that. A repeat is refused."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, PollErrors.Unknown, PollErrors.Ended, PollErrors.ChangedMeanwhile);
}

/// <summary>Closes the votes whose time is over. Nothing happens when none is; a repeat finds none.</summary>
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
        if (await db.Polls.AnyAsync(p => p.EndedAt == null && p.Until <= now, ct))
        {
            await services.GetRequiredService<IMediator>().Send(new ClosePollsInTime(), ct);
        }
    }

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock) : ICommandHandler<ClosePollsInTime, Done>
    {
        public async Task<Result<Done>> Handle(ClosePollsInTime command, CancellationToken ct)
        {
            var now = clock.GetCurrentInstant();
            foreach (var id in await db.Polls.Where(p => p.EndedAt == null && p.Until <= now).Select(p => p.Id).Order().ToListAsync(ct))
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
