using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>The assembly will not take place. Everybody who was told is told; its calendar entries are cancelled. A repeat is refused.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Reason">Why; everybody who is told reads it.</param>
public sealed record CancelAssembly(string Code, string Reason) : ICommand<StepTaken>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<CancelAssembly>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<CancelAssembly, StepTaken>
    {
        public async Task<Result<StepTaken>> Handle(CancelAssembly command, CancellationToken cancellationToken)
        {
            var (assembly, now) = (await db.Whole(command.Code, cancellationToken), clock.GetCurrentInstant());
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var refusal = await db.InSession(assembly, cancellationToken) ?? assembly.Cancel(now, reader.Person, command.Reason.Trim());
            return refusal.Or(() => new StepTaken(assembly.Code, assembly.State, null));
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/cancel",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CancelAssembly(code, body.Reason), ct).ToHttp()
            )
            .WithName("cancelAssembly")
            .WithSummary("Cancel the assembly")
            .WithDescription(
                "It will not take place; this cannot be undone. Everybody who was told is told, nobody else. A repeat is refused."
            )
            .WithExample(new Body("The host withdrew."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                MeetingsErrors.InSession,
                AssemblyLife.WrongState,
                MeetingsErrors.ChangedMeanwhile
            );
}
