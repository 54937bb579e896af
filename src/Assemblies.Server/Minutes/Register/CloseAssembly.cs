using Assemblies.Domain;
using Assemblies.Domain.Meetings;
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
/// Chair or secretariat closes an assembly for good, once a later one has approved its minutes and they are signed. What else is not settled (a decision that nobody
/// carries out, an action of nobody) needs a reason. A repeat is refused.
/// </summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Reason">Why it is closed although something is not settled; null when everything is.</param>
public sealed record CloseAssembly(string Code, string? Reason) : ICommand<AssemblyEnding>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Code, ShowClosing.Chairs);

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<CloseAssembly>
    {
        public Validator() => RuleFor(c => c.Reason).Sentences(2000);
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<CloseAssembly, AssemblyEnding>
    {
        public async Task<Result<AssemblyEnding>> Handle(CloseAssembly command, CancellationToken ct)
        {
            var (assembly, now) = (await db.Ending(command.Code, ct), clock.GetCurrentInstant());
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            if (AssemblyLife.Refusal(assembly.State, StepKind.Closed) is { } wrongState)
            {
                return wrongState;
            }

            var (missing, reason) = (await db.MissingToClose(assembly, now, ct), Texts.OrNull(command.Reason));
            if (missing.Any(one => one.Blocks))
            {
                return ClosingErrors.Missing.With(missing);
            }

            if (missing.Count > 0 && reason is null)
            {
                return ClosingErrors.SayWhy.At("reason").With(missing);
            }

            return assembly.Close(now, reader.Person, missing.Count > 0 ? reason : null) is { } refusal
                ? refusal
                : new AssemblyEnding(assembly.Code, assembly.State);
        }
    }

    internal sealed record Body(string? Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/close",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CloseAssembly(code, body.Reason), ct).ToHttp()
            )
            .WithName("closeAssembly")
            .WithSummary("Close an assembly")
            .WithDescription(
                "When a later assembly has approved its minutes and they are signed. `reason` is needed where a decision names nobody who carries it out, or an action "
                    + "nobody who does it. The refusal names all that is missing. A repeat is refused."
            )
            .WithExample(new Body("Decision 04 was carried out on the spot."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                AssemblyLife.WrongState,
                ClosingErrors.Missing,
                ClosingErrors.SayWhy,
                MeetingsErrors.ChangedMeanwhile
            );
}
