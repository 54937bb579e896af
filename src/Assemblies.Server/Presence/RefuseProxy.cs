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

/// <summary>The holder refuses a proxy; otherwise as with accepting it. A repeat changes nothing.</summary>
public sealed record RefuseProxy(string Assembly, Id<Proxy> Proxy, string? Why, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly}: {Proxy}";

    internal sealed class Validator : AbstractValidator<RefuseProxy>
    {
        public Validator()
        {
            RuleFor(c => c.Why).OptionalWhy();
            this.SourceNote(c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<RefuseProxy, Done>
    {
        public Task<Result<Done>> Handle(RefuseProxy command, CancellationToken ct) =>
            db.Step(
                reader,
                clock.GetCurrentInstant(),
                new(command.Assembly, command.Proxy, command.Source, proxy => proxy.Holder),
                (_, proxy, actor) => proxy.Refuse(actor, ProxySteps.Tidy(command.Why)),
                ct
            );
    }

    internal sealed record Body(string? Why = null, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/proxies/{id}/refuse",
                (string code, Id<Proxy> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RefuseProxy(code, id, body?.Why, body?.Source), ct).ToHttp()
            )
            .WithName("refuseProxy")
            .WithSummary("Refuse a proxy")
            .WithDescription(
                "By the head or deputy of the holder, or the secretariat for it with the source. The principal is told, and can give it to another member. "
                    + "A repeat changes nothing."
            )
            .WithExample(new Body("We leave at noon on the second day."))
            .Refuses([.. ProxySteps.Refusals, RequestErrors.Invalid, PresenceDomainErrors.ProxyAnswered, PresenceDomainErrors.ProxyOver]);
}
