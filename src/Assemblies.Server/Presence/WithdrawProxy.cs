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
/// The principal withdraws its proxy until the deadline: its head or deputy does, or the secretariat for it, saying how it came to know. Both sides are
/// told. A repeat changes nothing.
/// </summary>
public sealed record WithdrawProxy(string Assembly, Id<Proxy> Proxy, string? Why, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SomebodyAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly}: {Proxy}";

    internal sealed class Validator : AbstractValidator<WithdrawProxy>
    {
        public Validator()
        {
            RuleFor(c => c.Why).OptionalWhy();
            this.SourceNote(c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<WithdrawProxy, Done>
    {
        public Task<Result<Done>> Handle(WithdrawProxy command, CancellationToken ct) =>
            db.Step(
                reader,
                clock.GetCurrentInstant(),
                new(command.Assembly, command.Proxy, command.Source, proxy => proxy.Principal),
                (book, proxy, actor) => book.Withdraw(proxy, actor, ProxySteps.Tidy(command.Why)),
                ct
            );
    }

    internal sealed record Body(string? Why = null, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/proxies/{id}/withdraw",
                (string code, Id<Proxy> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new WithdrawProxy(code, id, body?.Why, body?.Source), ct).ToHttp()
            )
            .WithName("withdrawProxy")
            .WithSummary("Withdraw a proxy")
            .WithDescription(
                "By the head or deputy of the principal until the deadline, or the secretariat for it with the source. It no longer counts for the holder's "
                    + "limit, and the principal can give another. Both sides are told. A repeat changes nothing."
            )
            .WithExample(new Body("Our head can come after all."))
            .Refuses([
                .. ProxySteps.Refusals,
                RequestErrors.Invalid,
                PresenceDomainErrors.WithdrawalClosed,
                PresenceDomainErrors.ProxyOver,
            ]);
}
