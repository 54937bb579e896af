using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
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
/// The chair takes up a line of the published programme: an item or a session. A break that runs ends, and the quorum is checked; taking up a pause
/// of the programme begins a break. What is on already is refused.
/// </summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Item">The item; null for a session.</param>
/// <param name="Session">The session; null for an item. One with items begins with its first.</param>
/// <param name="Step">The number of the last step the sender saw; null for whatever stands.</param>
public sealed record GoToLine(Id<Meeting> Meeting, Id<AgendaItem>? Item, Id<Session>? Session, int? Step) : ICommand<SittingNow>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Validator : AbstractValidator<GoToLine>
    {
        public Validator() =>
            RuleFor(c => c.Item)
                .Must((command, _) => command.Item is null != command.Session is null)
                .WithMessage("Choose an item or a session.");
    }

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader) : ICommandHandler<GoToLine, SittingNow>
    {
        public async Task<Result<SittingNow>> Handle(GoToLine command, CancellationToken cancellationToken)
        {
            var (taken, refusal) = await db.TakeSitting(command.Meeting, command.Step, cancellationToken);
            if (taken is null)
            {
                return refusal!;
            }

            if (await db.IsVoting(command.Meeting, cancellationToken))
            {
                return SittingErrors.VoteIsOpen;
            }

            if (await Line(command, taken.Assembly.Id, cancellationToken) is not var (session, item))
            {
                return SittingErrors.NotOnProgramme.At(command.Item is null ? "session" : "item");
            }

            if (RunningOrder.IsPause(session) && await quorum.Running(command.Meeting, cancellationToken) is not null)
            {
                return QuorumErrors.ChallengeRuns;
            }

            var steps = taken.Sitting.GoTo(session, item, clock.GetCurrentInstant(), reader.Person);
            if (steps.Error is { } cannot)
            {
                return cannot;
            }

            db.AddRange(steps.Value!);
            var check = steps.Value!.Any(s => s.Kind is SittingStepKind.BreakEnded)
                ? await quorum.Check(taken.Sitting, QuorumCheckKind.AfterBreak, cancellationToken)
                : null;
            return SittingNow.Of(taken.Sitting, check, reader.Name);
        }

        /// <summary>The line as the running order has it: parallel sessions as wholes, others by their items.</summary>
        private async Task<(PublishedSession Session, Id<AgendaItem>? Item)?> Line(
            GoToLine command,
            Id<Assembly> assembly,
            CancellationToken ct
        )
        {
            var agenda = await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == assembly)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstOrDefaultAsync(ct);
            var session = agenda
                ?.Meetings.FirstOrDefault(m => m.Id == command.Meeting)
                ?.Sessions.FirstOrDefault(s => s.Id == command.Session || s.Items.Any(i => i.Id == command.Item));
            return session is null ? null
                : session.Parallel is not null ? (session, null)
                : (session, command.Item ?? session.Items.Select(i => (Id<AgendaItem>?)i.Id).FirstOrDefault());
        }
    }

    internal sealed record Body(Id<AgendaItem>? Item, Id<Session>? Session, int? Step);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/go-to",
                (Id<Meeting> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new GoToLine(id, body.Item, body.Session, body.Step), ct).ToHttp()
            )
            .WithName("goToLine")
            .WithSummary("Take up an item or a session")
            .WithDescription(
                "A line of the published programme, in any order. A break that runs ends by it; a pause of the programme begins one. With `step`, the "
                    + "number of the last step its sender saw, it is refused when somebody moved the meeting on since."
            )
            .WithExample(new Body(Id<AgendaItem>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null), null, 3))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOnProgramme,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                SittingErrors.OnAlready,
                SittingErrors.ChangedMeanwhile,
                SittingErrors.VoteIsOpen,
                QuorumErrors.ChallengeRuns
            );
}
