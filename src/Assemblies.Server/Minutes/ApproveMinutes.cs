using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>A later assembly adopted a motion that approves minutes: their newest version is approved. A vote that is annulled takes it back.</summary>
/// <remarks>Minutes that are not published yet, or approved before, are left as they are: see <see cref="ApproveMinutes"/>.</remarks>
internal sealed class ApprovalByVote(AssembliesDb db, IClock clock) : IReactTo<MotionDecided>, IReactTo<PollAnnulled>
{
    public async ValueTask Happened(MotionDecided happened, CancellationToken ct)
    {
        if (happened.MinutesOf is not { } assembly || !happened.Outcome.IsAdopted())
        {
            return;
        }

        await db.LockMinutes(assembly, ct);
        if (await db.StandingApproval(assembly, ct) is null && await db.NewestMinutes(assembly, ct) is { } newest)
        {
            db.Add(new MinutesApproval(newest, happened.Assembly, happened.Motion, happened.Poll, clock.GetCurrentInstant()));
        }
    }

    public async ValueTask Happened(PollAnnulled happened, CancellationToken ct)
    {
        if (await db.MinutesApprovals.SingleOrDefaultAsync(a => a.Poll == happened.Poll && a.EndedAt == null, ct) is { } approval)
        {
            approval.End(clock.GetCurrentInstant(), happened.Reason);
        }
    }
}

/// <summary>
/// A keeper of the minutes says that a later assembly has approved them, where its vote came before they were published: by the motion that was
/// adopted. A repeat is refused.
/// </summary>
/// <param name="Assembly">Whose minutes.</param>
/// <param name="By">The later assembly, by its code.</param>
/// <param name="Motion">Its motion, by its number.</param>
public sealed record ApproveMinutes(string Assembly, string By, string Motion) : ICommand<ApproveMinutes.Approved>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} by {By}";

    /// <summary>They are approved.</summary>
    /// <param name="Version">Which version.</param>
    /// <param name="Hash">Its hash.</param>
    public sealed record Approved(int Version, string Hash);

    internal sealed class Validator : AbstractValidator<ApproveMinutes>
    {
        public Validator()
        {
            RuleFor(c => c.By).NotEmpty().WithMessage("Name the assembly that approved them by its code, such as GA-2027-2.");
            RuleFor(c => c.Motion).NotEmpty().WithMessage("Name its motion by its number, such as 3.1.");
        }
    }

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<ApproveMinutes, Approved>
    {
        public async Task<Result<Approved>> Handle(ApproveMinutes command, CancellationToken cancellationToken)
        {
            var opened = await db.OpenMinutes(command.Assembly, cancellationToken);
            if (opened.Value is not { } assembly)
            {
                return opened.Error!;
            }

            await db.LockMinutes(assembly.Id, cancellationToken);
            if (await db.StandingApproval(assembly.Id, cancellationToken) is not null)
            {
                return MinutesDomainErrors.Approved;
            }

            if (await db.NewestMinutes(assembly.Id, cancellationToken) is not { } newest)
            {
                return MinutesDomainErrors.NotPublished;
            }

            if (await Adopted(assembly.Id, command, cancellationToken) is not { } result)
            {
                return MinutesErrors.NotItsMotion;
            }

            db.Add(new MinutesApproval(newest, result.Assembly, result.Motion, result.Poll, clock.GetCurrentInstant()));
            return new Approved(newest.Number, newest.Hash);
        }

        private async Task<PollResult?> Adopted(Id<Domain.Meetings.Assembly> of, ApproveMinutes command, CancellationToken ct)
        {
            var results = await (
                from result in db.PollResults
                join motion in db.Motions on result.Motion equals motion.Id
                join poll in db.Polls on result.Poll equals poll.Id
                join assembly in db.Assemblies on result.Assembly equals assembly.Id
                where assembly.Code == command.By && motion.Number == command.Motion && motion.MinutesOf == of
                where !poll.Steps.Any(s => s.Kind == PollStepKind.Annulled)
                orderby result.At descending
                select result
            )
                .AsNoTracking()
                .ToListAsync(ct);
            return results.Find(r => r.Outcome.IsAdopted());
        }
    }

    internal sealed record Body(string Assembly, string Motion);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/minutes/approve",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ApproveMinutes(code, body.Assembly, body.Motion), ct).ToHttp()
            )
            .WithName("approveMinutes")
            .WithExample(new Body("GA-2027-2", "3.1"))
            .WithSummary("Record that a later assembly approved the minutes")
            .WithDescription(
                "A motion that names these minutes approves them by itself when it is adopted. This is for a vote that came before they were published: it "
                    + "names the motion that was adopted, and nothing else approves minutes. A repeat is refused."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.KeepersOnly,
                MinutesErrors.NotItsMotion,
                MinutesDomainErrors.Approved,
                MinutesDomainErrors.NotBegun,
                MinutesDomainErrors.NotPublished,
                RequestErrors.Invalid
            );
}
