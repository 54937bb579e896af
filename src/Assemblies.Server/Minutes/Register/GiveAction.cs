using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// Chair, minute-taker or secretariat gives an action, from a decision or free: who does what, by when. It gets the next number of its assembly and is carried
/// until it is done or dropped. A repeat gives another one; the Idempotency-Key keeps from that.
/// </summary>
/// <param name="Assembly">The code of the assembly at which it is given.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Person">The mail address of who does it; null for an organisation, or for nobody yet.</param>
/// <param name="Organisation">The code of the organisation that does it.</param>
/// <param name="Until">The last day, today or later; null for none.</param>
/// <param name="Decision">The number of the decision it follows from, within the assembly: <c>03</c>; null for a free one.</param>
public sealed record GiveAction(string Assembly, string What, string? Person, string? Organisation, LocalDate? Until, string? Decision)
    : ICommand<GiveAction.Given>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>An action was given.</summary>
    /// <param name="Number">How it is called: <c>GA-2027-1/A3</c>.</param>
    /// <param name="Seq">Its number among the actions of its assembly.</param>
    public sealed record Given(string Number, int Seq);

    internal sealed class Validator : AbstractValidator<GiveAction>
    {
        public Validator() => RuleFor(c => c.What).Needed(1000, "Say what is to be done.");
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<GiveAction, Given>
    {
        public async Task<Result<Given>> Handle(GiveAction command, CancellationToken ct)
        {
            if (
                await db
                    .Assemblies.Where(a => a.Code == command.Assembly)
                    .Select(a => (Id<Domain.Meetings.Assembly>?)a.Id)
                    .SingleOrDefaultAsync(ct)
                is not { } assembly
            )
            {
                return AccessErrors.NotFound;
            }

            var decision = command.Decision is null ? null : await db.Decision(command.Assembly, command.Decision, ct);
            if (command.Decision is not null && (decision is null ? DecisionErrors.UnknownEarlier : decision.NotHeld) is { } unfit)
            {
                return unfit.At("decision");
            }

            var now = clock.GetCurrentInstant();
            var owner = await new ActionOwner(command.Person, command.Organisation, command.Until).Find(
                db,
                command.Assembly,
                before: null,
                await db.Today(now, ct),
                ct
            );
            if (owner.Error is { } refusal)
            {
                return refusal;
            }

            var action = new ActionPoint(
                assembly,
                command.Assembly,
                await db.NextAction(assembly, ct),
                decision?.Id,
                command.What.Trim(),
                owner.Value!,
                now,
                reader.Person
            );
            db.ActionPoints.Add(action);
            return new Given(action.Number, action.Seq);
        }
    }

    internal sealed record Body(string What, string? Person, string? Organisation, LocalDate? Until, string? Decision);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/actions",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new GiveAction(code, body.What, body.Person, body.Organisation, body.Until, body.Decision), ct).ToHttp()
            )
            .WithName("giveAction")
            .WithSummary("Give an action")
            .WithDescription(
                "Who does what, by when; from a decision of the assembly or free. Whoever does it may be named later. It is carried from meeting to meeting until "
                    + "it is done or dropped, and its owner is reminded a week before its day and on the working day after it."
            )
            .WithExample(new Body("Send the fee notices for 2028", "deputy@nl.stem.example.org", null, new(2027, 6, 30), "03"))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                DecisionErrors.UnknownEarlier,
                DecisionErrors.NotAdopted,
                DecisionErrors.Annulled,
                DecisionErrors.Overtaken,
                ActionErrors.TwoOwners,
                ActionErrors.UnknownPerson,
                ActionErrors.UnknownOrganisation,
                ActionErrors.UntilPast,
                ActionErrors.ChangedMeanwhile
            );
}
