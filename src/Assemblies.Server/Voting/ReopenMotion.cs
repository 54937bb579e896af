using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// The chair takes up a motion again that was decided or shelved: another vote can be opened on it. What was before stays in the record. A repeat is
/// refused until it is decided again.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which motion, by its number.</param>
/// <param name="Reason">Why.</param>
public sealed record ReopenMotion(string Assembly, string Number, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new RunsVotes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} motion {Number}";

    internal sealed class Validator : AbstractValidator<ReopenMotion>
    {
        public Validator() => RuleFor(c => c.Reason).Needed("Say why: it is kept for the minutes.").Sentences(1000);
    }

    internal sealed class Handler(PollDesk desk, IClock clock, Reader reader) : ICommandHandler<ReopenMotion, Done>
    {
        public async Task<Result<Done>> Handle(ReopenMotion command, CancellationToken ct)
        {
            if (await desk.TakeMotion(command.Assembly, command.Number, ct) is not { } motion)
            {
                return MotionErrors.Unknown;
            }

            if (await desk.Over(motion.Assembly, ct) is { } over)
            {
                return over;
            }

            var stands = await desk.PollsOf(motion.Id, ct);
            return motion.Reopen(stands, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person) is { } refusal
                ? refusal
                : Done.It;
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/motions/{number}/reopen",
                (string code, string number, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ReopenMotion(code, number, body.Reason), ct).ToHttp()
            )
            .WithName("reopenMotion")
            .WithSummary("Take a motion up again")
            .WithDescription(
                "By chair, deputy chair or secretariat, with a reason. The votes before stay in the record; the next one is a new row."
            )
            .WithExample(new Body("A member was shown the wrong document."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                MotionErrors.Unknown,
                MotionErrors.PollIsOpen,
                MotionErrors.NotOver,
                MotionErrors.AssemblyOver,
                MotionErrors.AtOnce
            );
}
