using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Chair, minute-taker or secretariat names somebody else for an action, or another day. A repeat changes nothing.</summary>
/// <param name="Assembly">The code of the assembly at which it was given.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="Person">The mail address of who does it from now on.</param>
/// <param name="Organisation">The code of the organisation that does it from now on.</param>
/// <param name="Until">The last day from now on, today or later unless it stands so already.</param>
/// <param name="Words">Why; null where nothing has to be said.</param>
public sealed record ChangeAction(string Assembly, int Seq, string? Person, string? Organisation, LocalDate? Until, string? Words)
    : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => ActionPoint.NumberOf(Assembly, Seq);

    internal sealed class Validator : AbstractValidator<ChangeAction>
    {
        public Validator() => RuleFor(c => c.Words).Sentences(1000);
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<ChangeAction, Done>
    {
        public async Task<Result<Done>> Handle(ChangeAction command, CancellationToken ct)
        {
            if (await db.Action(command.Assembly, command.Seq, ct) is not { } action)
            {
                return ActionErrors.Unknown;
            }

            var now = clock.GetCurrentInstant();
            var today = await db.Today(now, ct);
            var owner = await new ActionOwner(command.Person, command.Organisation, command.Until).Find(
                db,
                command.Assembly,
                action.Terms,
                today,
                ct
            );
            return owner.Error ?? action.Change(owner.Value!, Texts.OrNull(command.Words), today, now, reader.Person).Or();
        }
    }

    internal sealed record Body(string? Person, string? Organisation, LocalDate? Until, string? Words);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/actions/{seq:int}/change",
                (string code, int seq, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeAction(code, seq, body.Person, body.Organisation, body.Until, body.Words), ct).ToHttp()
            )
            .WithName("changeAction")
            .WithSummary("Name somebody else for an action, or another day")
            .WithDescription(
                "Who does it and by when, both as they are from now on. What stood before stays in its history. A repeat changes nothing."
            )
            .WithExample(new Body(null, "SI", new(2027, 9, 30), "The bank needs two months."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                ActionErrors.Unknown,
                ActionErrors.TwoOwners,
                ActionErrors.UnknownPerson,
                ActionErrors.UnknownOrganisation,
                ActionErrors.UntilPast,
                ActionErrors.DoneAlready,
                ActionErrors.DroppedAlready,
                ActionErrors.ChangedMeanwhile
            );
}
