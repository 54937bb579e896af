using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// A deputy chair presides from now on, or the chair again; the room sees who. Chair and deputy chairs may lead the meeting all the same. Handing it to
/// whoever presides is refused.
/// </summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="To">To whom: the chair or a deputy chair.</param>
/// <param name="Reason">Why, where there is something to say.</param>
/// <param name="Step">The number of the last step the sender saw; null for whatever stands.</param>
public sealed record HandOverChair(Id<Meeting> Meeting, Id<Person> To, string? Reason, int? Step) : ICommand<SittingNow>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Validator : AbstractValidator<HandOverChair>
    {
        public Validator()
        {
            RuleFor(c => c.To).NotEqual(default(Id<Person>)).WithMessage("Choose who presides.");
            RuleFor(c => c.Reason).Reason();
        }
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<HandOverChair, SittingNow>
    {
        public async Task<Result<SittingNow>> Handle(HandOverChair command, CancellationToken cancellationToken)
        {
            var (taken, refusal) = await db.TakeSitting(command.Meeting, command.Step, cancellationToken);
            if (taken is null)
            {
                return refusal!;
            }

            var mayPreside = await db.Officers.AnyAsync(
                o =>
                    o.Assembly == taken.Assembly.Id
                    && o.Person == command.To
                    && (o.Office == Office.Chair || o.Office == Office.DeputyChair)
                    && o.EndedAt == null,
                cancellationToken
            );
            if (!mayPreside)
            {
                return SittingErrors.CannotPreside.At("to");
            }

            var handed = taken.Sitting.HandOver(command.To, clock.GetCurrentInstant(), reader.Person, Texts.Tidy(command.Reason));
            if (handed.Error is { } cannot)
            {
                return cannot;
            }

            db.Add(handed.Value!);
            return SittingNow.Of(taken.Sitting, null);
        }
    }

    internal sealed record Body(Id<Person> To, string? Reason, int? Step);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/hand-over",
                (Id<Meeting> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new HandOverChair(id, body.To, body.Reason, body.Step), ct).ToHttp()
            )
            .WithName("handOverChair")
            .WithSummary("Hand over the chair")
            .WithDescription(
                "To a deputy chair, or back to the chair: it is recorded who presides. With `step` it is refused when somebody moved the meeting on since."
            )
            .WithExample(new Body(Id<Person>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null), "The chair is a candidate.", 9))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                SittingErrors.PresidesAlready,
                SittingErrors.CannotPreside,
                SittingErrors.ChangedMeanwhile
            );
}
