using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Whoever sees to the screens on the wall: chair, deputy chair, host, secretariat.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record SeesToScreens(string Code) : OfficersOf(Code, Office.Chair, Office.DeputyChair, Office.Host);

/// <summary>Makes a link for a screen on the wall: whoever holds it sees the room as its public does. It is shown once; a repeat makes another.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Name">What its maker calls it, such as the hall.</param>
public sealed record MakeScreenLink(string Code, string Name) : ICommand<MakeScreenLink.Made>, IShownOnce
{
    /// <inheritdoc />
    public Access Needs => new SeesToScreens(Code);

    /// <inheritdoc />
    public string On => $"{Code}: screen “{Name}”";

    /// <summary>The link, shown this once.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Address">To be opened on the screen.</param>
    public sealed record Made(Id<ScreenLink> Id, string Address);

    internal sealed class Validator : AbstractValidator<MakeScreenLink>
    {
        public Validator() =>
            RuleFor(c => c.Name)
                .NotEmpty()
                .WithMessage("Say where the screen hangs.")
                .OneLine()
                .MaximumLength(100)
                .WithMessage("Enter at most 100 characters.");
    }

    internal sealed class Handler(AssembliesDb db, Settings settings, IClock clock, Reader reader) : ICommandHandler<MakeScreenLink, Made>
    {
        public async Task<Result<Made>> Handle(MakeScreenLink command, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.Where(a => a.Code == command.Code)
                .Select(a => (Id<Assembly>?)a.Id)
                .SingleOrDefaultAsync(cancellationToken);
            if (assembly is not { } of)
            {
                return AccessErrors.NotFound;
            }

            var secret = Secrets.New();
            var link = new ScreenLink(of, command.Name.Trim(), Secrets.Hash(secret), clock.GetCurrentInstant(), reader.Person);
            db.Add(link);
            return new Made(link.Id, $"{settings.SiteUrl}/screen/{secret}");
        }
    }

    internal sealed record Body(string Name);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/screens",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new MakeScreenLink(code, body.Name), ct).ToCreated(_ => $"/api/v1/assemblies/{code}/screens")
            )
            .WithName("makeScreenLink")
            .WithSummary("Make a link for a screen on the wall")
            .WithDescription(
                "Whoever holds it sees the room without signing in, until it is taken back. It is shown once; a repeat makes another."
            )
            .WithExample(new Body("Hall"))
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, RequestErrors.ShownOnce);
}

/// <summary>The links of an assembly's screens, the newest first; never their secrets.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListScreenLinks(string Code) : IQuery<IReadOnlyList<ListScreenLinks.Link>>
{
    /// <inheritdoc />
    public Access Needs => new SeesToScreens(Code);

    /// <summary>A link.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">What its maker calls it.</param>
    /// <param name="At">When it was made.</param>
    /// <param name="By">By whom, by name.</param>
    /// <param name="RevokedAt">When it was taken back; null while it holds.</param>
    /// <param name="RevokedBy">By whom, by name.</param>
    public sealed record Link(Id<ScreenLink> Id, string Name, Instant At, string? By, Instant? RevokedAt, string? RevokedBy);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListScreenLinks, IReadOnlyList<Link>>
    {
        public async Task<Result<IReadOnlyList<Link>>> Handle(ListScreenLinks query, CancellationToken cancellationToken) =>
            await db
                .ScreenLinks.Where(l => db.Assemblies.Any(a => a.Id == l.Assembly && a.Code == query.Code))
                .OrderByDescending(l => l.At)
                .ThenByDescending(l => l.Id)
                .Select(l => new Link(
                    l.Id,
                    l.Name,
                    l.At,
                    db.People.Where(p => p.Id == l.By).Select(p => p.Name).FirstOrDefault(),
                    l.RevokedAt,
                    db.People.Where(p => p.Id == l.RevokedBy).Select(p => p.Name).FirstOrDefault()
                ))
                .ToListAsync(cancellationToken);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/screens",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListScreenLinks(code), ct).ToHttp()
            )
            .WithName("listScreenLinks")
            .WithSummary("List the links of the screens")
            .WithDescription("Who made and who took back which; the links themselves were shown once and are not kept.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}

/// <summary>Takes back a screen's link: it shows nothing any more, at once. A repeat changes nothing.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Link">Which link.</param>
public sealed record RevokeScreenLink(string Code, Id<ScreenLink> Link) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new SeesToScreens(Code);

    /// <inheritdoc />
    public string On => $"{Code}: screen {Link}";

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<RevokeScreenLink, Done>
    {
        public async Task<Result<Done>> Handle(RevokeScreenLink command, CancellationToken cancellationToken)
        {
            var link = await db.ScreenLinks.SingleOrDefaultAsync(
                l => l.Id == command.Link && db.Assemblies.Any(a => a.Id == l.Assembly && a.Code == command.Code),
                cancellationToken
            );
            if (link is null)
            {
                return AccessErrors.NotFound;
            }

            link.Revoke(clock.GetCurrentInstant(), reader.Person);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/screens/{id}",
                (string code, Id<ScreenLink> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RevokeScreenLink(code, id), ct).ToHttp()
            )
            .WithName("revokeScreenLink")
            .WithSummary("Take back a screen’s link")
            .WithDescription("The screen shows nothing any more, at once. A repeat changes nothing.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
