using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Voting;

/// <summary>
/// Changes a motion until a vote on it is opened; from then on its text stands for good. Refused with what stands now where somebody else changed it
/// since. A repeat with the same version is refused.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which motion, by its number.</param>
/// <param name="Version">The version its sender saw.</param>
/// <param name="Motion">What it says from now on.</param>
public sealed record ChangeMotion(string Assembly, string Number, long? Version, MotionBody Motion) : ICommand<ChangeMotion.Answer>
{
    /// <inheritdoc />
    public Access Needs => new EntersMotions(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} motion {Number}";

    /// <summary>The motion after it.</summary>
    /// <param name="Version">Its version now.</param>
    public sealed record Answer(long Version) : IVersioned;

    internal sealed class Validator : AbstractValidator<ChangeMotion>
    {
        public Validator() => RuleFor(c => c.Motion).SetValidator(new MotionBody.Validator()).OverridePropertyName("");
    }

    internal sealed class Handler(AssembliesDb db, PollDesk desk) : ICommandHandler<ChangeMotion, Answer>
    {
        public async Task<Result<Answer>> Handle(ChangeMotion command, CancellationToken ct)
        {
            if (command.Version is null)
            {
                return RequestErrors.VersionMissing;
            }

            if (await desk.TakeMotion(command.Assembly, command.Number, ct) is not { } motion)
            {
                return MotionErrors.Unknown;
            }

            if (await desk.Over(motion.Assembly, ct) is { } over)
            {
                return over;
            }

            if (motion.Version != command.Version)
            {
                return MotionErrors.ChangedMeanwhile with { Current = ShowMotion.TextOf(motion) };
            }

            var item = await db.AgendaItems.IgnoreQueryFilters().SingleAsync(i => i.Id == motion.Item, ct);
            var terms = await command.Motion.Terms(db, item, ct);
            if (terms.Error is { } wrong)
            {
                return wrong;
            }

            var wasVotedOn = await db.Polls.AnyAsync(p => p.Motion == motion.Id, ct);
            var rules = (await db.RulesFor(motion.Assembly, ct))!.Parameters;
            return motion.Change(item, terms.Value!, wasVotedOn, rules) is { } refusal ? refusal : new Answer(motion.Version);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/motions/{number}",
                (string code, string number, IfMatch version, MotionBody body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeMotion(code, number, version.Version, body), ct).ToTagged()
            )
            .WithName("changeMotion")
            .WithSummary("Change a motion")
            .WithDescription(
                "Until a vote on it is opened. Needs If-Match with the motion’s version; a 412 brings what stands now as `current`, so that nothing is lost."
            )
            .WithExample(MotionBody.Example)
            .Refuses([
                .. MotionRefusals.OfTerms,
                RequestErrors.VersionMissing,
                MotionErrors.Unknown,
                MotionErrors.ChangedMeanwhile,
                MotionErrors.VotedOn,
                MotionErrors.Shelved,
            ]);
}
