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
/// A delegate objects while the chair asks whether anybody does: nothing is adopted by consensus, and a vote follows. Who objects after the first changes
/// nothing.
/// </summary>
/// <param name="Poll">The question for objections.</param>
public sealed record ObjectToMotion(Id<Poll> Poll) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SeesPoll(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll}";

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock, Reader reader) : ICommandHandler<ObjectToMotion, Done>
    {
        public async Task<Result<Done>> Handle(ObjectToMotion command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { Poll: var poll })
            {
                return PollErrors.Unknown;
            }

            var own = poll.Roll.FirstOrDefault(m => reader.ActsFor(m.Organisation));
            var turns = await db
                .PollVoters.Where(v => v.Poll == poll.Id && v.Person == reader.Person)
                .Select(v => v.Organisation)
                .ToListAsync(ct);
            var member = poll.Roll.FirstOrDefault(m => turns.Contains(m.Organisation)) ?? (poll.IsObjected ? own : null);
            if (member is null)
            {
                return poll.IsOpen ? PollErrors.NotYourTurn : PollErrors.Ended;
            }

            if (poll.ObjectedBy(member, clock.GetCurrentInstant(), reader.Person) is { } refusal)
            {
                return refusal;
            }

            await desk.EndTurns(poll.Id, ct);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/object",
                (Id<Poll> id, IMediator mediator, CancellationToken ct) => mediator.Send(new ObjectToMotion(id), ct).ToHttp()
            )
            .WithName("objectToMotion")
            .WithSummary("Object, so that there is a vote")
            .WithDescription(
                "By a delegate who has a vote, while the chair asks whether anybody objects. One objection is enough; it is recorded by name. A repeat changes nothing."
            )
            .Refuses(AccessErrors.SignIn, PollErrors.Unknown, PollErrors.NotYourTurn, PollErrors.NotConsensus, PollErrors.Ended);
}
