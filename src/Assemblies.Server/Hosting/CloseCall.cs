using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>The secretariat closes a call before its last day, with a reason. A repeat is refused: it is closed.</summary>
public sealed record CloseCall(string Edition, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Edition;

    internal sealed class Validator : AbstractValidator<CloseCall>
    {
        public Validator() =>
            RuleFor(c => c.Reason)
                .NotEmpty()
                .WithMessage("Say why it is closed early; members read it.")
                .MaximumLength(1000)
                .WithMessage("This is more than 1,000 letters. Say it shorter.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CloseCall, Done>
    {
        public async Task<Result<Done>> Handle(CloseCall command, CancellationToken ct)
        {
            if (await db.HostCalls.Lock(db, command.Edition, ct) is not { } call)
            {
                return HostingErrors.UnknownCall;
            }

            return call.Close(command.Reason.Trim(), reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct)) is { } refusal
                ? refusal
                : Done.It;
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls/{edition}/close",
                (string edition, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CloseCall(edition, body.Reason), ct).ToHttp()
            )
            .WithName("closeHostCall")
            .WithSummary("Close a call for hosts early")
            .WithDescription("From now on nobody proposes or changes a proposal. A repeat is refused.")
            .WithExample(new Body("Every region has proposed."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                HostingErrors.UnknownCall,
                HostingErrors.CallNotOpenYet,
                HostingErrors.CallClosed
            );
}
