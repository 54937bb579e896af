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
/// A motion is withdrawn by its proposer, deferred to another time, or lapses since another decision made it pointless: it is not voted on any more.
/// Chair, minute-taker or secretariat enters it. A repeat is refused.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which motion, by its number.</param>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Reason">Why.</param>
public sealed record ShelveMotion(string Assembly, string Number, MotionStepKind Kind, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new EntersMotions(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} motion {Number}: {Kind}";

    internal sealed class Validator : AbstractValidator<ShelveMotion>
    {
        public Validator()
        {
            RuleFor(c => c.Kind)
                .Must(kind => kind is MotionStepKind.Withdrawn or MotionStepKind.Deferred or MotionStepKind.Lapsed)
                .WithMessage("Say what becomes of it: withdrawn, deferred or lapsed.");
            RuleFor(c => c.Reason).Needed("Say why: it stands in the register and in the minutes.").Sentences(1000);
        }
    }

    internal sealed class Handler(PollDesk desk, IClock clock, Reader reader) : ICommandHandler<ShelveMotion, Done>
    {
        public async Task<Result<Done>> Handle(ShelveMotion command, CancellationToken ct)
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
            return motion.Shelve(command.Kind, stands, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person) is { } refusal
                ? refusal
                : Done.It;
        }
    }

    internal sealed record Body(MotionStepKind Kind, string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/motions/{number}/shelve",
                (string code, string number, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShelveMotion(code, number, body.Kind, body.Reason), ct).ToHttp()
            )
            .WithName("shelveMotion")
            .WithSummary("Withdraw, defer or lapse a motion")
            .WithDescription(
                "By chair, deputy chair, minute-taker or secretariat, before it is decided. It keeps its number, and the register lists it as what became of "
                    + "it. A repeat is refused."
            )
            .WithExample(new Body(MotionStepKind.Withdrawn, "The proposer supports motion 13.2 instead."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                MotionErrors.Unknown,
                MotionErrors.PollIsOpen,
                MotionErrors.Decided,
                MotionErrors.Shelved,
                MotionErrors.Adopted,
                MotionErrors.AssemblyOver,
                MotionErrors.AtOnce
            );
}
