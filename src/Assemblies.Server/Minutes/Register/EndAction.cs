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

/// <summary>Whoever does an action, or keeps the register, says that it is done. It is carried no further. A repeat is refused.</summary>
/// <param name="Assembly">The code of the assembly at which it was given.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="Words">What came of it; null where nothing has to be said.</param>
public sealed record FinishAction(string Assembly, int Seq, string? Words) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new DoesAction(Assembly, Seq);

    /// <inheritdoc />
    public string On => ActionPoint.NumberOf(Assembly, Seq);

    internal sealed class Validator : AbstractValidator<FinishAction>
    {
        public Validator() => RuleFor(c => c.Words).Sentences(1000);
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<FinishAction, Done>
    {
        public async Task<Result<Done>> Handle(FinishAction command, CancellationToken ct) =>
            await db.Action(command.Assembly, command.Seq, ct) is { } action
                ? action.Finish(Texts.OrNull(command.Words), clock.GetCurrentInstant(), reader.Person).Or()
                : ActionErrors.Unknown;
    }

    internal sealed record Body(string? Words);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/actions/{seq:int}/done",
                (string code, int seq, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new FinishAction(code, seq, body.Words), ct).ToHttp()
            )
            .WithName("finishAction")
            .WithSummary("Say that an action is done")
            .WithDescription(
                "By whoever does it (the person; head and deputy of the organisation), or who keeps the register. A repeat is refused."
            )
            .WithExample(new Body("The notices went out on 12 June."))
            .Refuses(
                AccessErrors.SignIn,
                RequestErrors.Invalid,
                ActionErrors.Unknown,
                ActionErrors.OfficersOnly,
                ActionErrors.DoneAlready,
                ActionErrors.DroppedAlready,
                ActionErrors.ChangedMeanwhile
            );
}

/// <summary>Chair, minute-taker or secretariat drops an action: it is not to be done any more. A repeat is refused.</summary>
/// <param name="Assembly">The code of the assembly at which it was given.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="Words">Why.</param>
public sealed record DropAction(string Assembly, int Seq, string Words) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => ActionPoint.NumberOf(Assembly, Seq);

    internal sealed class Validator : AbstractValidator<DropAction>
    {
        public Validator() => RuleFor(c => c.Words).Needed(1000, "Say why it is not to be done any more.");
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<DropAction, Done>
    {
        public async Task<Result<Done>> Handle(DropAction command, CancellationToken ct) =>
            await db.Action(command.Assembly, command.Seq, ct) is { } action
                ? action.Drop(command.Words.Trim(), clock.GetCurrentInstant(), reader.Person).Or()
                : ActionErrors.Unknown;
    }

    internal sealed record Body(string Words);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/actions/{seq:int}/drop",
                (string code, int seq, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new DropAction(code, seq, body.Words), ct).ToHttp()
            )
            .WithName("dropAction")
            .WithSummary("Drop an action")
            .WithDescription("It is not to be done any more, and carried no further; with the reason. A repeat is refused.")
            .WithExample(new Body("The programme it was for is not continued."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                ActionErrors.Unknown,
                ActionErrors.DoneAlready,
                ActionErrors.DroppedAlready,
                ActionErrors.ChangedMeanwhile
            );
}

/// <summary>Chair, minute-taker or secretariat opens an action again that was done or dropped. A repeat is refused.</summary>
/// <param name="Assembly">The code of the assembly at which it was given.</param>
/// <param name="Seq">Its number there.</param>
/// <param name="Words">Why.</param>
public sealed record ReopenAction(string Assembly, int Seq, string Words) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => ActionPoint.NumberOf(Assembly, Seq);

    internal sealed class Validator : AbstractValidator<ReopenAction>
    {
        public Validator() => RuleFor(c => c.Words).Needed(1000, "Say what is still to be done.");
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<ReopenAction, Done>
    {
        public async Task<Result<Done>> Handle(ReopenAction command, CancellationToken ct) =>
            await db.Action(command.Assembly, command.Seq, ct) is { } action
                ? action.Reopen(command.Words.Trim(), clock.GetCurrentInstant(), reader.Person).Or()
                : ActionErrors.Unknown;
    }

    internal sealed record Body(string Words);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/actions/{seq:int}/reopen",
                (string code, int seq, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ReopenAction(code, seq, body.Words), ct).ToHttp()
            )
            .WithName("reopenAction")
            .WithSummary("Open an action again")
            .WithDescription("What was done or dropped is to be done after all. A repeat is refused.")
            .WithExample(new Body("Two notices came back."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                ActionErrors.Unknown,
                ActionErrors.OpenAlready,
                ActionErrors.ChangedMeanwhile
            );
}

/// <summary>How commands get hold of an action.</summary>
internal static class ActionChange
{
    /// <summary>With its steps, to be added to; null when there is none.</summary>
    public static Task<ActionPoint?> Action(this AssembliesDb db, string assembly, int seq, CancellationToken ct) =>
        db.ActionPoints.Include(a => a.Steps).SingleOrDefaultAsync(a => a.Code == assembly && a.Seq == seq, ct);
}
