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

/// <summary>
/// The secretariat changes what a call asks for, until somebody is asked or the members vote. A later last day opens a closed call again. A repeat
/// is refused: the version it names is no longer the one that stands.
/// </summary>
public sealed record ChangeCall(string Edition, long? Version, CallFields Fields) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Edition;

    internal sealed class Validator : AbstractValidator<ChangeCall>
    {
        public Validator() => CallFields.Check(this, c => c.Fields);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, CallAnnouncements announcements, IMediator mediator)
        : ICommandHandler<ChangeCall, Done>
    {
        public async Task<Result<Done>> Handle(ChangeCall command, CancellationToken ct)
        {
            if (command.Version is not { } version)
            {
                return RequestErrors.VersionMissing;
            }

            if (await db.HostCalls.Lock(db, command.Edition, ct) is not { } call)
            {
                return HostingErrors.UnknownCall;
            }

            if (call.Version != version)
            {
                return HostingErrors.StaleCall with { Current = (await mediator.Send(new ShowCall(command.Edition), ct)).Value };
            }

            if (call.Change(command.Fields.Terms, reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct)) is { } refusal)
            {
                return refusal;
            }

            await announcements.TellIfOpen(call, ct);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "host-calls/{edition}",
                (string edition, IfMatch ifMatch, CallFields body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeCall(edition, ifMatch.Version, body), ct).ToHttp()
            )
            .WithName("changeHostCall")
            .WithSummary("Change a call for hosts")
            .WithDescription(
                "Send the ETag of what you read in If-Match. A later last day opens a closed call again. Refused once somebody is asked or the "
                    + "members vote."
            )
            .WithExample(CallFields.Example)
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                HostingErrors.UnknownCall,
                RequestErrors.VersionMissing,
                HostingErrors.StaleCall,
                HostingErrors.CallInThePast,
                HostingErrors.SomebodyIsAsked,
                HostingErrors.AlreadyPutToVote,
                HostingErrors.CallDecided
            );
}
