using Assemblies.Domain;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Somebody makes the address of their own calendar; an earlier one ends. It is shown once.</summary>
public sealed record MakeFeedLink : ICommand<MakeFeedLink.Answer>, IShownOnce
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <inheritdoc />
    public string On => "own calendar feed";

    /// <summary>The address.</summary>
    /// <param name="Address">To be entered in a calendar; whoever has it reads this calendar.</param>
    public sealed record Answer(string Address);

    internal sealed class Handler(AssembliesDb db, Settings settings, Reader reader) : ICommandHandler<MakeFeedLink, Answer>
    {
        public async Task<Result<Answer>> Handle(MakeFeedLink request, CancellationToken cancellationToken)
        {
            var (person, token) = (reader.Person!.Value, Secrets.New());
            await db.Database.ExecuteSqlAsync(
                $"update feed_link set revoked_at = now() where person = {person.Value} and revoked_at is null",
                cancellationToken
            );
            db.FeedLinks.Add(new(person, Secrets.Hash(token), await db.Now(cancellationToken)));
            return new Answer($"{settings.SiteUrl}/calendar/{token}.ics");
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("me/calendar", (IMediator mediator, CancellationToken ct) => mediator.Send(new MakeFeedLink(), ct).ToHttp())
            .WithName(nameof(MakeFeedLink))
            .WithSummary("Make the address of one's own calendar")
            .WithDescription("Shown once. A repeat makes another one and ends the one before.")
            .Refuses(AccessErrors.SignIn, RequestErrors.ShownOnce);
}

/// <summary>Somebody takes back the address of their calendar. A repeat changes nothing.</summary>
public sealed record RevokeFeedLink : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <inheritdoc />
    public string On => "own calendar feed";

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<RevokeFeedLink, Done>
    {
        public async Task<Result<Done>> Handle(RevokeFeedLink request, CancellationToken cancellationToken)
        {
            await db.Database.ExecuteSqlAsync(
                $"update feed_link set revoked_at = now() where person = {reader.Person!.Value.Value} and revoked_at is null",
                cancellationToken
            );
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("me/calendar", (IMediator mediator, CancellationToken ct) => mediator.Send(new RevokeFeedLink(), ct).ToHttp())
            .WithName(nameof(RevokeFeedLink))
            .WithSummary("Take back the address of one's own calendar")
            .WithDescription("Calendars that subscribe to it get nothing any more. A repeat changes nothing.")
            .Refuses(AccessErrors.SignIn);
}

/// <summary>Whether somebody has an address for their calendar, and since when.</summary>
public sealed record ShowFeedLink : IQuery<ShowFeedLink.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>The address in use.</summary>
    /// <param name="Since">When it was made; null when there is none.</param>
    public sealed record Answer(Instant? Since);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowFeedLink, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowFeedLink request, CancellationToken cancellationToken) =>
            new Answer(
                await db
                    .FeedLinks.Where(l => l.Person == reader.Person && l.RevokedAt == null)
                    .Select(l => (Instant?)l.At)
                    .MaxAsync(cancellationToken)
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("me/calendar", (IMediator mediator, CancellationToken ct) => mediator.Send(new ShowFeedLink(), ct).ToHttp())
            .WithName(nameof(ShowFeedLink))
            .WithSummary("See whether one's calendar has an address")
            .WithDescription("Only since when; the address itself is shown once, when it is made.")
            .Refuses(AccessErrors.SignIn);
}
