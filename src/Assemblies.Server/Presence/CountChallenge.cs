using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Whoever leads the meeting ends the challenge before its time is over: the silent are checked out, and a check is made.</summary>
/// <param name="Meeting">Which meeting.</param>
public sealed record CountChallenge(Id<Meeting> Meeting) : ICommand<RoomCheck>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, Reader reader) : ICommandHandler<CountChallenge, RoomCheck>
    {
        public async Task<Result<RoomCheck>> Handle(CountChallenge command, CancellationToken cancellationToken)
        {
            var taken = await db.TakeSitting(command.Meeting, cancellationToken);
            return taken is null ? AccessErrors.NotFound
                : await quorum.Running(command.Meeting, cancellationToken) is { } challenge
                    ? RoomCheck.Of(await quorum.End(taken.Sitting, challenge, cancellationToken), reader.Name)
                : QuorumErrors.NoChallenge;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/challenge/count",
                (Id<Meeting> id, IMediator mediator, CancellationToken ct) => mediator.Send(new CountChallenge(id), ct).ToHttp()
            )
            .WithName("countChallenge")
            .WithSummary("Count now")
            .WithDescription(
                "Ends the challenge that runs: members that have not confirmed are checked out with that reason, and a check is made. When the time is "
                    + "over this happens by itself."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                QuorumErrors.NoChallenge,
                QuorumErrors.CheckedMeanwhile
            );
}

/// <summary>Ends the challenges whose time is over, as "count now" does. Answers how many; a repeat finds none. For a job that comes by again and again.</summary>
public sealed record EndChallenges : ICommand<int>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "challenges";

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock) : ICommandHandler<EndChallenges, int>
    {
        public async Task<Result<int>> Handle(EndChallenges command, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var ended = 0;
            foreach (var meeting in await db.OverChallenges(now).ToListAsync(cancellationToken))
            {
                var taken = await db.TakeSitting(meeting, cancellationToken);

                // Another service, or the chair, may have counted while this one waited for the lock.
                if (taken is not null && await quorum.Running(meeting, cancellationToken) is { } challenge && challenge.IsOver(now))
                {
                    await quorum.End(taken.Sitting, challenge, cancellationToken);
                    ended++;
                }
            }

            return ended;
        }
    }

    /// <summary>Sends it when there is something to end: for the job.</summary>
    internal static async Task IfAny(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<IClock>().GetCurrentInstant();
        if (await services.GetRequiredService<AssembliesDb>().OverChallenges(now).AnyAsync(ct))
        {
            await services.GetRequiredService<IMediator>().Send(new EndChallenges(), ct);
        }
    }
}
