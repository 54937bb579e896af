using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>The chair lets a vote go on: it closes by itself so many minutes from now. A repeat counts from its own moment.</summary>
/// <param name="Poll">Which vote.</param>
/// <param name="Minutes">How many minutes from now.</param>
public sealed record ExtendPoll(Id<Poll> Poll, int Minutes) : ICommand<ExtendPoll.Answer>
{
    /// <inheritdoc />
    public Access Needs => new RunsPoll(Poll);

    /// <inheritdoc />
    public string On => $"poll {Poll}";

    /// <summary>The vote after it.</summary>
    /// <param name="Until">When it closes by itself.</param>
    public sealed record Answer(Instant Until);

    internal sealed class Validator : AbstractValidator<ExtendPoll>
    {
        public Validator() => RuleFor(c => c.Minutes).InclusiveBetween(1, 60).WithMessage("Enter a number of minutes from 1 to 60.");
    }

    internal sealed class Handler(PollDesk desk, IClock clock, Reader reader) : ICommandHandler<ExtendPoll, Answer>
    {
        public async Task<Result<Answer>> Handle(ExtendPoll command, CancellationToken ct)
        {
            if (await desk.Take(command.Poll, ct) is not { } hand)
            {
                return PollErrors.Unknown;
            }

            var now = clock.GetCurrentInstant();
            var until = now + Duration.FromMinutes(command.Minutes);
            return hand.Poll.Extend(until, now, reader.Person) is { } refusal ? refusal : new Answer(until);
        }
    }

    internal sealed record Body(int Minutes);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "polls/{id}/extend",
                (Id<Poll> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ExtendPoll(id, body.Minutes), ct).ToHttp()
            )
            .WithName("extendPoll")
            .WithSummary("Let a vote go on")
            .WithDescription("By chair, deputy chair or secretariat: it closes by itself so many minutes from now.")
            .WithExample(new Body(2))
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, RequestErrors.Invalid, PollErrors.Unknown, PollErrors.Ended);
}
