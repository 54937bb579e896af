using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The holder accepts a proxy: its head or deputy does, or the secretariat for it, saying how it came to know. From then on it counts. Both sides are
/// told. A repeat changes nothing; what was refused or is over is refused.
/// </summary>
public sealed record AcceptProxy(string Assembly, Id<Proxy> Proxy, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly}: {Proxy}";

    internal sealed class Validator : AbstractValidator<AcceptProxy>
    {
        public Validator() => this.SourceNote(c => c.Source);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AcceptProxy, Done>
    {
        public Task<Result<Done>> Handle(AcceptProxy command, CancellationToken ct) =>
            db.Step(
                reader,
                clock.GetCurrentInstant(),
                new(command.Assembly, command.Proxy, command.Source, proxy => proxy.Holder),
                (_, proxy, actor) => proxy.Accept(actor),
                ct
            );
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/proxies/{id}/accept",
                (string code, Id<Proxy> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AcceptProxy(code, id, body?.Source), ct).ToHttp()
            )
            .WithName("acceptProxy")
            .WithSummary("Accept a proxy")
            .WithDescription(
                "By the head or deputy of the holder, or the secretariat for it with the source. From then on it counts. Both sides are told. A repeat "
                    + "changes nothing."
            )
            .WithExample(new Body())
            .Refuses([.. ProxySteps.Refusals, PresenceDomainErrors.ProxyAnswered, PresenceDomainErrors.ProxyOver]);
}
