using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
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
/// The chair opens a vote on a motion of the item that is on, or asks whether anybody objects. Who may vote, E and P, proxies and rules are pinned at
/// this moment. Without a quorum it is refused; a repeat is refused while one is open.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Motion">On which motion, by its number.</param>
/// <param name="Method">A vote, or a question for objections.</param>
/// <param name="Minutes">After how many minutes it closes by itself; null where the chair closes it.</param>
public sealed record OpenPoll(string Assembly, string Motion, PollMethod Method, int? Minutes) : ICommand<OpenPoll.Answer>
{
    /// <inheritdoc />
    public Access Needs => new RunsVotes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} motion {Motion}";

    /// <summary>The poll.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="PresentOrRepresented">P: how many may vote.</param>
    /// <param name="Entitled">E.</param>
    /// <param name="Until">When it closes by itself.</param>
    public sealed record Answer(Id<Poll> Id, int PresentOrRepresented, int Entitled, Instant? Until);

    internal sealed class Validator : AbstractValidator<OpenPoll>
    {
        public Validator()
        {
            RuleFor(c => c.Method).IsInEnum().WithMessage("Say how: ballots or consensus.");
            RuleFor(c => c.Minutes).InclusiveBetween(1, 60).WithMessage("Enter a number of minutes from 1 to 60.");
        }
    }

    internal sealed class Handler(AssembliesDb db, PollDesk desk, IClock clock, Reader reader) : ICommandHandler<OpenPoll, Answer>
    {
        public async Task<Result<Answer>> Handle(OpenPoll command, CancellationToken ct)
        {
            if (await db.OpenMeetingOf(command.Assembly, ct) is not { } meeting)
            {
                return SittingErrors.NotOpened;
            }

            // Under the ledger's lock nobody comes, goes or moves the meeting on; under that of proxies none is given or withdrawn.
            var sitting = (await db.TakeSitting(meeting, ct))!.Sitting;
            await db.LockProxies(sitting.Assembly, ct);
            if (await desk.TakeMotion(command.Assembly, command.Motion, ct) is not { } motion)
            {
                return MotionErrors.Unknown;
            }

            var now = clock.GetCurrentInstant();
            var call = await db.RollCallOf(sitting.Of, sitting.Now?.Item, now, ct);
            var carried = call.Members.Select(m => m.Proxy).OfType<Id<Proxy>>().ToList();
            var isLate = await db.AgendaItems.IgnoreQueryFilters().Where(i => i.Id == motion.Item).Select(i => i.Late).SingleAsync(ct);
            var opening = new PollOpening(
                sitting,
                motion,
                await desk.PollsOf(motion.Id, ct),
                isLate,
                !isLate || await IsTakenUp(motion, ct),
                await db.QuorumChallenges.Running(db).AnyAsync(c => c.Meeting == meeting, ct),
                call,
                (await db.RulesFor(motion.Assembly, ct))!,
                await db.Proxies.AsNoTracking().Where(p => carried.Contains(p.Id)).ToListAsync(ct)
            )
            {
                Minutes = await MinutesOf(motion, ct),
            };
            var until = command.Minutes is { } minutes ? now + Duration.FromMinutes(minutes) : (Instant?)null;
            var opened = opening.Open(command.Method, until, now, reader.Person);
            if (opened.Value is not { } poll)
            {
                return opened.Error!;
            }

            db.Add(poll);
            db.AddRange(poll.VotersNow(call));
            return new Answer(poll.Id, poll.PresentOrRepresented, poll.Entitled, poll.Until);
        }

        /// <summary>The minutes that it approves, under their lock: no other version is published while the vote is opened, nor while it is open.</summary>
        private async Task<MinutesToApprove?> MinutesOf(Motion motion, CancellationToken ct)
        {
            if (motion.MinutesOf is not { } assembly)
            {
                return null;
            }

            await db.LockMinutes(assembly, ct);
            return await db.MinutesToApprove(assembly, ct);
        }

        /// <summary>Whether the members have agreed to deal with an item that came late.</summary>
        private async Task<bool> IsTakenUp(Motion motion, CancellationToken ct)
        {
            var onTaking = await db
                .Motions.AsNoTracking()
                .Where(m => m.Item == motion.Item && m.RuleType == MotionType.LateItem)
                .Select(m => m.Id)
                .ToListAsync(ct);
            foreach (var one in onTaking)
            {
                if ((await desk.PollsOf(one, ct)).Standing?.Outcome.IsAdopted() is true)
                {
                    return true;
                }
            }

            return false;
        }
    }

    internal sealed record Body(string Motion, PollMethod Method = PollMethod.Ballots, int? Minutes = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/polls",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new OpenPoll(code, body.Motion, body.Method, body.Minutes), ct)
                        .ToCreated(made => $"/api/v1/polls/{made.Id}")
            )
            .WithName("openPoll")
            .WithSummary("Open a vote on a motion")
            .WithDescription(
                "By chair, deputy chair or secretariat, on a motion of the item that is on, with a quorum. Pins who may vote, E and P, the proxies and the "
                    + "rules; where the motion approves minutes, the version that is published. With `consensus` the chair asks whether anybody objects. With "
                    + "`minutes` it closes by itself. One at a time a meeting."
            )
            .WithExample(new Body("8.1", PollMethod.Ballots, 3))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                MotionErrors.Unknown,
                MotionErrors.Shelved,
                MotionErrors.Decided,
                MotionErrors.PollIsOpen,
                MotionErrors.BothMajorities,
                MotionErrors.Secret,
                MotionErrors.MinutesNotPublished,
                MotionErrors.MinutesApproved,
                SittingErrors.NotOpened,
                PollErrors.InBreak,
                PollErrors.ItemNotOn,
                PollErrors.NotTakenUp,
                PollErrors.NoQuorum,
                PollErrors.NoConsensusOnLate,
                PollErrors.ObjectedAlready,
                PollErrors.AnotherIsOpen,
                QuorumErrors.ChallengeRuns
            );
}
