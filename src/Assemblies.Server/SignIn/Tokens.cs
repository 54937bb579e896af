using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>The reader's tokens for programs that hold, the newest first; never their secrets.</summary>
public sealed record ListTokens : IQuery<IReadOnlyList<ListTokens.Token>>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>One of them.</summary>
    public sealed record Token(Id<AccessToken> Id, string Name, bool MayOnlyRead, Instant At, Instant ExpiresAt);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListTokens, IReadOnlyList<Token>>
    {
        public async Task<Result<IReadOnlyList<Token>>> Handle(ListTokens query, CancellationToken ct)
        {
            var now = await db.Now(ct);
            return await db
                .AccessTokens.AsNoTracking()
                .Where(t => t.Person == reader.Person && t.RevokedAt == null && t.ExpiresAt > now)
                .OrderByDescending(t => t.At)
                .Select(t => new Token(t.Id, t.Name, t.MayOnlyRead, t.At, t.ExpiresAt))
                .ToListAsync(ct);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("access-tokens", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListTokens(), ct).ToHttp())
            .WithName("listAccessTokens")
            .WithSummary("List my tokens for programs")
            .WithDescription("Those that hold. The tokens themselves were shown once and are not kept.")
            .Refuses(AccessErrors.SignIn);
}

/// <summary>Makes a token for a program, with the reader's rights or fewer. It is shown once; a repeat makes another.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="MayOnlyRead">It cannot change anything.</param>
/// <param name="Days">How long it holds, 1 to 365.</param>
public sealed record MakeToken(string Name, bool MayOnlyRead, int Days) : ICommand<MakeToken.Made>, IShownOnce
{
    /// <inheritdoc />
    public Access Needs => new SignedInByBrowser();

    /// <inheritdoc />
    public string On => $"token “{Name}”";

    /// <summary>The token, shown this once.</summary>
    public sealed record Made(Id<AccessToken> Id, string Token, Instant ExpiresAt);

    internal sealed class Validator : AbstractValidator<MakeToken>
    {
        public Validator()
        {
            RuleFor(c => c.Name).NotEmpty().WithMessage("Name the program that uses it");
            RuleFor(c => c.Name).MaximumLength(100).WithMessage("Use at most 100 characters");
            RuleFor(c => c.Days).InclusiveBetween(1, 365).WithMessage("Enter a number of days from 1 to 365");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<MakeToken, Made>
    {
        public async Task<Result<Made>> Handle(MakeToken command, CancellationToken ct)
        {
            var (secret, now) = (AccessToken.Prefix + Secrets.New(), await db.Now(ct));
            var token = new AccessToken(
                reader.Person!.Value,
                secret,
                command.Name.Trim(),
                command.MayOnlyRead,
                now,
                now + Duration.FromDays(command.Days)
            );
            db.Add(token);
            return new Made(token.Id, secret, token.ExpiresAt);
        }
    }

    internal sealed record Body(string Name, bool MayOnlyRead = true, int Days = 90);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "access-tokens",
                (Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new MakeToken(body.Name, body.MayOnlyRead, body.Days), ct)
                        .ToCreated(made => $"/api/v1/access-tokens/{made.Id}")
            )
            .WithName("makeAccessToken")
            .WithSummary("Make a token for a program")
            .WithDescription(
                "Only signed in with a browser. The token is shown this once; it begins with asm_. Each repeat makes another one."
            )
            .WithExample(new Body("office calendar", true, 180))
            .Refuses(AccessErrors.SignIn, SignInErrors.BrowserOnly, RequestErrors.Invalid, RequestErrors.ShownOnce);
}

/// <summary>Takes one of the reader's own tokens back, at once. A repeat changes nothing.</summary>
public sealed record RevokeToken(Id<AccessToken> Token) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <inheritdoc />
    public string On => Token.ToString();

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<RevokeToken, Done>
    {
        public async Task<Result<Done>> Handle(RevokeToken command, CancellationToken ct)
        {
            if (await db.AccessTokens.SingleOrDefaultAsync(t => t.Id == command.Token && t.Person == reader.Person, ct) is not { } token)
            {
                return SignInErrors.NotYours;
            }

            token.Revoke(await db.Now(ct));
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "access-tokens/{id}",
                (Id<AccessToken> id, IMediator mediator, CancellationToken ct) => mediator.Send(new RevokeToken(id), ct).ToHttp()
            )
            .WithName("revokeAccessToken")
            .WithSummary("Take one of my tokens back")
            .WithDescription("It stops working at once. A repeat changes nothing.")
            .Refuses(AccessErrors.SignIn, SignInErrors.NotYours);
}

/// <summary>Signed in with a browser: a token that leaked cannot make others that outlive it.</summary>
public sealed record SignedInByBrowser : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        ValueTask.FromResult(
            context.Reader.SignIn is not null ? null
            : context.Reader.IsSignedIn ? SignInErrors.BrowserOnly
            : AccessErrors.SignIn
        );
}
