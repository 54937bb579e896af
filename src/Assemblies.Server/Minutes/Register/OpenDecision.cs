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
/// Chair, minute-taker or secretariat makes an entry public, or keeps it to the members, whatever the rules of procedure say; with a reason, which members
/// read. A repeat is refused.
/// </summary>
/// <param name="Assembly">The assembly's code.</param>
/// <param name="Key">The entry's number within it.</param>
/// <param name="IsPublic">Whether everybody may read it.</param>
/// <param name="Reason">Why.</param>
public sealed record OpenDecision(string Assembly, string Key, bool IsPublic, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => $"{Assembly}/{Key}";

    internal sealed class Validator : AbstractValidator<OpenDecision>
    {
        public Validator() => RuleFor(c => c.Reason).Needed(2000, "Say why: members read it beside the decision.");
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<OpenDecision, Done>
    {
        public async Task<Result<Done>> Handle(OpenDecision command, CancellationToken ct) =>
            await db.Decision(command.Assembly, command.Key, ct) is { } decision
                ? decision.Show(command.IsPublic, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person).Or()
                : DecisionErrors.Unknown;
    }

    internal sealed record Body(bool IsPublic, string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "decisions/{assembly}/{key}/open",
                (string assembly, string key, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new OpenDecision(assembly, key, body.IsPublic, body.Reason), ct).ToHttp()
            )
            .WithName("openDecision")
            .WithSummary("Make a decision public, or keep it to the members")
            .WithDescription("Whatever the rules of procedure say; with a reason, which members read. A repeat is refused.")
            .WithExample(new Body(false, "It names a contract that is not signed yet."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                DecisionErrors.Unknown,
                DecisionErrors.PublicAlready,
                DecisionErrors.WithheldAlready,
                DecisionErrors.ChangedMeanwhile
            );
}
