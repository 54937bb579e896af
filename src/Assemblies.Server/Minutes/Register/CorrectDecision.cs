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

/// <summary>
/// Chair, minute-taker or secretariat adds a corrigendum to a decision: how its words should have read, and why. Both are printed. A repeat is refused, since
/// it says what stands.
/// </summary>
/// <param name="Assembly">The assembly's code.</param>
/// <param name="Key">The decision's number within it.</param>
/// <param name="Text">How it should have read, the whole of it.</param>
/// <param name="Reason">Why.</param>
public sealed record CorrectDecision(string Assembly, string Key, string Text, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => $"{Assembly}/{Key}";

    internal sealed class Validator : AbstractValidator<CorrectDecision>
    {
        public Validator()
        {
            RuleFor(c => c.Text).Needed(Texts.Long, "Enter the words as they should have been, the whole text.");
            RuleFor(c => c.Reason).Needed(2000, "Say why: it is printed with the corrigendum.");
        }
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<CorrectDecision, Done>
    {
        public async Task<Result<Done>> Handle(CorrectDecision command, CancellationToken ct) =>
            await db.Decision(command.Assembly, command.Key, ct) is { } decision
                ? decision.Correct(command.Text.Trim(), command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person).Or()
                : DecisionErrors.Unknown;
    }

    internal sealed record Body(string Text, string Reason);

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "decisions/{assembly}/{key}/correct",
                (string assembly, string key, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CorrectDecision(assembly, key, body.Text, body.Reason), ct).ToHttp()
            )
            .WithName("correctDecision")
            .WithSummary("Add a corrigendum to a decision")
            .WithDescription("The words of the vote stay; the corrigendum is printed beside them, with its reason.")
            .WithExample(new Body("The budget for 2028 in document 8a is adopted.", "The document's letter was missing."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                DecisionErrors.Unknown,
                DecisionErrors.NotAdopted,
                DecisionErrors.Annulled,
                DecisionErrors.Overtaken,
                DecisionErrors.SameText,
                DecisionErrors.ChangedMeanwhile
            );

        // Whoever tries to edit or remove one is told what can be done instead.
        api.MapMethods(
                "decisions/{assembly}/{key}",
                [HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete],
                () => DecisionErrors.Immutable.ToProblem()
            )
            .ExcludeFromDescription();
    }
}
