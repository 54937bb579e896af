using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>The browsers in which the reader is signed in, the newest first.</summary>
public sealed record ListSignIns : IQuery<IReadOnlyList<ListSignIns.Device>>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>One of them.</summary>
    public sealed record Device(Id<SignedInBrowser> Id, string Browser, Instant At, Instant SeenAt, bool IsThis);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListSignIns, IReadOnlyList<Device>>
    {
        public async Task<Result<IReadOnlyList<Device>>> Handle(ListSignIns query, CancellationToken ct)
        {
            var now = await db.Now(ct);
            var (idle, longest) = (now - Readers.Idle, now - Readers.Longest);
            return await db
                .SignIns.AsNoTracking()
                .Where(s => s.Person == reader.Person && s.EndedAt == null && s.SeenAt > idle && s.At > longest)
                .OrderByDescending(s => s.At)
                .Select(s => new Device(s.Id, s.Browser, s.At, s.SeenAt, s.Id == reader.SignIn))
                .ToListAsync(ct);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("sign-ins", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListSignIns(), ct).ToHttp())
            .WithName("listSignIns")
            .WithSummary("List the browsers I am signed in with")
            .WithDescription("Those that hold; the one that asks is marked.")
            .Refuses(AccessErrors.SignIn);
}

/// <summary>Ends one of the reader's own sign-ins; that browser is signed out at once. A repeat changes nothing.</summary>
public sealed record EndSignIn(Id<SignedInBrowser> SignIn) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <inheritdoc />
    public string On => SignIn.ToString();

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<EndSignIn, Done>
    {
        public async Task<Result<Done>> Handle(EndSignIn command, CancellationToken ct)
        {
            if (await db.SignIns.SingleOrDefaultAsync(s => s.Id == command.SignIn && s.Person == reader.Person, ct) is not { } signIn)
            {
                return SignInErrors.NotYours;
            }

            signIn.End(await db.Now(ct));
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "sign-ins/{id}",
                (Id<SignedInBrowser> id, IMediator mediator, CancellationToken ct) => mediator.Send(new EndSignIn(id), ct).ToHttp()
            )
            .WithName("endSignIn")
            .WithSummary("Sign one of my browsers out")
            .WithDescription("Ends it at once. A repeat changes nothing.")
            .Refuses(AccessErrors.SignIn, SignInErrors.NotYours);
}

/// <summary>Ends all sign-ins of a person and takes back their tokens: one's own, or anybody's by the secretariat. A repeat changes nothing.</summary>
public sealed record EndAllSignIns(Id<Person> Person) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SelfOrSecretariat(Person);

    /// <inheritdoc />
    public string On => Person.ToString();

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<EndAllSignIns, Done>
    {
        public async Task<Result<Done>> Handle(EndAllSignIns command, CancellationToken ct)
        {
            if (!await db.People.AnyAsync(p => p.Id == command.Person, ct))
            {
                return SignInErrors.NotYours;
            }

            var now = await db.Now(ct);
            await db
                .SignIns.Where(s => s.Person == command.Person && s.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
            await db
                .AccessTokens.Where(t => t.Person == command.Person && t.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now), ct);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "people/{id}/end-sign-ins",
                (Id<Person> id, IMediator mediator, CancellationToken ct) => mediator.Send(new EndAllSignIns(id), ct).ToHttp()
            )
            .WithName("endAllSignIns")
            .WithSummary("Sign a person out everywhere")
            .WithDescription(
                "Ends all sign-ins and takes back all tokens of a person: oneself, or anybody by the secretariat. A repeat changes nothing."
            )
            .Refuses(AccessErrors.SignIn, SignInErrors.NotYours);
}

/// <summary>The person themselves, or the secretariat; others are not told whether there is such a person.</summary>
public sealed record SelfOrSecretariat(Id<Person> Person) : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        ValueTask.FromResult(
            context.Reader is { IsSignedIn: false, IsService: false } ? AccessErrors.SignIn
            : context.Reader.Person == Person || context.Reader.IsSecretariat ? null
            : AccessErrors.NotFound
        );
}
