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

/// <summary>What answering and withdrawing have in common.</summary>
internal static class ProxySteps
{
    /// <summary>A step that is wanted.</summary>
    /// <param name="Code">At which assembly.</param>
    /// <param name="Proxy">Of which proxy.</param>
    /// <param name="Source">How the secretariat came to know it.</param>
    /// <param name="Side">Whose step it is.</param>
    public sealed record Wanted(string Code, Id<Proxy> Proxy, Source? Source, Func<Proxy, Id<Domain.Members.Organisation>> Side);

    /// <summary>How any of them is refused.</summary>
    public static readonly Error[] Refusals =
    [
        AccessErrors.SignIn,
        AccessErrors.NotFound,
        PresenceErrors.UnknownProxy,
        PresenceErrors.NotYourMember,
        PresenceErrors.SourceMissing,
    ];

    /// <summary>Takes it, under the lock of proxies. Whoever may not see the proxy learns nothing of it.</summary>
    public static async Task<Result<Done>> Step(
        this AssembliesDb db,
        Reader reader,
        Instant now,
        Wanted wanted,
        Func<ProxyBook, Proxy, ProxyActor, Error?> take,
        CancellationToken ct
    )
    {
        if (await db.OpenProxies(wanted.Code, now, ct) is not { } book)
        {
            return AccessErrors.NotFound;
        }

        if (book.Proxies.FirstOrDefault(p => p.Id == wanted.Proxy) is not { } proxy || !reader.Sees(wanted.Code, proxy))
        {
            return PresenceErrors.UnknownProxy;
        }

        return
            (
                ActingMember.MayActFor(reader, reader.ActsFor(wanted.Side(proxy)), wanted.Source)
                ?? take(book, proxy, new(now, reader.Person, wanted.Source))
            )
                is { } refusal
            ? refusal
            : Done.It;
    }

    /// <summary>Without blanks around; null for nothing.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
