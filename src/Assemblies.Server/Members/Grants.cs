using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>Who belongs to the secretariat.</summary>
public sealed record ListSecretariat : IQuery<IReadOnlyList<ListSecretariat.One>>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>One of them; granted by nobody when it was the first account.</summary>
    public sealed record One(Id<Person> Person, string Name, string Email, Instant At, string? GrantedBy);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListSecretariat, IReadOnlyList<One>>
    {
        public async Task<Result<IReadOnlyList<One>>> Handle(ListSecretariat query, CancellationToken ct) =>
            await (
                from grant in db.Grants.AsNoTracking()
                join person in db.People on grant.Person equals person.Id
                where grant.RevokedAt == null
                orderby person.Email
                select new One(
                    person.Id,
                    person.Name,
                    person.Email,
                    grant.At,
                    db.People.Where(granter => granter.Id == grant.By).Select(granter => granter.Name).FirstOrDefault()
                )
            ).ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("secretariat", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListSecretariat(), ct).ToHttp())
            .WithName("listSecretariat")
            .WithSummary("List who belongs to the secretariat")
            .WithDescription("With who granted it, and when.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly);
}

/// <summary>The secretariat takes somebody in. A repeat changes nothing.</summary>
public sealed record GrantSecretariat(string Email) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Email;

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<GrantSecretariat, Done>
    {
        public async Task<Result<Done>> Handle(GrantSecretariat command, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('assemblies.secretariat'))", ct);
            var email = Person.NormalEmail(command.Email);
            if (await db.People.SingleOrDefaultAsync(p => p.Email == email, ct) is not { } person)
            {
                return MembersErrors.UnknownPerson;
            }

            if (!await db.Grants.AnyAsync(g => g.Person == person.Id && g.RevokedAt == null, ct))
            {
                db.Add(new Grant(person.Id, clock.GetCurrentInstant(), reader.Person));
            }

            return Done.It;
        }
    }

    internal sealed record Body(string Email);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "secretariat",
                (Body body, IMediator mediator, CancellationToken ct) => mediator.Send(new GrantSecretariat(body.Email), ct).ToHttp()
            )
            .WithName("grantSecretariat")
            .WithSummary("Take somebody into the secretariat")
            .WithDescription("Somebody whom the network knows. A repeat changes nothing.")
            .WithExample(new Body("head@si.stem.example.org"))
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, MembersErrors.UnknownPerson);
}

/// <summary>The secretariat takes these rights back; they end at once. A repeat changes nothing; the last one keeps them.</summary>
public sealed record RevokeSecretariat(Id<Person> Person) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Person.ToString();

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<RevokeSecretariat, Done>
    {
        public async Task<Result<Done>> Handle(RevokeSecretariat command, CancellationToken ct)
        {
            // Of two that revoke each other at once one stays.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('assemblies.secretariat'))", ct);
            if (!await db.People.AnyAsync(p => p.Id == command.Person, ct))
            {
                return AccessErrors.NotFound;
            }

            var held = await db.Grants.Where(g => g.RevokedAt == null).ToListAsync(ct);
            if (held.Find(g => g.Person == command.Person) is not { } grant)
            {
                return Done.It;
            }

            if (held.Count is 1)
            {
                return MembersErrors.LastOfSecretariat;
            }

            grant.Revoke(clock.GetCurrentInstant(), reader.Person!.Value);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "secretariat/{id}",
                (Id<Person> id, IMediator mediator, CancellationToken ct) => mediator.Send(new RevokeSecretariat(id), ct).ToHttp()
            )
            .WithName("revokeSecretariat")
            .WithSummary("Take the secretariat's rights back")
            .WithDescription("They end at once. A repeat changes nothing; the last one of the secretariat keeps them.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound, MembersErrors.LastOfSecretariat);
}
