using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// Chair, minute-taker or secretariat enters a motion on a published item: it gets the next number of that item, such as 8.2, and can be voted on.
/// Refused where the rules want a vote that cannot be taken here.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Item">On which item, by its printed number.</param>
/// <param name="Motion">What it says.</param>
public sealed record PutMotion(string Assembly, string Item, MotionBody Motion) : ICommand<PutMotion.Answer>
{
    /// <inheritdoc />
    public Access Needs => new EntersMotions(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} item {Item}";

    /// <summary>The motion.</summary>
    /// <param name="Number">Its number: "8.2".</param>
    public sealed record Answer(string Number);

    internal sealed class Validator : AbstractValidator<PutMotion>
    {
        public Validator()
        {
            RuleFor(c => c.Item).NotEmpty().WithMessage("Choose the item.");
            RuleFor(c => c.Motion).SetValidator(new MotionBody.Validator()).OverridePropertyName("");
        }
    }

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock, Reader reader) : ICommandHandler<PutMotion, Answer>
    {
        public async Task<Result<Answer>> Handle(PutMotion command, CancellationToken ct)
        {
            var item = await (
                from i in db.AgendaItems.Include(i => i.Of)
                join a in db.Assemblies on i.Assembly equals a.Id
                where a.Code == command.Assembly && i.Number == command.Item
                select i
            ).SingleOrDefaultAsync(ct);
            if (item is null)
            {
                return AgendaDomainErrors.UnknownItem.At("item");
            }

            if (await desk.Over(item.Assembly, ct) is { } over)
            {
                return over;
            }

            var terms = await command.Motion.Terms(db, item, ct);
            if (terms.Error is { } wrong)
            {
                return wrong;
            }

            var rules = (await db.RulesFor(item.Assembly, ct))!.Parameters;
            var before = await db.Motions.CountAsync(m => m.Item == item.Id, ct);
            var put = Domain.Voting.Motion.Put(item, before, terms.Value!, rules, clock.GetCurrentInstant(), reader.Person);
            if (put.Value is not { } motion)
            {
                return put.Error!;
            }

            db.Add(motion);
            return new Answer(motion.Number);
        }
    }

    internal sealed record Body(string Item, MotionBody Motion);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/motions",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new PutMotion(code, body.Item, body.Motion), ct)
                        .ToCreated(made => $"/api/v1/assemblies/{code}/motions/{made.Number}")
            )
            .WithName("putMotion")
            .WithSummary("Enter a motion on an item")
            .WithDescription(
                "By chair, deputy chair, minute-taker or secretariat, on an item of the published agenda. Each motion has a rule type of its own, so that one "
                    + "item can hold budget and fees. A type on which the rules ask for a secret ballot, or for members and weights, is refused: such "
                    + "votes cannot be taken here yet."
            )
            .WithExample(new Body("8", MotionBody.Example))
            .Refuses([.. MotionRefusals.OfTerms, MotionErrors.NotPublished, MotionErrors.AtOnce]);
}

/// <summary>What motions are refused with.</summary>
internal static class MotionRefusals
{
    /// <summary>Where one is entered or changed.</summary>
    public static readonly Error[] OfTerms =
    [
        AccessErrors.SignIn,
        AccessErrors.Forbidden,
        AccessErrors.NotFound,
        AgendaDomainErrors.UnknownItem,
        AgendaDomainErrors.NeverLate,
        RequestErrors.Invalid,
        VotingErrors.UnknownDocument,
        VotingErrors.UnknownMinutes,
        VotingErrors.NotEarlier,
        MotionErrors.UnknownType,
        MotionErrors.NotLate,
        MotionErrors.BothMajorities,
        MotionErrors.Secret,
        MotionErrors.AssemblyOver,
    ];
}
